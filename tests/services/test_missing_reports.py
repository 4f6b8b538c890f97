from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document, NewRelation
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf
from directives.services.missing_reports import not_held_report, series_report
from directives.services.relation_decisions import reject_relation
from directives.services.relation_facts import AUTOMATIC, record_relation
from directives.vocabulary import ProposalState, RecordState, RelationKind, Role, Sureness
from tests.factories import NOW, TODAY, agency_id, make_actor, make_document

AT = AsOf(TODAY, NOW)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def actor(session: Session) -> Actor:
    return make_actor(session, Role.SYSTEM)


def cite(
    session: Session,
    actor: Actor,
    source: Document,
    target: Document,
    kind: RelationKind = RelationKind.CITES,
    provision: str = "",
) -> int:
    new = NewRelation(
        source_id=saved_id(source),
        kind=kind,
        target_id=saved_id(target),
        target_provision=provision,
    )
    status = ProposalState.CONFIRMED
    return saved_id(record_relation(session, actor, new, origin=AUTOMATIC, status=status, now=NOW))


def test_the_most_cited_documents_without_a_file_come_first(session: Session, actor: Actor) -> None:
    stubs = [make_document(session, is_stub=True) for _ in range(2)]
    held = make_document(session)
    letters = [make_document(session) for _ in range(3)]
    for letter in letters:
        cite(session, actor, letter, stubs[1])
        cite(session, actor, letter, held)
    cite(session, actor, letters[0], stubs[0])
    cite(session, actor, letters[0], stubs[1], provision="dieu-2")
    cite(session, actor, letters[0], stubs[1], RelationKind.GUIDES)

    report = not_held_report(session, AT)

    assert [(row.document.id, row.count) for row in report.rows] == [
        (stubs[1].id, 3),
        (stubs[0].id, 1),
    ]
    assert report.total == 2
    part = not_held_report(session, AT, limit=1, offset=1)
    assert ([row.document for row in part.rows], part.total) == ([stubs[0]], 2)
    first = report.rows[0].cited_by[0]
    assert (first.document.id, list(first.kinds)) == (
        letters[0].id,
        [RelationKind.CITES, RelationKind.GUIDES],
    )
    assert report.rows[0].agency == "Bộ Nội vụ"


def test_drafts_and_rejected_relations_do_not_count(session: Session, actor: Actor) -> None:
    stub = make_document(session, is_stub=True)
    cite(session, actor, make_document(session, state=RecordState.DRAFT), stub)
    wrong = cite(session, actor, make_document(session), stub)
    reject_relation(session, actor, wrong, reason="Nhầm", now=LATER)

    assert not_held_report(session, AsOf(TODAY, LATER)).rows == []


def test_a_report_of_a_past_instant_knows_what_was_known_then(
    session: Session, actor: Actor
) -> None:
    stub = make_document(session, is_stub=True)
    wrong = cite(session, actor, make_document(session), stub)
    reject_relation(session, actor, wrong, reason="Nhầm", now=LATER)

    assert [row.count for row in not_held_report(session, AT).rows] == [1]
    assert not_held_report(session, AsOf(TODAY, NOW - timedelta(hours=1))).rows == []


def number(session: Session, printed: str, **overrides: Any) -> Document:
    day = date(2025, 5, 1)
    return make_document(session, **{"number_as_printed": printed, "issued_on": day, **overrides})


def test_holes_of_a_series_are_ranges_with_their_neighbours(session: Session) -> None:
    for serial in (1, 2, 3, 4, 8, 9):
        number(session, f"{serial}/2025/TT-BNV", type_code="TT")
    number(session, "12/2025/TT-BNV", type_code="TT", state=RecordState.DRAFT)

    (row,) = series_report(session, AT).rows

    assert (row.issuer, row.series, row.type_code, row.by_law) == ("Bộ Nội vụ", "2025", "TT", True)
    assert (row.known_count, row.missing_count, row.sureness) == (6, 3, Sureness.HIGH)
    (hole,) = row.holes
    assert (hole.hole.first, hole.hole.last) == (5, 7)
    assert (hole.before.number, hole.after.number) == ("04/2025/TT-BNV", "08/2025/TT-BNV")


def test_each_type_year_and_body_has_a_series_of_its_own(session: Session) -> None:
    number(session, "1/QĐ-BNV", type_code="QĐ")
    number(session, "3/QĐ-BNV", type_code="QĐ")
    number(session, "2/BNV-TCBC")  # a letter is no decision
    number(session, "2/QĐ-BNV", type_code="QĐ", issued_on=date(2024, 5, 1))
    number(session, "2/QĐ-BTC", type_code="QĐ", issuer_id=agency_id(session, "BTC"))
    number(session, "5/2025/TTLT-BNV-BTC", type_code="TTLT")
    number(session, "9/2025/TTLT-BNV-BTC", type_code="TTLT")

    rows = series_report(session, AT).rows

    assert [(row.type_code, row.series, row.missing_count) for row in rows] == [("QĐ", "2025", 1)]
    assert rows[0].sureness is Sureness.LOW


def test_surer_series_come_first(session: Session) -> None:
    for serial in (1, 90):
        number(session, f"{serial}/QĐ-BNV", type_code="QĐ")
    for serial in (1, 2, 3, 4, 6):
        number(session, f"{serial}/2025/TT-BNV", type_code="TT")

    assert [row.type_code for row in series_report(session, AT).rows] == ["TT", "QĐ"]
