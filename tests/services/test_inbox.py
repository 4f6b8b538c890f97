import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from directives.errors import NotSignedIn
from directives.models.base import saved_id
from directives.models.commitment import Commitment
from directives.models.commitment_step import NewStep
from directives.rules.permissions import PUBLIC, Actor
from directives.rules.two_times import AsOf
from directives.services.commitment_steps import take_step
from directives.services.inbox import (
    READ_KEPT,
    Inbox,
    read_everything,
    read_message,
    read_promise,
    tell_administrators,
    view_inbox,
)
from directives.services.notices import queue_due_notices
from directives.vocabulary import Alarm, Audience, Role, StepKind
from tests.factories import (
    NOW,
    TODAY,
    agency_id,
    make_account,
    make_actor,
    make_commitment,
    make_contact,
)

DUE = date(2025, 10, 14)


def queue(session: Session, day: date = DUE) -> None:
    queue_due_notices(session, make_actor(session, Role.SYSTEM), today=day, now=NOW)


def reader(session: Session, **contact: object) -> Actor:
    actor = make_actor(session)
    make_contact(session, account_id=actor.account_id, **contact)
    return actor


def inbox(
    session: Session, actor: Actor, day: date = DUE, *, later: timedelta = timedelta()
) -> Inbox:
    session.expire_all()
    return view_inbox(session, actor, AsOf(day, NOW + later))


def promises(found: Inbox) -> list[tuple[int | None, bool]]:
    return [(one.view.commitment.id, one.is_read) for one in found.promises]


def test_each_promise_stands_once_by_its_latest_notice(session: Session) -> None:
    actor = reader(session)
    promise = make_commitment(session)
    for day in (DUE - timedelta(7), DUE):
        queue(session, day)

    found = inbox(session, actor)

    assert promises(found) == [(promise.id, False)]
    assert found.promises[0].notice.days == 0
    assert found.promises[0].notice.audience is Audience.PERSON
    assert found.unread == 1


def test_everybody_sees_the_own_notices_only(session: Session) -> None:
    reader(session)
    other = reader(session, agency_id=agency_id(session, "BTC"))
    make_commitment(session)
    queue(session)

    assert inbox(session, other).promises == []
    assert inbox(session, make_actor(session)).unread == 0
    with pytest.raises(NotSignedIn):
        view_inbox(session, PUBLIC, AsOf(DUE, NOW))


def two(session: Session) -> tuple[Actor, Commitment, Commitment]:
    actor = reader(session)
    both = make_commitment(session), make_commitment(session)
    queue(session)
    return actor, *both


def test_what_was_read_stays_for_a_month_and_returns_when_told_anew(session: Session) -> None:
    actor, one, other = two(session)

    read_promise(session, actor, saved_id(one), now=NOW)
    read_promise(session, actor, saved_id(one), now=NOW + timedelta(hours=1))

    assert promises(inbox(session, actor)) == [(one.id, True), (other.id, False)]
    much_later = READ_KEPT + timedelta(minutes=1)
    assert promises(inbox(session, actor, later=much_later)) == [(other.id, False)]
    make_contact(session, account_id=actor.account_id, is_head=True)
    queue(session, DUE + timedelta(2))
    anew = inbox(session, actor, DUE + timedelta(2))
    assert promises(anew) == [(one.id, False), (other.id, False)]


def test_reading_everything_leaves_what_came_after_the_page_was_shown(session: Session) -> None:
    actor, one, other = two(session)
    shown = inbox(session, actor)
    newest = max(saved_id(told.notice) for told in shown.promises)
    late = make_commitment(session)
    queue(session)

    read_everything(session, actor, now=NOW, notice_id=newest, message_id=0)

    assert promises(inbox(session, actor)) == [(one.id, True), (other.id, True), (late.id, False)]
    read_everything(session, actor, now=NOW)
    assert inbox(session, actor).unread == 0


def test_nobody_reads_for_somebody_else(session: Session) -> None:
    actor, one, _other = two(session)
    stranger = make_actor(session)

    read_everything(session, stranger, now=NOW)
    read_promise(session, stranger, saved_id(one), now=NOW)

    assert inbox(session, actor).unread == 2


def test_every_administrator_is_told_an_alarm_once(session: Session) -> None:
    first, closed = (
        make_actor(session, Role.ADMINISTRATOR),
        make_account(session, role=Role.ADMINISTRATOR, agency_id=None, is_active=False),
    )
    told = [tell_administrators(session, Alarm.ADDRESS_BROKEN, "a", now=NOW, x=1) for _ in "12"]
    second = make_actor(session, Role.ADMINISTRATOR)

    again = tell_administrators(session, Alarm.ADDRESS_BROKEN, "a", now=NOW, x=1)

    assert (told, again) == ([1, 0], 1)
    assert inbox(session, first).unread == inbox(session, second).unread == 1
    assert closed.id is not None
    (message,) = inbox(session, first).messages
    assert (message.kind, message.details) == (Alarm.ADDRESS_BROKEN, '{"x": 1}')
    read_message(session, first, saved_id(message), now=NOW)
    assert (inbox(session, first).unread, inbox(session, second).unread) == (0, 1)


def test_administrators_learn_once_a_month_which_body_is_only_named(session: Session) -> None:
    admin = make_actor(session, Role.ADMINISTRATOR)
    named: dict[str, Any] = {"lead_agency_id": None, "lead_words": "Ban  Chỉ đạo"}
    make_commitment(session, **named)
    given = saved_id(make_commitment(session, **named | {"lead_words": "Tổng cục cũ"}))
    to = agency_id(session, "BNV")
    step = NewStep(kind=StepKind.TRANSFERRED, held_on=TODAY, agency_id=to, words="tiếp quản")
    take_step(session, make_actor(session, Role.OVERSIGHT), given, step, now=NOW)
    account = make_actor(session, Role.OVERSIGHT).account_id
    make_contact(session, agency_id=agency_id(session, "VPCP"), account_id=account)
    for day in (DUE - timedelta(1), DUE):
        queue(session, day)

    told = [json.loads(one.details) for one in inbox(session, admin).messages]

    assert {"is_unlisted": True, "name": "Ban Chỉ đạo"} in told
    assert [one["name"] for one in told if one.get("is_unlisted")] == ["Ban Chỉ đạo"]


def test_administrators_learn_once_a_month_which_body_has_nobody(session: Session) -> None:
    admin = make_actor(session, Role.ADMINISTRATOR)
    make_contact(session, office=True)
    make_commitment(session)
    for day in (DUE - timedelta(1), DUE):
        queue(session, day)

    (message,) = inbox(session, admin).messages

    assert message.kind is Alarm.BODY_UNREACHED
    assert "Bộ Nội vụ" in message.details
    queue(session, DUE + timedelta(40))
    assert len(inbox(session, admin).messages) == 2
