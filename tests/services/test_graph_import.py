"""Take over the lists of the official codification: our own rows, and the real ones."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, func, select

from directives.errors import RightMissing, ValueInvalid
from directives.models.agency import Agency
from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.document import Document, NewRelation, Relation
from directives.models.fact import Fact
from directives.rules.permissions import PUBLIC, Actor
from directives.rules.relation_claims import UNNAMED_PART
from directives.services.document_access import get_document
from directives.services.graph_import import import_graph
from directives.services.graph_import_rows import GraphImported
from directives.services.relation_decisions import reject_relation
from directives.services.relations import add_relation
from directives.vocabulary import ProposalState, RecordState, RelationKind, Role
from tests.factories import NOW, make_actor, make_document

BASE = {
    "number": "'11/2019/TT-BNV",
    "type": "Thông tư",
    "date": "31/12/2019",
    "agency": "Bộ Nội vụ",
    "effective": "15/02/2020",
    "title_fragment": "Quy định ví dụ",
}
CUT = BASE | {"number": "12", "date": "01/03/2021", "title_fragment": "/2021/TT-BNV Sửa đổi ví dụ"}
ACT = {
    "amending": "12",
    "amended": "11/2019/TT-BNV",
    "relation": "sửa đổi",
    "article_count": "3",
}


@pytest.fixture
def actor(session: Session) -> Actor:
    return make_actor(session, Role.SYSTEM)


def take(
    session: Session, actor: Actor, documents: list[Any], edges: list[Any] | None = None
) -> GraphImported:
    return import_graph(session, actor, documents=documents, edges=edges or [ACT], now=NOW)


def of_number(session: Session, number: str) -> Document:
    return session.exec(select(Document).where(Document.number == number)).one()


def test_documents_become_public_stubs_and_acts_confirmed_relations(
    session: Session, actor: Actor
) -> None:
    imported = take(session, actor, [BASE, CUT])

    assert imported.documents == {"new": 2, "completed": 0, "known": 0, "bad": 0}
    assert (imported.relations, imported.edges) == ({"new": 1, "known": 0}, {"taken": 1, "bad": 0})
    base, newer = of_number(session, "11/2019/TT-BNV"), of_number(session, "12/2021/TT-BNV")
    assert get_document(session, PUBLIC, saved_id(base)) is base
    assert (base.title, str(base.issued_on), str(base.effective_on), base.is_stub) == (
        "Quy định ví dụ",
        "2019-12-31",
        "2020-02-15",
        True,
    )
    assert (newer.title, newer.series, newer.type_code) == ("Sửa đổi ví dụ", "2021", "TT")
    assert session.get_one(Agency, base.issuer_id).code == "BNV"
    relation = session.exec(select(Relation)).one()
    assert (relation.source_id, relation.target_id) == (newer.id, base.id)
    assert (relation.kind, relation.status) == (RelationKind.AMENDS, ProposalState.CONFIRMED)
    assert relation.quote == "sửa đổi 3 điều"


def test_doing_it_again_adds_nothing(session: Session, actor: Actor) -> None:
    def count() -> tuple[int, ...]:
        return tuple(
            session.exec(select(func.count()).select_from(table)).one()
            for table in (Document, Relation, Fact, Agency)
        )

    take(session, actor, [BASE, CUT])
    before = count()
    again = take(session, actor, [BASE, CUT])

    assert count() == before
    assert again.documents["known"] == 2
    assert (again.relations, again.named_only) == ({"new": 0, "known": 1}, 0)


def test_what_is_taken_over_is_audited_once(session: Session, actor: Actor) -> None:
    take(session, actor, [BASE, CUT])

    actions = session.exec(select(AuditEvent.action).order_by(col(AuditEvent.id))).all()
    assert actions.count("catalogue.import_graph") == 1


def test_the_facts_of_a_document_can_be_projected_again(session: Session, actor: Actor) -> None:
    take(session, actor, [BASE, CUT])
    base = of_number(session, "11/2019/TT-BNV")
    facts = session.exec(
        select(Fact).where(Fact.subject_kind == "document", Fact.subject_id == base.id)
    ).all()

    assert {fact.field for fact in facts} >= {"title", "issued_on", "state", "is_stub"}
    assert {fact.account_id for fact in facts} == {actor.account_id}


def test_rows_on_the_same_two_documents_are_one_relation_of_a_kind(
    session: Session, actor: Actor
) -> None:
    edges = [
        ACT,
        ACT | {"relation": "bổ sung", "article_count": "10"},
        ACT | {"relation": "bãi bỏ", "article_count": "1"},
    ]
    imported = take(session, actor, [BASE, CUT], edges)

    found = session.exec(select(Relation).order_by(col(Relation.id))).all()
    assert [(one.kind.value, one.target_provision, one.quote) for one in found] == [
        ("amends", UNNAMED_PART, "sửa đổi 3 điều; bổ sung 10 điều"),
        ("repeals", UNNAMED_PART, "bãi bỏ 1 điều"),
    ]
    assert imported.edges == {"taken": 3, "bad": 0}


def test_a_document_that_only_acts_name_becomes_a_stub(session: Session, actor: Actor) -> None:
    imported = take(session, actor, [BASE], [ACT | {"amending": "67/2025/NĐ-CP"}])

    assert imported.named_only == 1
    stub = of_number(session, "67/2025/NĐ-CP")
    assert (stub.is_stub, stub.state, stub.title) == (True, RecordState.PUBLISHED, "")


def test_a_stub_is_completed_and_a_held_document_left_alone(session: Session, actor: Actor) -> None:
    stub = make_document(
        session,
        number_as_printed="11/2019/TT-BNV",
        issuer_id=None,
        is_stub=True,
        title="",
        issued_on=None,
        state=RecordState.DRAFT,
    )
    held = make_document(session, number_as_printed="12/2021/TT-BNV", title="Đã có tệp")

    imported = take(session, actor, [BASE, CUT])

    assert imported.documents == {"new": 0, "completed": 1, "known": 1, "bad": 0}
    assert (stub.title, stub.state) == ("Quy định ví dụ", RecordState.PUBLISHED)
    assert held.title == "Đã có tệp"


def test_what_the_days_of_a_completed_stub_do_not_allow_is_proposed_anew(
    session: Session, actor: Actor
) -> None:
    number = "11/2019/TT-BNV"
    stub = make_document(
        session, number_as_printed=number, issuer_id=None, issued_on=None, is_stub=True, title=""
    )
    older = make_document(session, issued_on=date(2018, 1, 1))
    new = NewRelation(
        source_id=saved_id(older), kind=RelationKind.REPLACES, target_id=saved_id(stub)
    )
    relation = add_relation(session, make_actor(session, Role.SYSTEM), new, now=NOW)
    said = [relation.status]

    take(session, actor, [BASE])

    assert stub.issued_on is not None
    assert [*said, relation.status] == [ProposalState.CONFIRMED, ProposalState.PROPOSED]


def test_a_rejected_relation_stays_rejected(session: Session, actor: Actor) -> None:
    take(session, actor, [BASE, CUT])
    relation = session.exec(select(Relation)).one()
    reject_relation(session, actor, saved_id(relation), reason="Nhầm", now=NOW)

    take(session, actor, [BASE, CUT])

    assert session.exec(select(Relation.status)).all() == [ProposalState.REJECTED]


def test_every_bad_row_is_told_with_its_line_and_reason(session: Session, actor: Actor) -> None:
    documents = [
        BASE,
        BASE | {"number": "không rõ"},
        BASE | {"number": "13/2020/TT-BNV", "date": "31/02/2020"},
        BASE | {"number": "14/2020/TT-BNV", "effective": "2020-01-01"},
        BASE | {"number": "Không", "title_fragment": "số"},
        BASE,
        BASE | {"number": "Không", "title_fragment": "số Về ưu đãi", "date": ""},
    ]
    edges = [
        ACT,
        ACT | {"amending": "15/2020/TT-BNV", "relation": "nhắc tới"},
        ACT | {"amending": "15/2020/TT-BNV", "article_count": "0"},
        ACT | {"amending": "11/2019/TT-BNV"},
    ]
    imported = take(session, actor, documents, edges)

    assert [(one.file, one.line, one.column) for one in imported.problems] == [
        ("documents", 3, "number"),
        ("documents", 4, "date"),
        ("documents", 5, "effective"),
        ("documents", 6, "number"),
        ("edges", 2, "amending"),  # "12" is cut, and no row of the documents makes it whole
        ("edges", 3, "relation"),
        ("edges", 4, "article_count"),
        ("edges", 5, "amended"),
    ]
    assert imported.documents == {"new": 2, "completed": 0, "known": 1, "bad": 4}
    assert imported.edges == {"taken": 0, "bad": 4}


def test_of_two_documents_with_a_number_none_is_chosen(session: Session, actor: Actor) -> None:
    for day in ("2020-01-01", "2021-01-01"):
        make_document(session, number_as_printed="15/QĐ-BNV", issued_on=day)

    imported = take(session, actor, [BASE], [ACT | {"amending": "15/QĐ-BNV"}])

    assert [(one.line, one.column) for one in imported.problems] == [(2, "amending")]
    again = take(
        session, actor, [BASE], [ACT | {"amending": "1/2021/TT-BNV", "amended": "15/QĐ-BNV"}]
    )
    assert [one.column for one in again.problems] == ["amended"]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Bộ nội vụ.", "Bộ Nội vụ"),
        ("Chính phủ quy định ví dụ ngày 06/06/2024 của Bộ Tư pháp", "Bộ Tư pháp"),
        ("Bộ Nội vụ và Cơ quan chưa biết", "Bộ Nội vụ"),
        ("Cơ quan chưa từng có", "Cơ quan chưa từng có"),
    ],
)
def test_bodies_are_found_in_other_spellings(
    session: Session, actor: Actor, printed: str, name: str
) -> None:
    row = BASE | {"agency": printed, "number": "16/2020/QC-XYZ"}
    take(session, actor, [row])

    document = of_number(session, "16/2020/QC-XYZ")
    assert session.get_one(Agency, document.issuer_id).name == name


def test_lists_without_their_columns_are_refused(session: Session, actor: Actor) -> None:
    for documents, edges, field in (([{"số": "1"}], [ACT], "documents"), ([BASE], [], "edges")):
        with pytest.raises(ValueInvalid) as refused:
            import_graph(session, actor, documents=documents, edges=edges, now=NOW)
        assert refused.value.field == field


def test_only_administrators_take_over_lists(session: Session) -> None:
    with pytest.raises(RightMissing):
        take(session, make_actor(session), [BASE])


def test_progress_counts_every_row(session: Session, actor: Actor) -> None:
    told: list[tuple[int, int]] = []
    import_graph(
        session,
        actor,
        documents=[BASE, CUT],
        edges=[ACT],
        now=NOW,
        progress=lambda done, total: told.append((done, total)),
    )

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_the_real_lists_are_taken_over_and_again_give_nothing(
    session: Session, actor: Actor, shared: Path
) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        with (shared / "reference" / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    documents = rows("phapdien_source_documents.csv")
    edges = rows("phapdien_amends_edges.csv")

    first = take(session, actor, documents, edges)
    again = take(session, actor, documents, edges)

    assert first.documents == {"new": 3760, "completed": 0, "known": 0, "bad": 1}
    assert first.edges == {"taken": 1071, "bad": 8}
    assert (first.relations["new"], first.named_only) == (927, 289)
    assert again.documents == {"new": 0, "completed": 0, "known": 3760, "bad": 1}
    assert (again.relations, again.named_only) == ({"new": 0, "known": 927}, 0)
    assert again.problems == first.problems


def test_an_older_document_is_only_proposed_to_change_a_newer_one(
    session: Session, actor: Actor
) -> None:
    older = CUT | {"date": "01/03/2018"}
    imported = take(session, actor, [BASE, older], [ACT, ACT | {"relation": "bãi bỏ"}])

    assert imported.edges == {"taken": 2, "bad": 0}
    assert imported.relations == {"new": 2, "known": 0}
    assert {one.status for one in session.exec(select(Relation))} == {ProposalState.PROPOSED}
    told = [(one.file, one.line, one.column, one.value) for one in imported.problems]
    assert told == [("edges", line, "amending", "12/2021/TT-BNV") for line in (2, 3)]
    assert "01/03/2018" in imported.problems[0].reason
