"""The pages of relations: sections of a document, the graph, one relation, the form."""

import re
from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import Session, col, select

from directives.models.base import saved_id
from directives.models.document import NewRelation, Relation
from directives.rules.relation_claims import UNNAMED_PART
from directives.services.relation_facts import AUTOMATIC, record_relation
from directives.store.session import unit_of_work
from directives.vocabulary import ProposalState, RelationKind, Role
from tests.api.web.conftest import Browser
from tests.factories import NOW, agency_id, make_actor, make_document


@pytest.fixture
def amended(engine: sa.Engine) -> tuple[int, int, int]:
    """A decree, the one that amends it (as read, of the ministry), and the relation."""
    with unit_of_work(engine) as session:
        actor = make_actor(session, Role.SYSTEM)
        base = make_document(
            session, number_as_printed="178/2024/NĐ-CP", type_code="NĐ", type_name="Nghị định"
        )
        newer = make_document(
            session,
            number_as_printed="67/2025/NĐ-CP",
            type_code="NĐ",
            type_name="Nghị định",
            effective_on=date(2027, 1, 1),
        )
        newer.owner_agency_id = agency_id(session, "BNV")
        new = NewRelation(
            source_id=saved_id(newer),
            kind=RelationKind.AMENDS,
            target_id=saved_id(base),
            source_provision="dieu-1__khoan-1",
            target_provision="dieu-5",
            quote="Sửa đổi Điều 5 như sau",
        )
        proposed = ProposalState.PROPOSED
        relation = record_relation(session, actor, new, origin=AUTOMATIC, status=proposed, now=NOW)
        return saved_id(base), saved_id(newer), saved_id(relation)


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def sentences_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def test_a_proposed_relation_is_confirmed_and_rejected_on_its_page(
    client: TestClient,
    browser_of: Callable[[Role], Browser],
    amended: tuple[int, int, int],
) -> None:
    _, newer, relation = amended
    drafter = browser_of(Role.DRAFTER)
    assert f'action="/quan-he/{relation}/xac-nhan"' in drafter.client.get(f"/van-ban/{newer}").text
    assert "xac-nhan" not in client.get(f"/van-ban/{newer}").text

    page, token = f"/quan-he/{relation}", {"csrf_token": drafter.csrf}
    assert drafter.client.post(f"{page}/xac-nhan").status_code == 403
    assert drafter.client.post(f"{page}/xac-nhan", data=token).headers["location"] == page
    silent = drafter.client.post(f"{page}/bac-bo", data=token)
    assert (silent.status_code, "Hãy nêu lý do" in silent.text) == (422, True)
    said = drafter.client.post(f"{page}/bac-bo", data={**token, "reason": "Nhầm văn bản"})
    assert said.status_code == 303

    shown = words_of(client.get(page).text)
    assert "Nhầm văn bản" in shown
    assert "khoản 1 Điều 1" in shown
    assert "178/2024/NĐ-CP" not in words_of(client.get(f"/van-ban/{newer}").text)


@pytest.mark.parametrize("act", ["xac-nhan", "bac-bo"])
def test_who_has_not_signed_in_decides_nothing(
    client: TestClient, amended: tuple[int, int, int], act: str
) -> None:
    assert client.post(f"/quan-he/{amended[2]}/{act}").status_code == 401


def test_a_document_shows_both_directions_with_counts_provisions_and_a_drawing(
    client: TestClient, amended: tuple[int, int, int]
) -> None:
    base, newer, relation = amended
    page = client.get(f"/van-ban/{base}").text

    assert "Văn bản sửa đổi bổ sung (1)" in words_of(page)
    assert "khoản 1 Điều 1" in words_of(page)
    assert f"/van-ban/{base}/so-sanh?quan-he={relation}" in page
    assert "<svg" in page
    assert f'<a href="/van-ban/{newer}"' in page.split("<svg")[1].split("</svg>")[0]
    assert "Văn bản được sửa đổi bổ sung (1)" in words_of(client.get(f"/van-ban/{newer}").text)


def test_a_timeline_tells_what_was_from_what_is_to_come(
    client: TestClient,
    browser_of: Callable[[Role], Browser],
    amended: tuple[int, int, int],
) -> None:
    base, _, relation = amended
    drafter = browser_of(Role.DRAFTER)
    drafter.client.post(f"/quan-he/{relation}/xac-nhan", data={"csrf_token": drafter.csrf})

    line = words_of(client.get(f"/van-ban/{base}").text.split('id="dien-bien"')[1])

    assert (
        "13/8/2025 Ban hành 01/10/2025 Hôm nay 01/01/2027 Điều 5: Được sửa đổi, bổ sung bởi "
        "Nghị định 67/2025/NĐ-CP (sắp tới)" in line
    )


def test_a_timeline_tells_the_parts_that_one_document_changed_in_one_line(
    client: TestClient, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        base, act, many = (make_document(session) for _ in range(3))
        for source, kind, part in (
            (act, RelationKind.REPEALS, "dieu-3__khoan-2"),
            (act, RelationKind.AMENDS, "dieu-1"),
            (act, RelationKind.AMENDS, "dieu-2__khoan-1"),
            (act, RelationKind.AMENDS, UNNAMED_PART),
            (many, RelationKind.REPEALS, "dieu-9"),
            (many, RelationKind.REPEALS, ""),
            *((many, RelationKind.AMENDS, f"dieu-{article}") for article in range(1, 7)),
        ):
            new = NewRelation(
                source_id=saved_id(source),
                kind=kind,
                target_id=saved_id(base),
                target_provision=part,
            )
            record_relation(
                session,
                make_actor(session, Role.SYSTEM),
                new,
                origin=AUTOMATIC,
                status=ProposalState.CONFIRMED,
                now=NOW,
            )
        key = saved_id(base)

    line = words_of(client.get(f"/van-ban/{key}").text.split('id="dien-bien"')[1])

    assert "Khoản 2 Điều 3: Bị bãi bỏ bởi" in line
    assert "Điều 1, khoản 1 Điều 2, một phần: Được sửa đổi, bổ sung bởi" in line
    assert "6 phần: Được sửa đổi, bổ sung bởi" in line
    assert "Điều 9" not in line.split("Bị bãi bỏ bởi")[1]


def test_the_graph_is_drawn_and_listed_alike(
    client: TestClient, amended: tuple[int, int, int]
) -> None:
    base, newer, relation = amended
    page = client.get(f"/van-ban/{base}/do-thi?depth=3").text
    drawing, listed = page.split("</svg>")

    for part in (drawing, listed):
        assert f'href="/van-ban/{newer}"' in part
    assert ">Văn bản sửa đổi bổ sung</text>" in drawing
    assert "Văn bản được sửa đổi bổ sung: Nghị định 178/2024/NĐ-CP" in sentences_of(listed)
    assert "Danh sách dưới đây có đủ." in listed
    assert f'href="/quan-he/{relation}"' in listed
    assert "nét đứt" in listed
    assert client.get(f"/van-ban/{base}/do-thi?depth=9").status_code == 200
    assert client.get(f"/van-ban/{base}/do-thi?lang=en").status_code == 200


def test_the_listed_graph_says_what_the_other_is_with_the_provisions_of_both(
    client: TestClient, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        actor = make_actor(session, Role.SYSTEM)
        base, newer, letter = (
            make_document(session, number_as_printed=number, type_code="NĐ", type_name="Nghị định")
            for number in ("10/2025/NĐ-CP", "90/2025/NĐ-CP", "91/2025/NĐ-CP")
        )
        for source, kind, target, here, there in (
            (newer, RelationKind.AMENDS, base, "dieu-1__khoan-2", "dieu-3__khoan-1"),
            (newer, RelationKind.REPEALS, base, "dieu-1__khoan-4", "dieu-3__khoan-2"),
            (letter, RelationKind.CITES, base, "", ""),
            (letter, RelationKind.CITES, newer, "", ""),
        ):
            new = NewRelation(
                source_id=saved_id(source),
                kind=kind,
                target_id=saved_id(target),
                source_provision=here,
                target_provision=there,
            )
            record_relation(
                session, actor, new, origin=AUTOMATIC, status=ProposalState.CONFIRMED, now=NOW
            )
        key = saved_id(base)

    drawing, listed = client.get(f"/van-ban/{key}/do-thi").text.split("</svg>")
    english = sentences_of(client.get(f"/van-ban/{key}/do-thi?lang=en").text.split("</svg>")[1])

    said = sentences_of(listed)
    assert (
        "Văn bản được sửa đổi bổ sung: Nghị định 10/2025/NĐ-CP, khoản 1 Điều 3"
        " (ở văn bản này: khoản 2 Điều 1)"
    ) in said
    assert "Văn bản được dẫn chiếu: Nghị định 90/2025/NĐ-CP" in said
    assert "Amends: Decree 10/2025/NĐ-CP, clause 1 Article 3" in english
    assert "Amended by" not in english
    for tip in (
        "Nghị định 10/2025/NĐ-CP. Văn bản sửa đổi bổ sung: Nghị định 90/2025/NĐ-CP",
        "Nghị định 10/2025/NĐ-CP. Văn bản bãi bỏ: Nghị định 90/2025/NĐ-CP",
        "Nghị định 90/2025/NĐ-CP. Văn bản dẫn chiếu: Nghị định 91/2025/NĐ-CP",
    ):
        assert f"<title>{tip}</title>" in drawing


def test_a_graph_that_is_cut_says_so_of_its_list(client: TestClient, engine: sa.Engine) -> None:
    with unit_of_work(engine) as session:
        actor = make_actor(session, Role.SYSTEM)
        base = make_document(session)
        for _ in range(101):
            source = saved_id(make_document(session))
            new = NewRelation(source_id=source, kind=RelationKind.CITES, target_id=saved_id(base))
            record_relation(
                session, actor, new, origin=AUTOMATIC, status=ProposalState.CONFIRMED, now=NOW
            )
        key = saved_id(base)

    page = client.get(f"/van-ban/{key}/do-thi").text

    assert "Danh sách dưới đây cũng chưa đủ" in page
    assert "có đủ" not in page


def test_a_document_without_relations_says_so(client: TestClient, engine: sa.Engine) -> None:
    with unit_of_work(engine) as session:
        key = saved_id(make_document(session))

    assert "chưa biết quan hệ nào" in client.get(f"/van-ban/{key}/do-thi").text
    assert "<svg" not in client.get(f"/van-ban/{key}").text


def test_many_relations_are_shown_in_part_and_listed_in_pages(
    client: TestClient, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        actor = make_actor(session, Role.SYSTEM)
        base = saved_id(make_document(session))
        for _ in range(60):
            source = saved_id(make_document(session))
            new = NewRelation(source_id=source, kind=RelationKind.CITES, target_id=base)
            record_relation(
                session, actor, new, origin=AUTOMATIC, status=ProposalState.CONFIRMED, now=NOW
            )

    page = client.get(f"/van-ban/{base}").text
    whole = f"/van-ban/{base}/quan-he?nhom=cites-in"

    assert "(60)" in page
    assert whole in page
    assert "và 51 văn bản khác" in words_of(page)
    assert client.get(whole).text.count("Xem quan hệ") == 50
    assert client.get(f"{whole}&page=2").text.count("Xem quan hệ") == 10


def test_a_person_records_a_relation_by_hand(
    browser_of: Callable[[Role], Browser], engine: sa.Engine, amended: tuple[int, int, int]
) -> None:
    base, newer, _ = amended
    drafter = browser_of(Role.DRAFTER)
    form = f"/van-ban/{newer}/quan-he/them"
    assert "Ghi một quan hệ" in drafter.client.get(form).text

    typed = {"csrf_token": drafter.csrf, "number": "178/2024/NĐ-CP", "acts_from": "ngày mai"}
    refused = drafter.client.post(form, data=typed)
    assert refused.status_code == 422
    assert 'value="178/2024/NĐ-CP"' in refused.text
    assert "Hãy chọn một loại quan hệ" in refused.text
    assert "Hãy viết ngày như" in refused.text

    typed |= {"kind": "repeals", "acts_from": "01/03/2026", "target_provision": "Điều 7"}
    done = drafter.client.post(form, data=typed)
    assert done.status_code == 303
    with Session(engine) as session:
        made = session.exec(select(Relation).order_by(col(Relation.id).desc())).first()
        assert made is not None
        assert (made.target_id, made.target_provision) == (base, "dieu-7")
        assert str(made.acts_from) == "2026-03-01"


def test_of_several_documents_with_a_number_the_form_asks_which(
    browser_of: Callable[[Role], Browser], engine: sa.Engine, amended: tuple[int, int, int]
) -> None:
    with unit_of_work(engine) as session:
        alike = [
            saved_id(make_document(session, number_as_printed="15/BNV-VP", issued_on=day))
            for day in (date(2024, 1, 1), date(2025, 1, 1))
        ]
    drafter = browser_of(Role.DRAFTER)
    form = f"/van-ban/{amended[1]}/quan-he/them"
    typed = {"csrf_token": drafter.csrf, "number": "15/BNV-VP", "kind": "cites"}

    asked = drafter.client.post(form, data=typed)
    assert all(f'value="{key}"' in asked.text for key in alike)
    assert drafter.client.post(form, data=typed | {"target": str(alike[1])}).status_code == 303


def test_the_form_is_for_the_drafters_of_the_document(
    client: TestClient, browser_of: Callable[[Role], Browser], amended: tuple[int, int, int]
) -> None:
    form = f"/van-ban/{amended[1]}/quan-he/them"

    assert client.get(form).status_code == 303
    assert client.post(form).status_code == 401
    assert browser_of(Role.OFFICER).client.get(form).status_code == 403


def test_pages_of_relations_ask_the_same_number_of_questions_however_many_there_are(
    client: TestClient, engine: sa.Engine
) -> None:
    counts = []
    for length in (3, 30):
        with unit_of_work(engine) as session:
            actor = make_actor(session, Role.SYSTEM)
            base = saved_id(make_document(session))
            for _ in range(length):
                source = saved_id(make_document(session))
                new = NewRelation(source_id=source, kind=RelationKind.AMENDS, target_id=base)
                record_relation(
                    session, actor, new, origin=AUTOMATIC, status=ProposalState.CONFIRMED, now=NOW
                )
        for address in (f"/van-ban/{base}", f"/van-ban/{base}/do-thi", f"/van-ban/{base}/quan-he"):
            said: list[str] = []

            def note(
                _c: object, _k: object, words: str, *_: object, said: list[str] = said
            ) -> None:
                said.append(words)

            sa.event.listen(engine, "before_cursor_execute", note)
            assert client.get(address).status_code == 200
            sa.event.remove(engine, "before_cursor_execute", note)
            counts.append(len(said))

    assert counts[:3] == counts[3:]
