import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from directives.models.base import saved_id
from directives.models.document import NewRelation
from directives.rules.permissions import Actor
from directives.services.documents import withdraw
from directives.services.relations import add_relation
from directives.store.session import reading, unit_of_work
from directives.vocabulary import RecordState, RelationKind, Role, Validity
from index.answers import Answer, search
from index.engine import ENGINES, Filters, IndexUnusable
from index.replica import Replica
from tests.factories import NOW, TODAY, make_actor, make_document


@pytest.fixture
def replica(tmp_path: Path) -> Replica:
    return Replica(tmp_path / "index", "tantivy")


def ask(engine: sa.Engine, replica: Replica, text: str, today: date = TODAY) -> Answer:
    with reading(engine) as session:
        return search(session, replica, text, filters=Filters(), today=today)


def add(engine: sa.Engine, **facts: Any) -> int:
    with unit_of_work(engine) as session:
        return saved_id(make_document(session, **facts))


def system(engine: sa.Engine) -> Actor:
    with unit_of_work(engine) as session:
        return make_actor(session, Role.SYSTEM)


def test_a_registered_document_is_found_after_a_pull(database: sa.Engine, replica: Replica) -> None:
    document_id = add(database, title="Hướng dẫn cấp giấy chứng nhận quyền sử dụng đất")

    assert replica.pull(database, TODAY) == 1

    answer = ask(database, replica, "giay chung nhan quyen su dung dat")
    assert [hit.document.id for hit in answer.hits] == [document_id]
    assert not answer.degraded


@pytest.mark.parametrize("engine_name", ENGINES)
def test_an_empty_catalogue_has_an_index_too(
    sqlite_engine: sa.Engine, tmp_path: Path, engine_name: str
) -> None:
    replica = Replica(tmp_path / "index", engine_name)
    replica.pull(sqlite_engine, TODAY)

    answer = ask(sqlite_engine, replica, "dat dai")
    assert (answer.degraded, answer.total) == (False, 0)


def test_pulling_again_takes_in_nothing(database: sa.Engine, replica: Replica) -> None:
    add(database)
    replica.pull(database, TODAY)

    assert replica.pull(database, TODAY) == 0


def test_a_number_jumps_to_its_document(sqlite_engine: sa.Engine, replica: Replica) -> None:
    document_id = add(sqlite_engine, number_as_printed="878/QĐ-BNV", type_code="QĐ")
    add(sqlite_engine, title="Nhắc đến 878 trong trích yếu")
    replica.pull(sqlite_engine, TODAY)

    for typed in ("878/qd-bnv", "QĐ 878", "878/QĐ-BNV", "quyet dinh so 878"):
        first = ask(sqlite_engine, replica, typed).hits[0]
        assert (first.document.id, first.is_jump) == (document_id, True)


def test_a_withdrawn_document_is_found_no_more(sqlite_engine: sa.Engine, replica: Replica) -> None:
    document_id = add(sqlite_engine, title="Văn bản sẽ thu hồi")
    replica.pull(sqlite_engine, TODAY)
    actor = system(sqlite_engine)
    with unit_of_work(sqlite_engine) as session:
        withdraw(session, actor, document_id, reason="nhầm", now=NOW, today=TODAY)

    # even before the index learns of it
    assert ask(sqlite_engine, replica, "thu hoi").hits == []
    replica.pull(sqlite_engine, TODAY)
    assert ask(sqlite_engine, replica, "thu hoi").total == 0


def test_a_draft_is_never_found(sqlite_engine: sa.Engine, replica: Replica) -> None:
    add(
        sqlite_engine,
        title="Bản nháp kín",
        number_as_printed="999/BNV-TCBC",
        state=RecordState.DRAFT,
    )
    replica.pull(sqlite_engine, TODAY)

    for typed in ("ban nhap kin", "999/BNV-TCBC", "999"):
        answer = ask(sqlite_engine, replica, typed)
        assert (answer.total, answer.hits, dict(answer.facets.get("type", {}))) == (0, [], {})


def test_a_lost_index_answers_from_the_database_and_is_rebuilt(
    sqlite_engine: sa.Engine, replica: Replica, tmp_path: Path
) -> None:
    document_id = add(sqlite_engine, title="Hướng dẫn kế toán xã")
    replica.pull(sqlite_engine, TODAY)
    shutil.rmtree(tmp_path / "index")
    lost = Replica(tmp_path / "index", "tantivy")

    answer = ask(sqlite_engine, lost, "ke toan xa")
    assert (answer.degraded, [hit.document.id for hit in answer.hits]) == (True, [document_id])

    lost.pull(sqlite_engine, TODAY)
    assert not ask(sqlite_engine, lost, "ke toan xa").degraded


def test_a_rebuild_serves_the_old_index_meanwhile(
    sqlite_engine: sa.Engine, replica: Replica
) -> None:
    add(sqlite_engine, title="Hướng dẫn đất đai")
    replica.pull(sqlite_engine, TODAY)
    seen = []

    replica.rebuild(
        sqlite_engine,
        TODAY,
        progress=lambda done, total: seen.append(
            (done, total, ask(sqlite_engine, replica, "dat dai").total)
        ),
    )

    assert all(total == 1 for _, _, total in seen)
    assert seen[-1][0] == seen[-1][1]
    assert ask(sqlite_engine, replica, "dat dai").total == 1


def test_another_process_sees_a_rebuilt_index(
    sqlite_engine: sa.Engine, replica: Replica, tmp_path: Path
) -> None:
    add(sqlite_engine, title="Hướng dẫn đất đai")
    replica.pull(sqlite_engine, TODAY)
    other = Replica(tmp_path / "index", "tantivy")
    assert ask(sqlite_engine, other, "dat dai").total == 1

    replica.rebuild(sqlite_engine, TODAY)
    add(sqlite_engine, title="Hướng dẫn đất đai lần hai")
    replica.pull(sqlite_engine, TODAY)

    assert ask(sqlite_engine, other, "dat dai").total == 2


def test_every_node_pulls_for_itself(database: sa.Engine, tmp_path: Path) -> None:
    nodes = [Replica(tmp_path / name, engine) for name, engine in zip("ab", ENGINES, strict=True)]
    for node in nodes:
        node.pull(database, TODAY)
    document_id = add(database, title="Hướng dẫn đất đai")
    assert [node.pull(database, TODAY) for node in nodes] == [1, 1]
    with unit_of_work(database) as session:
        actor = make_actor(session, Role.SYSTEM)
        withdraw(session, actor, document_id, reason="nhầm", now=NOW, today=TODAY)

    assert [node.pull(database, TODAY) for node in nodes] == [1, 1]
    assert [node.engine().count() for node in nodes] == [0, 0]


def test_a_broken_pointer_means_no_index(replica: Replica, tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "current.json").write_text("{", encoding="utf-8")

    with pytest.raises(IndexUnusable):
        replica.engine()


def test_effect_in_the_facets_changes_with_the_days(
    sqlite_engine: sa.Engine, replica: Replica
) -> None:
    add(sqlite_engine, title="Quy định có hiệu lực sau", effective_on=date(2025, 12, 1))
    replica.pull(sqlite_engine, TODAY)
    before = ask(sqlite_engine, replica, "quy dinh").facets["status"]
    replica.pull(sqlite_engine, date(2025, 12, 1))
    after = ask(sqlite_engine, replica, "quy dinh", date(2025, 12, 1)).facets["status"]

    assert (set(before), set(after)) == ({"not_yet_in_force"}, {"in_force"})


def test_what_is_replaced_is_indexed_so(sqlite_engine: sa.Engine, replica: Replica) -> None:
    old = add(sqlite_engine, title="Quy định cũ", issued_on=date(2024, 1, 2))
    replica.pull(sqlite_engine, TODAY)
    new = add(sqlite_engine, title="Quyết định thay thế", issued_on=date(2025, 9, 1))
    actor = system(sqlite_engine)
    with unit_of_work(sqlite_engine) as session:
        replaces = NewRelation(
            source_id=new, kind=RelationKind.REPLACES, target_id=old, quote="thay"
        )
        add_relation(session, actor, replaces, now=NOW)
    replica.pull(sqlite_engine, TODAY)

    answer = ask(sqlite_engine, replica, "quy dinh cu")
    assert answer.hits[0].validity is Validity.SUPERSEDED
    assert answer.facets["status"]["superseded"] == 1


def test_what_a_jump_pushes_off_a_page_stands_on_the_next(
    sqlite_engine: sa.Engine, replica: Replica
) -> None:
    add(sqlite_engine, number_as_printed="878/QĐ-BNV", type_code="QĐ", title="Cử công chức")
    for number in range(5):
        add(sqlite_engine, title=f"Nhắc đến QĐ 878 lần {number}")
    replica.pull(sqlite_engine, TODAY)

    with reading(sqlite_engine) as session:
        pages = [
            search(
                session,
                replica,
                "QĐ 878",
                filters=Filters(),
                today=TODAY,
                limit=2,
                offset=offset,
            ).hits
            for offset in (0, 2, 4)
        ]

    seen = [hit.document.id for page in pages for hit in page]
    assert (len(seen), len(set(seen))) == (6, 6)
    assert pages[0][0].is_jump
