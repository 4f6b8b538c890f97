import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.coverage_link import NewCoverageLink
from directives.models.document import Document, Provision
from directives.models.gap import Gap
from directives.services.coverage_links import link_document
from directives.store.session import unit_of_work
from directives.vocabulary import Extent, RelationKind, Role
from tests.api.web.test_gap_pages import words_of
from tests.factories import NOW, TODAY, make_actor, make_document, make_gap
from tests.services.test_suspicions import relate


def answer(session: Session, gap: Gap, document: Document, provision: str = "") -> None:
    new = NewCoverageLink(
        gap_id=saved_id(gap),
        document_id=saved_id(document),
        provision_id=provision,
        extent=Extent.FULL,
        quote="chi trả",
        linked_on=TODAY,
    )
    link_document(session, make_actor(session, Role.SYSTEM), new, now=NOW)


def answered_by(engine: sa.Engine, provision: str, ended: str) -> int:
    """Make a gap that an article answers, in a document of which an article is repealed."""
    with unit_of_work(engine) as session:
        gap, document = make_gap(session, title="Chưa rõ ai chi trả"), make_document(session)
        for position, number in enumerate("12"):
            session.add(
                Provision(
                    document_id=saved_id(document),
                    provision_id=f"dieu-{number}",
                    position=position,
                    label=f"Điều {number}",
                    heading="Chi trả",
                    text="Cấp xã chi trả.",
                )
            )
        answer(session, gap, document, provision)
        act = make_document(session, issued_on=TODAY)
        relate(session, act, RelationKind.REPEALS, document, target_provision=ended)
        return saved_id(gap)


def waiting_in(client: TestClient) -> str:
    """Return what the page of a province says that it waits for."""
    page = client.get("/dia-phuong/15").text
    return page.partition('id="dang-cho"')[2].partition('id="da-hua"')[0]


def test_an_article_that_was_repealed_is_said_to_answer_no_longer(
    client: TestClient, engine: sa.Engine
) -> None:
    gap = answered_by(engine, "dieu-1", "dieu-1")

    page = words_of(client.get(f"/khoang-trong/{gap}").text)
    assert "Không tính là đáp ứng: điều khoản này không có hiệu lực hôm nay." in page
    assert "Hết hiệu lực, bị bãi bỏ" in page
    assert client.get(f"/api/v1/gaps/{gap}").json()["computed_state"] == "open"
    assert "Chưa rõ ai chi trả" in waiting_in(client)


def test_an_article_that_stands_answers_though_another_was_repealed(
    client: TestClient, engine: sa.Engine
) -> None:
    gap = answered_by(engine, "dieu-2", "dieu-1")

    assert "Không tính là đáp ứng" not in client.get(f"/khoang-trong/{gap}").text
    assert client.get(f"/api/v1/gaps/{gap}").json()["computed_state"] == "covered"
    assert "Chưa rõ ai chi trả" not in waiting_in(client)


def test_a_decree_without_its_day_is_said_not_to_answer_and_why(
    client: TestClient, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        gap = make_gap(session, title="Chưa rõ ai chi trả")
        decree = make_document(
            session, number_as_printed="99/2025/NĐ-CP", type_code="NĐ", issued_on=TODAY
        )
        answer(session, gap, decree)
        old = make_document(session)
        relate(session, decree, RelationKind.REPLACES, old)
        key, document, replaced = saved_id(gap), saved_id(decree), saved_id(old)

    page = words_of(client.get(f"/khoang-trong/{key}").text)
    assert "Không tính là đáp ứng: chưa biết văn bản có hiệu lực từ ngày nào." in page
    assert client.get(f"/api/v1/gaps/{key}").json()["computed_state"] == "open"
    current = client.get(f"/api/v1/documents/{document}/validity").json()["current"]
    assert (current["status"], current["missing"]) == ("unknown", ["effective_on"])
    page = words_of(client.get(f"/van-ban/{document}").text)
    assert "Chưa xác định được hiệu lực, vì chưa biết ngày có hiệu lực." in page
    page = words_of(client.get(f"/van-ban/{document}?ngay=2025-01-01").text)
    assert "Chưa có hiệu lực, vì chưa ban hành; chưa biết ngày có hiệu lực." in page
    page = words_of(client.get(f"/van-ban/{replaced}").text)
    assert "ngày văn bản khác bắt đầu tác động (Công văn 99/2025/NĐ-CP)." in page
