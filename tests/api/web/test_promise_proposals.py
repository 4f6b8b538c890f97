"""The inbox of promises that were read: one click takes one over, a rejection says why."""

from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import select

from directives.models.base import saved_id
from directives.models.commitment import Commitment
from directives.models.document import DocumentSector
from directives.models.promise_proposal import PromiseProposal
from directives.services.promise_proposals import propose_promises
from directives.store.session import unit_of_work
from directives.vocabulary import Role
from tests.api.web.conftest import Browser
from tests.api.web.test_promise_actions import post
from tests.factories import NOW, make_actor, make_document, make_gap
from tests.services.test_late_answer import sector
from tests.services.test_promise_proposals import DATED, GROUP, UNDATED, read_into
from tests.statements import count_statements

URL = "/cam-ket/de-xuat"


@pytest.fixture
def proposals(engine: sa.Engine) -> list[int]:
    """Three proposals of one letter."""
    with unit_of_work(engine) as session:
        document = make_document(session)
        read_into(session, document, DATED, UNDATED, GROUP)
        found = propose_promises(session, make_actor(session), document, now=NOW)
        return [saved_id(one) for one in found]


def test_one_click_takes_a_promise_over(
    browser_of: Callable[[Role], Browser], proposals: list[int]
) -> None:
    drafter = browser_of(Role.DRAFTER)
    assert "3 cam kết đọc được đang chờ nhận" in drafter.client.get("/cam-ket").text
    page = drafter.client.get(URL).text
    assert "3 đề xuất chờ xử lý." in page
    assert "Trước ngày 15/10/2025." in page
    assert "Chưa rõ ngày; sau khi nhận, cơ quan sẽ được hỏi thời hạn." in page

    made = post(drafter, f"{URL}/{proposals[0]}/nhan")
    twice = post(drafter, f"{URL}/{proposals[0]}/nhan")

    assert (made.status_code, twice.status_code) == (303, 409)
    promise = drafter.client.get(made.headers["location"]).text
    assert "Bộ Tài chính đã hứa trình dự thảo Thông tư hướng dẫn trước ngày 15/10/2025;" in promise
    assert "2 đề xuất chờ xử lý." in drafter.client.get(URL).text


def test_a_date_before_the_document_is_put_right_first(
    browser_of: Callable[[Role], Browser], engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        document = make_document(session, issued_on=date(2025, 9, 30))
        read_into(session, document, DATED.replace("15/10/2025", "15/9/2025"))
        (found,) = propose_promises(session, make_actor(session), document, now=NOW)
        key = saved_id(found)
    drafter = browser_of(Role.DRAFTER)
    page = drafter.client.get(URL).text

    refused = post(drafter, f"{URL}/{key}/nhan")
    made = post(drafter, f"{URL}/{key}/nhan", due_to="15/1/2026")

    assert "Thời hạn đọc được đứng trước ngày của văn bản" in page
    assert (refused.status_code, made.status_code) == (422, 303)
    assert "Thời hạn 14/09/2025 trước ngày cam kết 30/09/2025." in refused.text
    assert "15/01/2026" in drafter.client.get(made.headers["location"]).text


def test_a_sector_and_gaps_are_chosen_with_the_click(
    browser_of: Callable[[Role], Browser], engine: sa.Engine, proposals: list[int]
) -> None:
    with unit_of_work(engine) as session:
        codes = [make_gap(session, title=f"Vướng mắc {one}").code for one in ("A", "B")]
        land = sector(session, "dat-dai")
        document_id = session.get_one(PromiseProposal, proposals[0]).document_id
        session.add(DocumentSector(document_id=document_id, sector_id=saved_id(land)))
    drafter, url = browser_of(Role.DRAFTER), f"{URL}/{proposals[0]}/nhan"
    assert "Theo văn bản: Đất đai" in drafter.client.get(URL).text

    for wrong in ({"sector": "x"}, {"gaps": "KT-99999"}):
        assert post(drafter, url, **wrong).status_code == 422
    made = post(drafter, url, sector="giao-duc", gaps=", ".join(codes))

    page = drafter.client.get(made.headers["location"]).text
    assert "Vướng mắc A" in page
    assert "Vướng mắc B" in page
    with unit_of_work(engine) as session:
        recorded = session.exec(select(Commitment)).one()
        assert recorded.sector_id == sector(session, "giao-duc").id


@pytest.mark.parametrize(
    ("chosen", "recorded"),
    [
        ("action", ("action", None, None)),
        ("guidance", ("guidance", None, "Thông tư hướng dẫn")),
        ("NĐ", ("guidance", "NĐ", "Thông tư hướng dẫn")),
    ],
)
def test_the_product_is_chosen_before_the_click(
    browser_of: Callable[[Role], Browser],
    engine: sa.Engine,
    proposals: list[int],
    chosen: str,
    recorded: tuple[str, str | None, str | None],
) -> None:
    drafter, url = browser_of(Role.DRAFTER), f"{URL}/{proposals[0]}/nhan"
    page = drafter.client.get(URL).text
    assert '<option value="TT" selected' in page
    assert '<option value="action" selected' in page

    wrong = post(drafter, url, product="KHÔNG")
    made = post(drafter, url, product=chosen, expected_title="Thông tư hướng dẫn")

    assert (wrong.status_code, made.status_code) == (422, 303)
    with unit_of_work(engine) as session:
        one = session.exec(select(Commitment)).one()
        assert (one.kind, one.expected_type_code, one.expected_title) == recorded


def test_a_rejection_says_why(
    browser_of: Callable[[Role], Browser], engine: sa.Engine, proposals: list[int]
) -> None:
    oversight = browser_of(Role.OVERSIGHT)

    assert post(oversight, f"{URL}/{proposals[0]}/bo", words=" ").status_code == 422
    for key in proposals:
        assert post(oversight, f"{URL}/{key}/bo", words="Chỉ là nhắc lại.").status_code == 303

    assert "Không còn đề xuất nào" in oversight.client.get(URL).text
    assert "đang chờ nhận" not in oversight.client.get("/cam-ket").text
    with unit_of_work(engine) as session:
        reasons = set(session.exec(select(PromiseProposal.reason)).all())
    assert reasons == {"Chỉ là nhắc lại."}


def test_only_those_who_decide_see_the_inbox(
    client: TestClient, browser_of: Callable[[Role], Browser], proposals: list[int]
) -> None:
    assert client.get(URL).headers["location"] == f"/dang-nhap?next={URL}"
    assert "đang chờ nhận" not in client.get("/cam-ket").text
    assert browser_of(Role.OFFICER).client.get(URL).status_code == 403
    assert client.post(f"{URL}/{proposals[0]}/nhan").status_code == 401


def test_the_inbox_asks_no_more_the_fuller_it_is(
    browser_of: Callable[[Role], Browser], engine: sa.Engine, proposals: list[int]
) -> None:
    drafter = browser_of(Role.DRAFTER)
    for key in proposals[1:]:
        post(drafter, f"{URL}/{key}/bo", words="Chỉ là nhắc lại.")
    with count_statements(engine) as one:
        drafter.client.get(URL)
    with unit_of_work(engine) as session:
        for _ in range(8):
            document = make_document(session)
            read_into(session, document, DATED, UNDATED, GROUP)
            propose_promises(session, make_actor(session), document, now=NOW)

    with count_statements(engine) as many:
        full = drafter.client.get(URL).text

    assert len(many) == len(one)
    assert full.count("Nhận cam kết này") == 20
    assert drafter.client.get(f"{URL}?page=2").text.count("Nhận cam kết này") == 5
