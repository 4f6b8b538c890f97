"""A body's own deadline: who sets it, who sees it, who is reminded by it, what never counts it."""

import json
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from directives.errors import (
    CommitmentClosed,
    EventTooEarly,
    InternalNotEarlier,
    RightMissing,
    StepOutOfTurn,
)
from directives.models.agency import AgencySuccession
from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.commitment_step import NewStep
from directives.models.internal_deadline import NewInternalDeadline
from directives.models.notice import Notice
from directives.rules.permissions import PUBLIC, Actor
from directives.rules.promises import official_state
from directives.rules.two_times import AsOf
from directives.services.commitment_steps import take_step
from directives.services.commitment_views import get_commitment
from directives.services.commitments import move, withdraw
from directives.services.digests import TOPIC, write_digests
from directives.services.internal_deadlines import (
    OwnDeadline,
    internal_deadline_for,
    set_internal_deadline,
)
from directives.services.notices import queue_due_notices
from directives.store.outbox import list_messages
from directives.vocabulary import Audience, CommitmentState, NoticeBasis, Role, StepKind
from tests.factories import (
    NOW,
    TODAY,
    UNDATED,
    agency_id,
    make_actor,
    make_commitment,
    make_contact,
)
from tests.services.test_commitments import moved_to

DUE = date(2025, 10, 14)
OWN = date(2025, 10, 8)


def put(session: Session, key: int, day: date | None = OWN, actor: Actor | None = None) -> None:
    new = NewInternalDeadline(due_on=day, words="để kịp trình")
    set_internal_deadline(session, actor or make_actor(session), key, new, now=NOW)


def seen(session: Session, actor: Actor, key: int, day: date = TODAY) -> OwnDeadline | None:
    at = AsOf(day, NOW + (day - TODAY))
    return internal_deadline_for(session, actor, get_commitment(session, key, at), at)


def seen_day(session: Session, actor: Actor, key: int, day: date = TODAY) -> date | None:
    found = seen(session, actor, key, day)
    return found.due_on if found else None


def queue(session: Session, day: date) -> int:
    return queue_due_notices(session, make_actor(session, Role.SYSTEM), today=day, now=NOW).new


def told(session: Session) -> list[tuple[int | None, NoticeBasis, int, date | None]]:
    rows = session.exec(select(Notice).order_by(col(Notice.id)))
    return [(one.contact_id, one.basis, one.days, one.due_to) for one in rows]


def test_it_is_appended_and_the_last_one_counts(session: Session) -> None:
    key, drafter = saved_id(make_commitment(session)), make_actor(session)
    put(session, key)
    put(session, key, OWN - timedelta(2))
    found = seen(session, drafter, key)
    assert found is not None
    assert (found.due_on, [one.due_on for one in found.history]) == (
        OWN - timedelta(2),
        [OWN, OWN - timedelta(2)],
    )

    put(session, key, None)
    assert seen_day(session, drafter, key) is None
    with pytest.raises(StepOutOfTurn):
        put(session, key, None)
    audited = session.exec(
        select(AuditEvent.details).where(AuditEvent.action == "internal_deadline.set")
    ).all()
    assert [json.loads(one)["commitment_id"] for one in audited] == [key] * 3


def test_only_those_who_answer_for_the_promise_and_oversight_see_it(session: Session) -> None:
    key = saved_id(make_commitment(session))
    put(session, key)

    for role in (Role.DRAFTER, Role.OVERSIGHT, Role.ADMINISTRATOR, Role.SYSTEM):
        assert seen_day(session, make_actor(session, role), key) == OWN, role
    other = make_actor(session, agency_id=agency_id(session, "BTC"))
    for actor in (PUBLIC, make_actor(session, Role.OFFICER), other):
        assert seen(session, actor, key) is None


def test_only_those_who_answer_for_the_promise_set_it(session: Session) -> None:
    key = saved_id(make_commitment(session))
    other = make_actor(session, agency_id=agency_id(session, "BTC"))

    for actor in (other, make_actor(session, Role.OVERSIGHT), make_actor(session, Role.OFFICER)):
        with pytest.raises(RightMissing):
            put(session, key, actor=actor)


def test_a_day_that_is_none_and_an_ended_promise_are_refused(session: Session) -> None:
    key, undated = (saved_id(make_commitment(session, **more)) for more in ({}, UNDATED))
    with pytest.raises(InternalNotEarlier):
        put(session, key, DUE)
    with pytest.raises(EventTooEarly):
        put(session, key, TODAY - timedelta(1))
    put(session, undated, date(2026, 3, 1))
    assert seen_day(session, make_actor(session), undated) == date(2026, 3, 1)
    withdraw(session, make_actor(session), key, held_on=TODAY, reason="thôi", now=NOW)
    with pytest.raises(CommitmentClosed):
        put(session, key)


def test_the_people_of_the_body_are_reminded_by_both_and_nobody_else_by_it(
    session: Session,
) -> None:
    head = make_contact(session, is_head=True)
    overseer = make_actor(session, Role.OVERSIGHT)
    vpcp = agency_id(session, "VPCP")
    make_contact(session, account_id=overseer.account_id, agency_id=vpcp)
    person = make_contact(session)
    put(session, key := saved_id(make_commitment(session, promised_on=date(2025, 8, 1))))

    queue(session, OWN + timedelta(1))
    assert told(session) == [
        (person.id, NoticeBasis.DUE, -7, DUE),
        (person.id, NoticeBasis.INTERNAL, 0, OWN),
        (head.id, NoticeBasis.INTERNAL, 1, OWN),
    ]
    assert queue(session, OWN + timedelta(1)) == 0
    queue(session, DUE + timedelta(60))
    by_it = {row[0] for row in told(session) if row[1] is NoticeBasis.INTERNAL}
    assert by_it == {person.id, head.id}, "the office and oversight hear of the public date only"
    keys = set(session.exec(select(Notice.key)).all())
    assert f"{key}:{person.id}:internal:person+0:{OWN}" in keys
    assert f"{key}:{person.id}:person+0:{DUE}" in keys


def test_with_nobody_inside_nobody_is_told_of_it(session: Session) -> None:
    make_contact(session, agency_id=agency_id(session, "VPCP"), office=True)
    put(session, saved_id(make_commitment(session)))
    nameless = make_commitment(session, lead_agency_id=None, lead_words="Cơ quan nào đó")
    put(session, saved_id(nameless), actor=make_actor(session, Role.ADMINISTRATOR))

    queue(session, OWN)

    assert {row[1] for row in told(session)} == {NoticeBasis.DUE}


def test_it_does_not_count_once_the_public_date_lies_before_it(session: Session) -> None:
    make_contact(session)
    key, drafter = saved_id(make_commitment(session)), make_actor(session)
    put(session, key)
    queue(session, OWN)
    move(session, drafter, key, moved_to(date(2025, 10, 7), TODAY), now=NOW)

    assert seen_day(session, drafter, key, TODAY) is None
    write_digests(session, make_actor(session, Role.SYSTEM), today=OWN, now=NOW)
    session.expire_all()
    overtaken = session.exec(select(Notice.basis).where(col(Notice.overtaken_at).is_not(None)))
    assert set(overtaken.all()) == {NoticeBasis.INTERNAL, NoticeBasis.DUE}


def test_it_stays_with_the_body_that_set_it(session: Session) -> None:
    make_contact(session)
    new_body = agency_id(session, "BTC")
    make_contact(session, agency_id=new_body)
    key = saved_id(make_commitment(session))
    put(session, key)
    given = NewStep(kind=StepKind.TRANSFERRED, held_on=TODAY, words="đúng", agency_id=new_body)
    take_step(session, make_actor(session), key, given, now=NOW)

    assert seen(session, make_actor(session), key) is None
    received = seen(session, make_actor(session, agency_id=new_body), key)
    assert received == OwnDeadline(None, [])
    queue(session, OWN)
    assert {row[1] for row in told(session)} == {NoticeBasis.DUE}


def test_the_successor_of_the_body_keeps_it(session: Session) -> None:
    heir = agency_id(session, "BTC")
    key = saved_id(make_commitment(session))
    put(session, key)
    session.add(
        AgencySuccession(
            agency_id=agency_id(session, "BNV"), successor_id=heir, succeeds_on=TODAY, scope=""
        )
    )
    session.flush()
    person = make_contact(session, agency_id=heir)

    assert seen_day(session, make_actor(session, agency_id=heir), key) == OWN
    queue(session, OWN)
    assert (person.id, NoticeBasis.INTERNAL, 0, OWN) in told(session)


def test_a_letter_names_both_and_no_state_counts_it(session: Session) -> None:
    make_contact(session)
    put(session, key := saved_id(make_commitment(session)))
    day = OWN + timedelta(3)
    standing = get_commitment(session, key, AsOf(day, NOW)).standing
    queue(session, day)
    write_digests(session, make_actor(session, Role.SYSTEM), today=day, now=NOW)

    assert (standing.state, standing.days_late) == (CommitmentState.DUE_SOON, 0)
    assert official_state(standing.state) is CommitmentState.IN_TIME
    (letter,) = list_messages(session, TOPIC)
    (entry,) = json.loads(letter.payload)["entries"]
    assert entry["deadlines"] == [
        {"basis": "due", "due_to": str(DUE), "moved_from": None},
        {"basis": "internal", "due_to": str(OWN), "moved_from": None},
    ]
    assert (entry["audience"], entry["is_optional"]) == (Audience.PERSON.value, False)


@pytest.mark.parametrize(
    "change", ["UPDATE internal_deadline SET words = 'x'", "DELETE FROM internal_deadline"]
)
def test_the_database_refuses_to_change_one(session: Session, change: str) -> None:
    put(session, saved_id(make_commitment(session)))

    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        session.execute(sa.text(change))
