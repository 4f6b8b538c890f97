import json
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session

from api.report_json import report_as_json
from directives.errors import ReportNotFound
from directives.models.base import saved_id
from directives.rules.two_times import AsOf
from directives.services import documents
from directives.services.commitments import fulfil, move
from directives.services.report_registry import make_report
from directives.services.reports import overdue_report
from directives.vocabulary import CommitmentKind, Role
from tests.factories import NOW, TODAY, make_actor, make_commitment, make_document
from tests.services.test_commitments import moved_to

DAY = date(2025, 12, 31)


def printed(session: Session, at: AsOf) -> str:
    return json.dumps(report_as_json(make_report(session, "overdue", at)), ensure_ascii=False)


def test_a_past_report_stays_the_same_byte_for_byte(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    source = make_document(session, number_as_printed="60/BNV-VP")
    key = saved_id(
        make_commitment(
            session,
            kind=CommitmentKind.ACTION,
            source_document_id=source.id,
            source_quote="sẽ ban hành",
        )
    )
    instants = [NOW + timedelta(days=100 + days) for days in range(6)]
    changes: list[Callable[[datetime], object]] = [
        lambda now: move(session, actor, key, moved_to(date(2025, 10, 31)), now=now),
        lambda now: move(session, actor, key, moved_to(date(2025, 11, 30)), now=now),
        lambda now: documents.correct(
            session,
            actor,
            saved_id(source),
            {"number_as_printed": "61/BNV-VP"},
            reason="nhầm",
            now=now,
        ),
        lambda now: documents.withdraw(
            session, actor, saved_id(source), reason="nhầm", now=now, today=TODAY
        ),
        lambda now: fulfil(session, actor, key, held_on=DAY, evidence="đã xong", now=now),
    ]
    first = [printed(session, AsOf(DAY, instants[0]))]
    for change, now in zip(changes, instants[1:], strict=True):
        change(now)
        first.append(printed(session, AsOf(DAY, now)))

    assert [printed(session, AsOf(DAY, known_at)) for known_at in instants] == first
    rows = [json.loads(text)["rows"] for text in first]
    assert [row[0]["due_to"] for row in rows if row] == [
        "2025-10-14",
        "2025-10-31",
        "2025-11-30",
        "2025-11-30",
        "2025-11-30",
    ]
    assert [row[0]["source"]["document"] for row in rows if row] == [
        "60/BNV-VP",
        "60/BNV-VP",
        "60/BNV-VP",
        "61/BNV-VP",
        None,
    ]
    assert rows[-1] == []


def test_a_source_without_a_readable_number_goes_by_its_title(session: Session) -> None:
    source = make_document(session, number_as_printed="số bị mờ", title="Kết luận cuộc họp")
    make_commitment(session, source_document_id=source.id, source_quote="sẽ ban hành")

    (row,) = overdue_report(session, AsOf(DAY, NOW)).rows

    assert row.source_document == "Kết luận cuộc họp"


def test_there_is_no_report_of_another_name(session: Session) -> None:
    with pytest.raises(ReportNotFound):
        make_report(session, "khong-co", AsOf(DAY, NOW))
