"""Answers over a real catalogue: fields, leads, spelling, and what may never be told."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from directives.models.base import saved_id
from directives.models.document import Document, Provision
from directives.services.documents import withdraw
from directives.store.agencies import find_agency_by_name
from directives.store.session import reading, unit_of_work
from directives.vocabulary import RecordState, RelationKind, Role, Validity
from index.answers import Answer, search
from index.completion import complete
from index.engine import Filters
from index.replica import Replica
from index.similar import similar, similar_to_text
from tests.factories import NOW, TODAY, agency_id, make_actor, make_document
from tests.services.test_acting_documents import relate


@pytest.fixture
def replica(tmp_path: Path) -> Replica:
    return Replica(tmp_path / "index", "tantivy")


def add(engine: sa.Engine, **facts: Any) -> int:
    with unit_of_work(engine) as session:
        if issuer := facts.pop("issuer", None):
            facts["issuer_id"] = agency_id(session, issuer)
        return saved_id(make_document(session, **facts))


def ask(engine: sa.Engine, replica: Replica, text: str, **options: Any) -> Answer:
    options.setdefault("filters", Filters())
    with reading(engine) as session:
        return search(session, replica, text, today=TODAY, **options)


def found(answer: Answer) -> set[int | None]:
    return {hit.document.id for hit in answer.hits}


@pytest.fixture
def letters(sqlite_engine: sa.Engine, replica: Replica) -> dict[str, int]:
    """Three published documents and a draft about the same."""
    made = {
        "pay": add(
            sqlite_engine,
            number_as_printed="3101/BNV-TCBC",
            title="Hướng dẫn chi trả phụ cấp lương cho cán bộ xã",
            issued_on=date(2025, 8, 1),
        ),
        "land": add(
            sqlite_engine,
            number_as_printed="207/QĐ-BNNMT",
            type_code="QĐ",
            issuer="BNNMT",
            title="Quyết định về hạn mức giao đất ở",
            issued_on=date(2024, 3, 5),
        ),
        "chores": add(
            sqlite_engine,
            number_as_printed="3102/BNV-TCBC",
            title="Hướng dẫn chi trả phụ cấp lương khi kiêm nhiệm",
            issued_on=date(2025, 9, 1),
        ),
        "draft": add(
            sqlite_engine,
            number_as_printed="3109/BNV-TCBC",
            title="Hướng dẫn chi trả phụ cấp lương đặc thù biên giới",
            state=RecordState.DRAFT,
        ),
    }
    replica.pull(sqlite_engine, TODAY)
    return made


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("loại:QĐ", {"land"}),
        ("phụ cấp cơ-quan:BNV", {"pay", "chores"}),
        ("phụ cấp cơ-quan:BNNMT", set()),
        ("năm:2024", {"land"}),
        ("từ:2025-08-15", {"chores"}),
        ("đến:8/2025 lương", {"pay"}),
        ("số:3101/BNV-TCBC", {"pay"}),
        ("số:207", {"land"}),
        ("số:207 năm:2025", set()),
        ("số:999999", set()),
        ("loại:QĐ loại:CV -lương", {"land"}),
    ],
)
def test_fields_choose_documents(
    sqlite_engine: sa.Engine,
    replica: Replica,
    letters: dict[str, int],
    typed: str,
    names: set[str],
) -> None:
    answer = ask(sqlite_engine, replica, typed)

    assert found(answer) == {letters[name] for name in names}


def test_fields_and_the_filters_of_the_page_must_both_hold(
    sqlite_engine: sa.Engine, replica: Replica, letters: dict[str, int]
) -> None:
    answer = ask(sqlite_engine, replica, "loại:CV", filters=Filters(year=(2024,)))

    assert (answer.total, answer.hits) == (0, [])


def test_unknown_numbers_and_bodies_are_told(
    sqlite_engine: sa.Engine, replica: Replica, letters: dict[str, int]
) -> None:
    number = ask(sqlite_engine, replica, "số:999999")
    body = ask(sqlite_engine, replica, "lương cơ-quan:Hội-Vô-Danh")

    assert [str(hint) for hint in number.hints] == ["Không có văn bản nào mang số “999999”."]
    assert [str(hint) for hint in body.hints] == [
        "Không có cơ quan nào tên “Hội-Vô-Danh”: điều kiện này bị bỏ qua."
    ]
    assert found(body) == {letters["pay"], letters["chores"]}


def test_a_local_body_is_known_from_the_database(
    sqlite_engine: sa.Engine, replica: Replica
) -> None:
    with unit_of_work(sqlite_engine) as session:
        ministry = agency_id(session, "BTC")
    made = add(sqlite_engine, issuer_id=ministry, title="Về kho bạc")
    replica.pull(sqlite_engine, TODAY)

    assert found(ask(sqlite_engine, replica, 'cơ-quan:"Bộ Tài chính"')) == {made}


def test_without_words_the_newest_come_first(
    sqlite_engine: sa.Engine, replica: Replica, letters: dict[str, int]
) -> None:
    newest = ask(sqlite_engine, replica, "cơ-quan:BNV")
    oldest = ask(sqlite_engine, replica, "cơ-quan:BNV", order="oldest")

    assert [hit.document.id for hit in newest.hits] == [letters["chores"], letters["pay"]]
    assert [hit.document.id for hit in oldest.hits] == [letters["pay"], letters["chores"]]


def test_a_query_that_names_something_leads_there(
    sqlite_engine: sa.Engine, replica: Replica, letters: dict[str, int]
) -> None:
    answer = ask(sqlite_engine, replica, "Bộ Nội vụ")

    assert [lead.query for lead in answer.leads] == ["cơ-quan:BNV"]
    assert found(ask(sqlite_engine, replica, answer.leads[0].query)) == {
        letters["pay"],
        letters["chores"],
    }


@pytest.mark.parametrize("typed", ["ubnd tinh dong thap", "Ủy ban nhân dân tỉnh Đồng Tháp"])
def test_the_name_of_a_local_body_leads_to_its_documents(
    sqlite_engine: sa.Engine, replica: Replica, typed: str
) -> None:
    with unit_of_work(sqlite_engine) as session:
        body = find_agency_by_name(session, "Ủy ban nhân dân tỉnh Đồng Tháp")
        assert body is not None
        issuer_id = body.id
    made = add(sqlite_engine, issuer_id=issuer_id, title="Về kho bạc")
    replica.pull(sqlite_engine, TODAY)

    (lead,) = ask(sqlite_engine, replica, typed).leads

    assert (lead.kind, lead.value) == ("agency", "Ủy ban nhân dân tỉnh Đồng Tháp")
    assert found(ask(sqlite_engine, replica, lead.query)) == {made}


def test_a_body_that_nobody_knows_leads_nowhere(
    sqlite_engine: sa.Engine, replica: Replica, letters: dict[str, int]
) -> None:
    assert ask(sqlite_engine, replica, "ủy ban của những người vô danh").leads == ()


def test_a_page_behind_the_last_one_tells_how_many_there_are(
    sqlite_engine: sa.Engine, replica: Replica, letters: dict[str, int]
) -> None:
    first = ask(sqlite_engine, replica, "phụ cấp lương")
    behind = ask(sqlite_engine, replica, "phụ cấp lương", offset=400)

    assert behind.hits == []
    assert (behind.total, behind.reachable) == (first.total, first.reachable)
    assert ask(sqlite_engine, replica, "zzzz", offset=400).total == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("phụ cầp lương", "phụ cấp lương"),
        ("hạn mưc giao đất", "hạn mức giao đất"),
        ("phu cpa luong", "phu cap luong"),
        ("phụ cấp lương", None),
        ("đất lương", None),  # both are known, and nothing is surely meant
        ("phu cap luong", None),
        ("3101/BNV-TCBC", None),
        ("zzzz", None),
    ],
)
def test_another_spelling_is_offered_where_the_catalogue_has_it(
    sqlite_engine: sa.Engine,
    replica: Replica,
    letters: dict[str, int],
    typed: str,
    meant: str | None,
) -> None:
    assert ask(sqlite_engine, replica, typed).suggestion == meant


def test_a_wrong_tone_still_finds(
    sqlite_engine: sa.Engine, replica: Replica, letters: dict[str, int]
) -> None:
    assert ask(sqlite_engine, replica, "phụ cầp lương").hits[0].document.id in {
        letters["pay"],
        letters["chores"],
    }


def test_a_number_or_a_title_is_completed(
    sqlite_engine: sa.Engine, replica: Replica, letters: dict[str, int]
) -> None:
    def completed(typed: str) -> list[int]:
        with reading(sqlite_engine) as session:
            return [one.document_id for one in complete(session, replica, typed)]

    assert completed("310") == [letters["chores"], letters["pay"]]
    assert completed("3101") == [letters["pay"]]
    assert completed("207/qđ-b") == [letters["land"]]
    assert completed("hạn mức gi") == [letters["land"]]
    assert completed("huong dan ch") == [letters["chores"], letters["pay"]]
    assert completed("l") == completed("") == completed("zzz ") == []


def test_similar_documents_are_found_and_not_the_document_itself(
    sqlite_engine: sa.Engine, replica: Replica, letters: dict[str, int]
) -> None:
    with reading(sqlite_engine) as session:
        near = similar(session, replica, letters["pay"])
        text = similar_to_text(session, replica, "Thiếu hạn mức giao đất ở đô thị")

    assert [one.document.id for one in near] == [letters["chores"]]
    assert [one.document.id for one in text] == [letters["land"]]


def test_a_draft_is_in_no_answer_count_completion_spelling_or_likeness(
    sqlite_engine: sa.Engine, replica: Replica, letters: dict[str, int]
) -> None:
    whole = ask(sqlite_engine, replica, "phụ cấp lương đặc thù biên giới")
    assert found(whole) == {letters["pay"], letters["chores"]}
    assert (whole.total, whole.facets["type"]) == (2, {"CV": 2})
    for typed in ("số:3109", "3109", '"biên giới"', "biên giới"):
        assert (ask(sqlite_engine, replica, typed).total, typed) == (0, typed)
    assert letters["draft"] not in found(ask(sqlite_engine, replica, "3109/BNV-TCBC"))
    assert ask(sqlite_engine, replica, "biên giời").suggestion is None
    assert ask(sqlite_engine, replica, "bien gioii").suggestion is None
    with reading(sqlite_engine) as session:
        for typed in ("3109", "31", "huong dan", "đặc thù biên"):
            shown = [one.document_id for one in complete(session, replica, typed)]
            assert letters["draft"] not in shown
        near = similar(session, replica, letters["pay"])
        assert letters["draft"] not in {one.document.id for one in near}
        assert similar(session, replica, letters["draft"]) == ()
        assert similar(session, replica, 10**6) == ()
        assert similar_to_text(session, replica, "biên giới đặc thù") == ()


def test_a_withdrawn_document_is_told_by_nothing_even_before_the_index_learns(
    sqlite_engine: sa.Engine, replica: Replica, letters: dict[str, int]
) -> None:
    with unit_of_work(sqlite_engine) as session:
        actor = make_actor(session, Role.SYSTEM)
        withdraw(session, actor, letters["land"], reason="nhầm", now=NOW, today=TODAY)

    assert found(ask(sqlite_engine, replica, "hạn mức giao đất")) == set()
    with reading(sqlite_engine) as session:
        assert complete(session, replica, "hạn mức") == ()
        assert similar_to_text(session, replica, "hạn mức giao đất ở") == ()
    replica.pull(sqlite_engine, TODAY)
    assert ask(sqlite_engine, replica, "hạn mưc giao đất").suggestion is None


def test_without_an_index_only_numbers_are_completed_and_nothing_is_similar(
    sqlite_engine: sa.Engine, letters: dict[str, int], tmp_path: Path
) -> None:
    lost = Replica(tmp_path / "nowhere", "tantivy")
    with reading(sqlite_engine) as session:
        assert [one.document_id for one in complete(session, lost, "3101")] == [letters["pay"]]
        assert complete(session, lost, "hạn mức") == ()
        assert similar(session, lost, letters["pay"]) == ()
        assert similar_to_text(session, lost, "hạn mức") == ()


def test_a_document_of_many_articles_shows_three_and_tells_the_rest(
    sqlite_engine: sa.Engine, replica: Replica
) -> None:
    made = add(sqlite_engine, title="Quy chế chợ")
    with unit_of_work(sqlite_engine) as session:
        for number in range(1, 7):
            session.add(
                Provision(
                    document_id=made,
                    provision_id=f"dieu-{number}",
                    position=number,
                    label=f"Điều {number}",
                    heading="",
                    text="Quản lý quầy hàng trong chợ",
                )
            )
    replica.pull(sqlite_engine, TODAY)

    answer = ask(sqlite_engine, replica, "quản lý quầy hàng")

    assert [hit.more for hit in answer.hits] == [0, 0, 3]
    assert (answer.total, answer.reachable) == (6, 3)
    inside = ask(sqlite_engine, replica, "quản lý quầy hàng", filters=Filters(documents=(made,)))
    assert len(inside.hits) == 6


@pytest.mark.parametrize("engine_name", ["tantivy", "whoosh"])
def test_an_article_is_told_and_filtered_as_it_stands_by_itself(
    sqlite_engine: sa.Engine, tmp_path: Path, engine_name: str
) -> None:
    replica = Replica(tmp_path / "index", engine_name)
    made = add(sqlite_engine, title="Quy chế chợ")
    with unit_of_work(sqlite_engine) as session:
        for number in (1, 2, 3):
            session.add(
                Provision(
                    document_id=made,
                    provision_id=f"dieu-{number}",
                    position=number,
                    label=f"Điều {number}",
                    heading="",
                    text="Quản lý quầy hàng trong chợ",
                )
            )
        document, act = session.get_one(Document, made), make_document(session)
        relate(session, act, document, RelationKind.REPEALS, provision="dieu-2")
        relate(session, act, document, RelationKind.AMENDS, provision="dieu-3__khoan-1")
    replica.pull(sqlite_engine, TODAY)

    answer = ask(sqlite_engine, replica, "quản lý quầy hàng")
    repealed = ask(
        sqlite_engine, replica, "quản lý quầy hàng", filters=Filters(status=("repealed",))
    )

    assert {hit.provision_id: hit.validity for hit in answer.hits} == {
        "dieu-1": Validity.IN_FORCE,
        "dieu-2": Validity.REPEALED,
        "dieu-3": Validity.PARTLY_EXPIRED,
    }
    assert {hit.document_validity for hit in answer.hits} == {Validity.PARTLY_EXPIRED}
    assert [hit.provision_id for hit in repealed.hits] == ["dieu-2"]


def test_a_document_suspended_in_part_is_filtered_as_that_and_as_in_force(
    sqlite_engine: sa.Engine, replica: Replica
) -> None:
    made = add(sqlite_engine, title="Quy chế chợ")
    with unit_of_work(sqlite_engine) as session:
        document, act = session.get_one(Document, made), make_document(session)
        relate(session, act, document, RelationKind.SUSPENDS_EFFECT, provision="dieu-2")
    replica.pull(sqlite_engine, TODAY)

    for query in ("quy chế chợ còn-hiệu-lực:có", "quy chế chợ tình-trạng:ngưng-hiệu-lực-một-phần"):
        (hit,) = ask(sqlite_engine, replica, query).hits
        assert (hit.document.id, hit.validity) == (made, Validity.PARTLY_SUSPENDED)
    assert not ask(sqlite_engine, replica, "quy chế chợ tình-trạng:ngưng-hiệu-lực").hits


def test_articles_stand_as_their_document_where_it_is_not_said_which_are_amended(
    sqlite_engine: sa.Engine, replica: Replica
) -> None:
    made = add(sqlite_engine, title="Quy chế chợ")
    with unit_of_work(sqlite_engine) as session:
        session.add(
            Provision(
                document_id=made,
                provision_id="dieu-1",
                position=1,
                label="Điều 1",
                heading="",
                text="Quản lý quầy hàng trong chợ",
            )
        )
        document, act = session.get_one(Document, made), make_document(session)
        relate(session, act, document, RelationKind.AMENDS)
        relate(session, act, document, RelationKind.REPEALS, provision="dieu-9")
    replica.pull(sqlite_engine, TODAY)

    (hit,) = ask(sqlite_engine, replica, "quản lý quầy hàng").hits

    assert (hit.provision_id, hit.validity) == ("dieu-1", Validity.PARTLY_EXPIRED)
