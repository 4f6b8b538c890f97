from datetime import date, timedelta

import pytest
from sqlmodel import Session

from directives.errors import NothingToPutOff, NotSignedIn, ValueInvalid
from directives.models.base import saved_id
from directives.models.commitment import Commitment
from directives.rules.permissions import PUBLIC, Actor
from directives.rules.two_times import AsOf
from directives.services.accounts import actor_of
from directives.services.digests import TOPIC, write_digests
from directives.services.inbox import Inbox, read_promise, view_inbox
from directives.services.notices import queue_due_notices
from directives.services.snoozes import MOST_DAYS, put_off, put_off_by, wake
from directives.store.outbox import list_messages
from directives.vocabulary import Role
from tests.factories import NOW, TODAY, make_account, make_actor, make_commitment, make_contact

DUE = date(2025, 10, 14)


def remind(session: Session, day: date) -> list[str]:
    """Queue and write what a day calls for; returns who has had a letter so far."""
    system = make_actor(session, Role.SYSTEM)
    queue_due_notices(session, system, today=day, now=NOW)
    write_digests(session, system, today=day, now=NOW)
    for message in (sent := list_messages(session, TOPIC)):
        message.delivered_at, message.delivered_on = NOW, TODAY
    session.flush()
    return [message.recipient for message in sent]


def reader(session: Session, **contact: object) -> Actor:
    actor = make_actor(session)
    make_contact(session, account_id=actor.account_id, email="toi@bo.example", **contact)
    return actor


def told(session: Session) -> tuple[Actor, Commitment]:
    """Somebody who was told of a promise by a letter a week before it is due."""
    actor, promise = reader(session), make_commitment(session)
    remind(session, DUE - timedelta(7))
    return actor, promise


def rest(session: Session, actor: Actor, promise: Commitment, days: int = MOST_DAYS) -> None:
    put_off(session, actor, saved_id(promise), days=days, reason="Đang đi công tác", now=NOW)


def inbox(session: Session, actor: Actor, day: date = TODAY) -> Inbox:
    session.expire_all()
    return view_inbox(session, actor, AsOf(day, NOW + (day - TODAY)))


def test_nobody_is_reminded_while_the_promise_rests_and_nothing_is_lost(session: Session) -> None:
    actor, promise = told(session)
    rest(session, actor, promise, days=10)  # until 11 October

    resting = remind(session, DUE - timedelta(3))
    after = remind(session, DUE - timedelta(2))

    assert resting == ["toi@bo.example"]
    assert after == ["toi@bo.example"] * 2, "the step of three days before is told late"


def test_what_was_queued_and_not_sent_yet_rests_too(session: Session) -> None:
    actor, promise = reader(session), make_commitment(session)
    system = make_actor(session, Role.SYSTEM)
    queue_due_notices(session, system, today=TODAY, now=NOW)
    rest(session, actor, promise, days=1)

    assert write_digests(session, system, today=TODAY, now=NOW) == 0
    assert write_digests(session, system, today=TODAY + timedelta(2), now=NOW) == 1


def test_escalation_does_not_rest(session: Session) -> None:
    actor, promise = told(session)
    make_contact(session, is_head=True, email="truong@bo.example")
    make_contact(session, account_id=actor.account_id, office=True, email="toi@bo.example")
    rest(session, actor, promise)

    assert remind(session, DUE + timedelta(1)) == ["toi@bo.example", "truong@bo.example"]
    assert remind(session, DUE + timedelta(7))[2:] == ["toi@bo.example"], "as the office"


def test_others_who_do_the_work_are_still_reminded(session: Session) -> None:
    actor, promise = told(session)
    make_contact(session, email="khac@bo.example")
    rest(session, actor, promise)

    assert remind(session, DUE - timedelta(3)) == ["toi@bo.example", "khac@bo.example"]


def test_a_resting_promise_is_not_unread_and_returns_by_itself(session: Session) -> None:
    actor, promise = told(session)
    rest(session, actor, promise, days=3)

    now, later = inbox(session, actor), inbox(session, actor, TODAY + timedelta(4))

    assert (now.unread, later.unread) == (0, 1)
    (shown,) = now.promises
    assert shown.put_off is not None
    assert (shown.put_off.until_on, shown.put_off.reason) == (
        TODAY + timedelta(3),
        "Đang đi công tác",
    )
    read_promise(session, actor, saved_id(promise), now=NOW)
    assert inbox(session, actor).promises[0].put_off is not None


def test_who_wakes_it_is_reminded_again(session: Session) -> None:
    actor, promise = told(session)
    rest(session, actor, promise)

    for _ in range(2):
        wake(session, actor, saved_id(promise), now=NOW)

    assert list(put_off_by(session, actor, now=NOW)) == []
    assert remind(session, DUE - timedelta(3)) == ["toi@bo.example"] * 2


def test_a_second_rest_takes_the_place_of_the_first(session: Session) -> None:
    actor, promise = told(session)
    rest(session, actor, promise, days=14)
    rest(session, actor, promise, days=1)

    (running,) = put_off_by(session, actor, now=NOW)
    assert running.until_on == TODAY + timedelta(1)


@pytest.mark.parametrize(
    ("days", "reason"), [(0, "Đi công tác"), (15, "Đi công tác"), (3, ""), (3, "x" * 501)]
)
def test_a_rest_is_short_and_says_why(session: Session, days: int, reason: str) -> None:
    actor, promise = told(session)

    with pytest.raises(ValueInvalid):
        put_off(session, actor, saved_id(promise), days=days, reason=reason, now=NOW)


def test_only_who_is_reminded_as_the_one_who_works_can_rest(session: Session) -> None:
    _actor, promise = told(session)
    head = make_account(session)
    make_contact(session, account_id=head.id, is_head=True)
    remind(session, DUE + timedelta(1))

    for somebody in (make_actor(session), actor_of(head)):
        with pytest.raises(NothingToPutOff):
            rest(session, somebody, promise)
    with pytest.raises(NotSignedIn):
        rest(session, PUBLIC, promise)
