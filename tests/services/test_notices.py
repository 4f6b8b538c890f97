from datetime import date, timedelta
from random import Random

import pytest
from sqlmodel import Session, col, select

from directives.errors import RightMissing
from directives.models.base import saved_id
from directives.models.notice import Notice
from directives.services.commitments import withdraw
from directives.services.notices import JOB, Queued, queue_due_notices
from directives.store.outbox import list_runs, take_turn
from directives.vocabulary import Audience, Role
from tests.factories import (
    NOW,
    TODAY,
    UNDATED,
    agency_id,
    make_actor,
    make_commitment,
    make_contact,
    make_move,
)
from tests.services.test_commitments import moved_to
from tests.statements import count_statements

DUE = date(2025, 10, 14)


def queue(session: Session, today: date) -> Queued:
    return queue_due_notices(session, make_actor(session, Role.SYSTEM), today=today, now=NOW)


def told(session: Session) -> list[tuple[int | None, Audience, int]]:
    rows = session.exec(select(Notice).order_by(col(Notice.id)))
    return [(one.contact_id, one.audience, one.days) for one in rows]


def test_a_notice_is_queued_once(session: Session) -> None:
    person = make_contact(session)
    make_commitment(session)

    assert (queue(session, DUE).new, queue(session, DUE).new) == (1, 0)
    assert told(session) == [(person.id, Audience.PERSON, 0)]
    assert list_runs(session)[JOB] is not None


def test_each_circle_is_told_by_its_own_step(session: Session) -> None:
    person = make_contact(session)
    head = make_contact(session, is_head=True)
    office = make_contact(session, office=True)
    make_commitment(session)

    queue(session, DUE + timedelta(days=9))

    assert told(session) == [
        (person.id, Audience.PERSON, 0),
        (head.id, Audience.UNIT_HEAD, 1),
        (office.id, Audience.OFFICE, 7),
    ]


def test_with_nobody_to_tell_the_ledger_says_so_once(session: Session) -> None:
    promise = saved_id(make_commitment(session))

    first, again = queue(session, DUE), queue(session, DUE)

    assert (first.new, again.new) == (1, 0)
    assert first.nobody_for == again.nobody_for == {promise}
    assert told(session) == [(None, Audience.PERSON, 0)]


def test_who_comes_later_is_told_then(session: Session) -> None:
    make_commitment(session)
    queue(session, DUE)
    person = make_contact(session)

    assert queue(session, DUE) == Queued(1, frozenset())
    assert told(session)[-1] == (person.id, Audience.PERSON, 0)


def test_a_promise_without_a_date_is_chased_for_one(session: Session) -> None:
    make_contact(session)
    make_commitment(session, **UNDATED)

    days = [TODAY + timedelta(days=13), TODAY + timedelta(days=14), TODAY + timedelta(days=43)]

    assert [queue(session, day).new for day in days] == [0, 1, 0]
    assert queue(session, TODAY + timedelta(days=44)).new == 2  # the person, and in place of a head


def test_an_ended_promise_calls_for_no_notice(session: Session) -> None:
    make_contact(session)
    ended = saved_id(make_commitment(session))
    withdraw(session, make_actor(session), ended, held_on=TODAY, reason="thôi", now=NOW)

    assert queue(session, DUE + timedelta(days=9)).new == 0


def test_a_moved_promise_starts_a_new_ladder(session: Session) -> None:
    make_contact(session)
    promise = make_commitment(session)
    late = DUE + timedelta(days=3)
    queue(session, late)
    make_move(session, promise, moved_to(late + timedelta(days=3), late))

    assert queue(session, late).new == 1
    assert told(session)[-1][2] == -3


@pytest.mark.parametrize("seed", range(5))
def test_whatever_days_the_job_runs_nothing_is_lost_or_repeated(
    session: Session, seed: int
) -> None:
    random = Random(seed)
    for role in ({}, {"is_head": True}, {"office": True}):
        make_contact(session, **role)
    overseer = make_actor(session, Role.OVERSIGHT)
    make_contact(session, account_id=overseer.account_id)
    make_commitment(session, promised_on=date(2025, 8, 1))
    days = [*sorted(random.sample(range(-40, 40), 12)), 40]

    for offset in days:
        for _ in range(2):
            queue(session, DUE + timedelta(days=offset))

    rows = told(session)
    assert len(rows) == len(set(rows))
    last = {(audience, contact): step for contact, audience, step in rows}
    assert {(audience, step) for (audience, _), step in last.items()} == {
        (Audience.PERSON, 0),
        (Audience.UNIT_HEAD, 1),
        (Audience.OFFICE, 15),
        (Audience.OVERSIGHT, 30),
    }


def test_the_number_of_statements_does_not_grow_with_bodies_and_promises(
    session: Session,
) -> None:
    def asked_for(*codes: str) -> int:
        for code in codes:
            body = agency_id(session, code)
            make_contact(session, agency_id=body)
            make_commitment(session, lead_agency_id=body)
        session.flush()
        with count_statements(session.connection().engine) as statements:
            assert queue(session, DUE).new == len(codes)
        return len(statements)

    one = asked_for("BNV")
    assert asked_for("BTC", "BYT", "BCT", "BXD") <= one


def test_only_the_service_and_administrators_queue_notices(session: Session) -> None:
    with pytest.raises(RightMissing):
        queue_due_notices(session, make_actor(session), today=TODAY, now=NOW)


def test_an_unknown_job_is_a_mistake_of_ours(session: Session) -> None:
    with pytest.raises(RuntimeError):
        take_turn(session, "khong-co")
