from datetime import date, timedelta
from random import Random

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from directives.errors import RightMissing, ValueInvalid
from directives.models.audit import AuditEvent
from directives.models.ladder import LadderChange
from directives.models.notice import Notice
from directives.rules.ladders import Ladders
from directives.rules.notices import Chase, Step
from directives.rules.two_times import AsOf
from directives.services.digests import write_digests
from directives.services.ladders import ladders, set_ladder
from directives.services.notices import queue_due_notices
from directives.services.promise_calendars import promises_told_to_oversight
from directives.vocabulary import Audience, LadderKind, Role
from tests.factories import NOW, TODAY, UNDATED, make_actor, make_commitment, make_contact

_A = Audience
DUE = date(2025, 10, 14)
EARLY = [Step(-10, _A.PERSON), Step(2, _A.UNIT_HEAD), Step(5, _A.OVERSIGHT)]


def change(session: Session, steps: list[Step], kind: LadderKind = LadderKind.DATED) -> None:
    actor = make_actor(session, Role.ADMINISTRATOR)
    every = 10 if kind is LadderKind.UNDATED else None
    set_ladder(session, actor, kind, steps, every_days=every, reason="Theo chỉ đạo", now=NOW)


def queue(session: Session, today: date) -> int:
    return queue_due_notices(session, make_actor(session, Role.SYSTEM), today=today, now=NOW).new


def told(session: Session) -> list[tuple[Audience, int]]:
    rows = session.exec(select(Notice).order_by(col(Notice.id)))
    return [(one.audience, one.days) for one in rows]


def test_as_long_as_nobody_changed_them_the_shipped_ladders_hold(session: Session) -> None:
    assert ladders(session) == Ladders()


def test_a_changed_ladder_is_climbed_from_then_on(session: Session) -> None:
    make_contact(session)
    make_contact(session, is_head=True)
    make_commitment(session)
    change(session, EARLY)

    assert [queue(session, DUE + timedelta(days=n)) for n in (-10, -7, 1, 2)] == [1, 0, 0, 1]
    assert told(session) == [(_A.PERSON, -10), (_A.UNIT_HEAD, 2)]


def test_what_was_told_by_the_old_ladder_is_not_told_again(session: Session) -> None:
    make_contact(session)
    make_commitment(session)
    queue(session, DUE - timedelta(days=7))
    change(session, [Step(-10, _A.PERSON), Step(-2, _A.PERSON)])

    assert queue(session, DUE - timedelta(days=6)) == 0  # ten days before says less than seven
    assert queue(session, DUE - timedelta(days=2)) == 1
    assert told(session) == [(_A.PERSON, -7), (_A.PERSON, -2)]


def test_going_back_to_the_old_ladder_repeats_nothing(session: Session) -> None:
    make_contact(session)
    make_commitment(session)
    queue(session, DUE)
    change(session, EARLY)
    queue(session, DUE)
    change(session, list(Ladders().dated))

    assert queue(session, DUE) == 0


@pytest.mark.parametrize("seed", range(4))
def test_however_the_ladder_changes_each_person_hears_ever_later_steps_once(
    session: Session, seed: int
) -> None:
    random = Random(seed)
    make_contact(session)
    make_commitment(session, promised_on=date(2025, 8, 1))
    last = {}
    for offset in sorted(random.sample(range(-40, 40), 15)):
        days = sorted(random.sample(range(-40, 40), random.randint(1, 6)))
        change(session, [Step(day, _A.PERSON) for day in days] + [Step(300 + offset, _A.OFFICE)])
        queue(session, DUE + timedelta(days=offset))
        last = {"reached": max((day for day in days if day <= offset), default=None)}

    heard = [days for audience, days in told(session) if audience is _A.PERSON]
    assert heard == sorted(set(heard))
    assert last["reached"] is None or heard[-1] >= last["reached"]


def test_a_promise_without_a_date_is_chased_by_its_own_ladder(session: Session) -> None:
    make_contact(session)
    make_commitment(session, **UNDATED)
    change(session, [Step(5, _A.PERSON)], LadderKind.UNDATED)

    new = [queue(session, TODAY + timedelta(days=n)) for n in (4, 5, 14, 15, 24, 36)]

    assert new == [0, 1, 0, 1, 0, 1]
    assert told(session) == [(_A.PERSON, 5), (_A.PERSON, 15), (_A.PERSON, 35)]
    assert ladders(session).undated == Chase((Step(5, _A.PERSON),), 10)


def test_a_notice_that_the_new_ladder_does_not_call_for_is_not_told(session: Session) -> None:
    make_contact(session)
    make_commitment(session)
    early = DUE - timedelta(days=7)
    queue(session, early)
    change(session, [Step(0, _A.PERSON)])

    actor = make_actor(session, Role.SYSTEM)
    assert write_digests(session, actor, today=early, now=NOW) == 0


def test_the_calendar_of_oversight_follows_the_ladder(session: Session) -> None:
    make_commitment(session)
    at = AsOf(DUE + timedelta(days=6), NOW)
    assert promises_told_to_oversight(session, at) == []

    change(session, EARLY)

    assert len(promises_told_to_oversight(session, at)) == 1


def test_who_changed_what_is_recorded_and_stays(session: Session) -> None:
    change(session, EARLY)

    row = session.exec(select(LadderChange)).one()
    assert (row.reason, row.every_days) == ("Theo chỉ đạo", None)
    event = session.exec(select(AuditEvent).where(AuditEvent.action == "ladder.set")).one()
    assert (event.account_id, event.subject_id) == (row.account_id, row.id)
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        session.execute(sa.text("DELETE FROM ladder_change"))


def test_only_administrators_change_a_ladder(session: Session) -> None:
    actor = make_actor(session, Role.OVERSIGHT)

    with pytest.raises(RightMissing):
        set_ladder(session, actor, LadderKind.DATED, EARLY, reason="Theo chỉ đạo", now=NOW)


@pytest.mark.parametrize(
    ("steps", "reason", "field"),
    [
        (EARLY, " ", "reason"),
        (list(Ladders().dated), "Theo chỉ đạo", "steps"),  # as it is
        ([], "Theo chỉ đạo", "steps"),
    ],
)
def test_a_change_that_is_none_is_refused(
    session: Session, steps: list[Step], reason: str, field: str
) -> None:
    actor = make_actor(session, Role.ADMINISTRATOR)

    with pytest.raises(ValueInvalid) as refused:
        set_ladder(session, actor, LadderKind.DATED, steps, reason=reason, now=NOW)

    assert refused.value.field == field
