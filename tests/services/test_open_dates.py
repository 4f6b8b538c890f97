"""A due date may name what decides its day, before that day is known."""

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from directives.errors import ValueInvalid
from directives.models.base import saved_id
from directives.models.commitment import Commitment, Due, NewMove
from directives.models.notice import Notice
from directives.rules.two_times import AsOf
from directives.services.commitment_views import get_commitment
from directives.services.commitments import move
from directives.services.notices import queue_due_notices
from directives.vocabulary import CommitmentState, MoveReason, Operator, Precision, Role
from tests.factories import NOW, TODAY, UNDATED, make_actor, make_commitment, make_contact
from tests.services.test_commitments import moved_to

SESSION = {**UNDATED, "due_precision": Precision.SESSION, "due_phrase": "Kỳ họp giữa năm 2026"}
CONDITION = {
    **UNDATED,
    "due_precision": Precision.CONDITION,
    "due_phrase": "sau khi Luật có hiệu lực",
}
MONTH = {**UNDATED, "due_precision": Precision.MONTH, "due_phrase": "tháng sau kỳ họp"}


@pytest.mark.parametrize("said", [SESSION, CONDITION, MONTH])
def test_a_date_that_names_no_day_is_kept_as_written_and_chased_for_one(
    session: Session, said: dict[str, Any]
) -> None:
    make_contact(session)
    key = saved_id(make_commitment(session, **said))

    view = get_commitment(session, key, AsOf(TODAY, NOW))
    queue_due_notices(
        session, make_actor(session, Role.SYSTEM), today=TODAY + timedelta(days=14), now=NOW
    )

    assert view.standing.state is CommitmentState.UNDATED
    assert (view.standing.due.precision, view.standing.due.named) == (
        said["due_precision"],
        said["due_phrase"],
    )
    assert [one.due_to for one in session.exec(select(Notice))] == [None]


def test_what_decides_the_day_is_named_first_and_then_the_day(session: Session) -> None:
    actor, now = make_actor(session, Role.OVERSIGHT), NOW + timedelta(days=9)
    key = saved_id(make_commitment(session, **UNDATED))
    named = NewMove(moved_on=TODAY, reason=MoveReason.OTHER, **SESSION)

    move(session, actor, key, named, now=now)
    with pytest.raises(ValueInvalid):
        move(session, actor, key, named, now=now)
    move(session, actor, key, moved_to(date(2026, 6, 20)), now=now)

    standing = get_commitment(session, key, AsOf(date(2025, 10, 10), now)).standing
    assert (standing.due.due_to, standing.due.named) == (date(2026, 6, 20), "")
    assert (standing.moves, standing.slip_days) == (0, 0)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({**SESSION, "due_phrase": ""}, "due_phrase"),
        ({**SESSION, "due_precision": Precision.DAY}, "due_precision"),
        ({**SESSION, "due_precision": Precision.TIME}, "due_precision"),
        ({"due_to": TODAY, "due_precision": Precision.NONE}, "due_precision"),
    ],
)
def test_a_date_that_contradicts_itself_is_refused_twice(
    session: Session, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValueInvalid) as refused:
        Due.model_validate(said)
    assert refused.value.field == field

    row = make_commitment(session).model_dump(exclude={"id"})
    with pytest.raises(IntegrityError):
        session.execute(sa.insert(Commitment).values(**{**row, **UNDATED, **said}))


def test_an_operator_is_kept_without_a_day(session: Session) -> None:
    make_commitment(session, **{**SESSION, "due_operator": Operator.BEFORE})

    assert session.exec(select(col(Commitment.due_operator))).all() == [Operator.BEFORE]
