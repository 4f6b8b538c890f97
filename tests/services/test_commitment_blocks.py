from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from directives.errors import (
    BlockedInCircle,
    CommitmentNotFound,
    DocumentNotFound,
    EventTooEarly,
    RightMissing,
    StepOutOfTurn,
    ValueInvalid,
)
from directives.models.base import saved_id
from directives.models.commitment_block import NewBlock
from directives.rules.two_times import AsOf
from directives.services.commitment_blocks import say_blocked, waits_for
from directives.vocabulary import CommitmentState
from tests.factories import NOW, agency_id, make_actor, make_commitment, make_document

DAY = date(2025, 10, 6)
LATER = NOW + timedelta(days=20)
AT = AsOf(date(2025, 10, 20), LATER)


def by(commitment: int | None = None, document: int | None = None, **more: object) -> NewBlock:
    said = {"by_commitment_id": commitment, "by_document_id": document, "held_on": DAY, **more}
    return NewBlock.model_validate(said)


def test_a_promise_waits_for_another_which_may_be_late_and_for_a_document(
    session: Session,
) -> None:
    key, other = saved_id(make_commitment(session)), saved_id(make_commitment(session))
    document, actor = saved_id(make_document(session)), make_actor(session)

    say_blocked(session, actor, key, by(other), now=LATER)
    say_blocked(session, actor, key, by(document=document), now=LATER)

    found = waits_for(session, key, AT)
    assert [one.standing.state for one in found.promises] == [CommitmentState.OVERDUE]
    assert found.document_ids == [document]
    before = waits_for(session, key, AsOf(DAY - timedelta(days=1), LATER))
    assert (before.promises, before.document_ids) == ((), [])
    say_blocked(session, actor, key, by(other, is_lifted=True), now=LATER)
    assert waits_for(session, key, AT).promises == ()


def test_promises_never_wait_for_each_other(session: Session) -> None:
    first, second, third = (saved_id(make_commitment(session)) for _ in range(3))
    actor = make_actor(session)
    say_blocked(session, actor, first, by(second), now=LATER)
    say_blocked(session, actor, second, by(third), now=LATER)
    for key, other in ((third, first), (second, first), (first, first)):
        with pytest.raises(BlockedInCircle):
            say_blocked(session, actor, key, by(other), now=LATER)

    say_blocked(session, actor, first, by(second, is_lifted=True), now=LATER)
    say_blocked(session, actor, third, by(first), now=LATER)

    assert [one.commitment.id for one in waits_for(session, third, AT).promises] == [first]


def test_what_cannot_be_waited_for_is_refused(session: Session) -> None:
    key, other = saved_id(make_commitment(session)), saved_id(make_commitment(session))
    actor = make_actor(session)
    say_blocked(session, actor, key, by(other), now=LATER)
    for new, refusal in (
        (by(other), StepOutOfTurn),
        (by(document=77_777, is_lifted=True), StepOutOfTurn),
        (by(77_777), CommitmentNotFound),
        (by(document=77_777), DocumentNotFound),
        (by(other, held_on=date(2025, 9, 30)), EventTooEarly),
    ):
        with pytest.raises(refusal):
            say_blocked(session, actor, key, new, now=LATER)
    stranger = make_actor(session, agency_id=agency_id(session, "BTC"))
    with pytest.raises(RightMissing):
        say_blocked(session, stranger, other, by(key), now=LATER)
    for nothing_or_both in ({}, {"commitment": other, "document": 1}):
        with pytest.raises(ValueInvalid):
            by(**nothing_or_both)


@pytest.mark.parametrize(
    "change", ["UPDATE commitment_block SET words = 'x'", "DELETE FROM commitment_block"]
)
def test_the_database_refuses_to_change_what_was_said(session: Session, change: str) -> None:
    key, other = saved_id(make_commitment(session)), saved_id(make_commitment(session))
    say_blocked(session, make_actor(session), key, by(other), now=LATER)

    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        session.execute(sa.text(change))
