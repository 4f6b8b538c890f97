from datetime import date
from pathlib import Path

from sqlmodel import Session

from directives.rules.permissions import PUBLIC
from directives.rules.two_times import AsOf
from directives.services.documents import view_document
from directives.services.example import load_example
from directives.services.gap_views import view_gaps
from directives.services.reports import overdue_report
from directives.store.documents import list_by_key
from directives.store.files import FileStore
from directives.vocabulary import GapState, RelationKind, Role
from tests.factories import NOW, TODAY, make_actor


def test_the_example_is_loaded_once(session: Session, tmp_path: Path) -> None:
    actor = make_actor(session, Role.SYSTEM)
    files = FileStore(tmp_path)

    first = load_example(session, actor, files, now=NOW, today=TODAY)
    again = load_example(session, actor, files, now=NOW, today=TODAY)

    assert (first.gaps, first.promises, len(first.passwords)) == (29, 12, 4)
    assert (again.documents, again.gaps, again.promises, again.passwords) == (0, 0, 0, {})


def test_the_example_says_who_is_late(session: Session, tmp_path: Path) -> None:
    actor = make_actor(session, Role.SYSTEM)
    load_example(session, actor, FileStore(tmp_path), now=NOW, today=TODAY)

    report = overdue_report(session, AsOf(date(2025, 10, 20), NOW))

    assert [(row.due_to, row.days_late) for row in report.rows] == [
        (date(2025, 8, 30), 51),
        (date(2025, 8, 31), 50),
        (date(2025, 8, 31), 50),
        (date(2025, 10, 14), 6),
    ]
    assert report.rows[1].lead == "Bộ Nội vụ"
    assert all(row.source_document and row.source_quote for row in report.rows)
    assert len(report.undated) == 8
    assert report.rows[1].expected_title == "Nghị quyết về tiêu chuẩn đơn vị hành chính"
    assert [row.expected_title for row in report.undated if row.expected_title][:1] == [
        "Luật Viên chức (sửa đổi)"
    ]


def test_the_example_relates_its_documents(session: Session, tmp_path: Path) -> None:
    actor = make_actor(session, Role.SYSTEM)
    load_example(session, actor, FileStore(tmp_path), now=NOW, today=TODAY)

    (letter,) = list_by_key(session, "6383/BNV-TCBC")
    view = view_document(session, PUBLIC, letter.id or 0, today=TODAY)
    kinds = {(r.relation.kind, r.other.number) for r in view.relations if r.outgoing}
    assert (RelationKind.IMPLEMENTS, "183-KL/TW") in kinds
    (amender,) = list_by_key(session, "67/2025/NĐ-CP")
    amended = view_document(session, PUBLIC, amender.id or 0, today=TODAY).relations
    assert (RelationKind.AMENDS, "178/2024/NĐ-CP") in {
        (r.relation.kind, r.other.number) for r in amended
    }


def test_the_example_links_letters_to_gaps(session: Session, tmp_path: Path) -> None:
    actor = make_actor(session, Role.SYSTEM)
    load_example(session, actor, FileStore(tmp_path), now=NOW, today=TODAY)

    states = {view.gap.code: view.state for view in view_gaps(session, AsOf(TODAY, NOW))}
    assert states["GAP-06"] is GapState.PARTLY_COVERED
    assert states["GAP-02"] is GapState.PROMISED
    assert states["GAP-25"] is GapState.OPEN
