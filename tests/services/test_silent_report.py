"""The report of what is normative and names no day of effect."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document
from directives.rules.two_times import AsOf
from directives.services.documents import correct, withdraw
from directives.services.silent_report import silent_report
from directives.vocabulary import RecordState, RelationKind, Role
from tests.factories import NOW, TODAY, make_actor, make_document
from tests.services.test_suspicions import BEFORE, relate

A_DAY = timedelta(days=1)
AT, LATER = AsOf(TODAY, NOW), AsOf(TODAY + A_DAY, NOW + A_DAY)


def decree(session: Session, number: int, **more: Any) -> Document:
    said = {"type_code": "NĐ", "number_as_printed": f"{number}/2025/NĐ-CP", "issued_on": BEFORE}
    return make_document(session, **{**said, **more})


def listed(session: Session, at: AsOf = AT) -> list[int]:
    return [row.document.id for row in silent_report(session, at).rows]


def test_what_acts_on_most_comes_first_and_then_what_was_issued_first(session: Session) -> None:
    late, early = decree(session, 1, issued_on=TODAY - A_DAY), decree(session, 2)
    undated = decree(session, 3, issued_on=None)
    acting = decree(session, 4, issued_on=TODAY)
    for target in (make_document(session), make_document(session)):
        relate(session, acting, RelationKind.REPLACES, target)
    relate(session, acting, RelationKind.AMENDS, decree(session, 5, state=RecordState.DRAFT))

    report = silent_report(session, AT)

    assert [row.document.id for row in report.rows] == [acting.id, early.id, late.id, undated.id]
    assert [row.acts_on for row in report.rows] == [2, 0, 0, 0]
    assert [row.days_silent for row in report.rows] == [0, (TODAY - BEFORE).days, 1, None]
    assert (report.as_of, report.known_at, report.total) == (TODAY, NOW, 4)
    assert report.rows[0].document.agency == "Bộ Nội vụ"


def test_what_need_not_name_its_day_or_has_one_or_is_no_more_is_not_listed(
    session: Session,
) -> None:
    make_document(session)  # a letter
    decree(session, 1, effective_on=TODAY + A_DAY)
    decree(session, 2, state=RecordState.DRAFT)
    decree(session, 3, issued_on=TODAY + A_DAY)  # not yet issued: it has no effect for certain
    decree(session, 4, expires_on=TODAY - A_DAY)
    replaced = decree(session, 5)
    relate(session, make_document(session, issued_on=TODAY), RelationKind.REPLACES, replaced)

    assert listed(session) == []


def test_it_is_listed_until_its_day_is_known_and_as_it_was_known(session: Session) -> None:
    actor, silent = make_actor(session, Role.SYSTEM), decree(session, 1)
    key = saved_id(silent)
    values: dict[str, object] = {"effective_on": TODAY}
    correct(session, actor, key, values, reason="Công báo", now=LATER.known_at)

    assert listed(session, LATER) == []
    assert listed(session, AT) == listed(session, AsOf(LATER.day, NOW)) == [key]
    assert listed(session, AsOf(BEFORE - A_DAY, NOW)) == []


def test_what_is_withdrawn_since_is_shown_at_no_time(session: Session) -> None:
    actor, silent = make_actor(session, Role.SYSTEM), decree(session, 1)
    assert listed(session) == [silent.id]
    key = saved_id(silent)
    withdraw(session, actor, key, reason="nhầm", now=LATER.known_at, today=LATER.day)

    assert listed(session) == listed(session, LATER) == []


def test_a_long_list_is_cut_and_counted(session: Session) -> None:
    for number in range(1, 4):
        decree(session, number)

    report = silent_report(session, AT, most=2)
    assert (len(report.rows), report.total) == (2, 3)
