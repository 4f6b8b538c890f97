from datetime import date, timedelta

import pytest
from sqlmodel import Session

from directives.errors import CommitmentClosed, WithdrawnWhenLate
from directives.models.base import saved_id
from directives.models.commitment_step import NewStep
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf
from directives.services.commitment_steps import possible_for, take_step
from directives.services.commitment_views import CommitmentView, get_commitment
from directives.services.commitments import move, withdraw
from directives.vocabulary import CommitmentState, Role, StepKind
from tests.factories import make_actor, make_commitment, make_move, moment_of
from tests.services.test_commitments import moved_to

DUE = date(2025, 10, 14)
NEXT_DAY = DUE + timedelta(days=1)


def is_offered(session: Session, actor: Actor, key: int, day: date) -> bool:
    view = get_commitment(session, key, AsOf(day, moment_of(day)))
    return possible_for(session, actor, view, day=day).withdraw


def take_back(session: Session, actor: Actor, key: int, day: date) -> CommitmentView:
    now = moment_of(day)
    withdraw(session, actor, key, held_on=day, reason="không còn cần", now=now)
    return get_commitment(session, key, AsOf(day + timedelta(days=90), now))


def test_a_body_withdraws_its_promise_until_the_due_day_is_over(session: Session) -> None:
    key, own = saved_id(make_commitment(session)), make_actor(session)

    assert is_offered(session, own, key, DUE)
    standing = take_back(session, own, key, DUE).standing

    assert (standing.state, standing.days_late, standing.was_late) == (
        CommitmentState.WITHDRAWN,
        0,
        False,
    )


def test_a_body_does_not_withdraw_its_promise_when_it_is_late(session: Session) -> None:
    key, own = saved_id(make_commitment(session)), make_actor(session)
    oversight = make_actor(session, Role.OVERSIGHT)

    assert not is_offered(session, own, key, NEXT_DAY)
    with pytest.raises(WithdrawnWhenLate) as refused:
        take_back(session, own, key, NEXT_DAY)
    assert "giải trình" in str(refused.value)
    assert is_offered(session, oversight, key, NEXT_DAY)
    standing = take_back(session, oversight, key, DUE + timedelta(days=9)).standing

    assert (standing.state, standing.days_late) == (CommitmentState.WITHDRAWN, 9)
    assert standing.late_since == NEXT_DAY
    with pytest.raises(CommitmentClosed):
        take_back(session, own, key, DUE + timedelta(days=10))


def test_a_late_promise_is_not_freed_by_a_later_date_or_a_report(session: Session) -> None:
    own = make_actor(session)
    moved, reported = (saved_id(make_commitment(session)) for _ in range(2))
    now = moment_of(NEXT_DAY)
    move(session, own, moved, moved_to(date(2025, 12, 31), NEXT_DAY), now=now)
    report = NewStep(kind=StepKind.REPORTED, held_on=NEXT_DAY, words="đã trình")
    take_step(session, own, reported, report, now=now)

    for key in (moved, reported):
        assert not is_offered(session, own, key, DUE + timedelta(days=5))
        with pytest.raises(WithdrawnWhenLate):
            take_back(session, own, key, DUE + timedelta(days=5))


def test_the_days_late_of_what_is_withdrawn_count_from_the_date_that_had_passed(
    session: Session,
) -> None:
    promise = make_commitment(session)
    make_move(session, promise, moved_to(date(2025, 12, 31), NEXT_DAY), now=moment_of(NEXT_DAY))
    oversight, last = make_actor(session, Role.OVERSIGHT), DUE + timedelta(days=20)

    standing = take_back(session, oversight, saved_id(promise), last).standing

    assert (standing.days_late, standing.judged_by.due_to) == (20, DUE)
    assert standing.due.due_to == date(2025, 12, 31)


def test_a_date_moved_in_time_does_not_bind_its_body(session: Session) -> None:
    promise, own = make_commitment(session), make_actor(session)
    make_move(session, promise, moved_to(date(2025, 12, 31), DUE), now=moment_of(DUE))

    state = take_back(session, own, saved_id(promise), DUE + timedelta(days=20)).standing.state

    assert state is CommitmentState.WITHDRAWN
