"""On which days something can have happened to a promise."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session

from directives.errors import DatedBack, EventTooLate, StepTooEarly, ValueInvalid
from directives.models.base import saved_id
from directives.models.commitment import NewMove
from directives.models.commitment_block import NewBlock
from directives.models.commitment_stage import NewStage
from directives.models.commitment_step import NewStep
from directives.models.explanation import NewExplanation
from directives.rules.two_times import AsOf
from directives.services.commitment_blocks import say_blocked
from directives.services.commitment_stages import enter_stage
from directives.services.commitment_steps import take_step
from directives.services.commitment_views import get_commitment
from directives.services.commitments import fulfil, move, withdraw
from directives.services.explanations import explain
from directives.vocabulary import CommitmentState, MoveReason, Role, Stage, StepKind
from tests.factories import UNDATED, make_actor, make_commitment, make_document, make_move
from tests.services.test_commitments import moved_to

TODAY = date(2025, 10, 20)
NOW = datetime(2025, 10, 19, 17, 30, tzinfo=UTC)  # half past midnight in Hà Nội
Say = Callable[[Session, int, date], object]


def _move(session: Session, key: int, day: date) -> object:
    new = moved_to(date(2025, 10, 31), day)
    return move(session, make_actor(session), key, new, now=NOW)


def _fulfil(session: Session, key: int, day: date) -> object:
    document = make_document(session, issued_on=date(2025, 10, 13))
    actor = make_actor(session)
    return fulfil(session, actor, key, held_on=day, document_id=document.id, now=NOW)


def _withdraw(session: Session, key: int, day: date) -> object:
    return withdraw(session, make_actor(session), key, held_on=day, reason="thôi", now=NOW)


def _step(session: Session, key: int, day: date) -> object:
    new = NewStep(kind=StepKind.REPORTED, held_on=day, words="có lý do")
    return take_step(session, make_actor(session), key, new, now=NOW)


def _stage(session: Session, key: int, day: date) -> object:
    new = NewStage(stage=Stage.DRAFTING, entered_on=day)
    return enter_stage(session, make_actor(session), key, new, now=NOW)


def _block(session: Session, key: int, day: date) -> object:
    new = NewBlock(held_on=day, by_document_id=saved_id(make_document(session)))
    return say_blocked(session, make_actor(session), key, new, now=NOW)


def _explain(session: Session, key: int, day: date) -> object:
    new = NewExplanation(explained_on=day, words="Còn chờ ý kiến.")
    return explain(session, make_actor(session), key, new, now=NOW)


@pytest.mark.parametrize("say", [_move, _fulfil, _withdraw, _step, _stage, _block, _explain])
def test_nothing_happens_to_a_promise_on_a_day_to_come(session: Session, say: Say) -> None:
    key = saved_id(make_commitment(session, due_from=TODAY, due_to=TODAY))

    with pytest.raises(EventTooLate):
        say(session, key, TODAY + timedelta(days=1))

    say(session, key, TODAY)


def test_a_report_of_a_day_to_come_locks_no_promise(session: Session) -> None:
    key, actor = saved_id(make_commitment(session)), make_actor(session, Role.OVERSIGHT)
    early = NewStep(kind=StepKind.REPORTED, held_on=date(2030, 1, 1), words="xong")

    with pytest.raises(EventTooLate):
        take_step(session, actor, key, early, now=NOW)

    take_step(session, actor, key, early.model_copy(update={"held_on": TODAY}), now=NOW)


@pytest.mark.parametrize("say", [_move, _withdraw, _step])
def test_a_body_does_not_wipe_its_lateness_by_dating_back(session: Session, say: Say) -> None:
    key = saved_id(make_commitment(session))
    at = AsOf(TODAY, NOW)

    with pytest.raises(DatedBack):
        say(session, key, TODAY - timedelta(days=1))

    standing = get_commitment(session, key, at).standing
    assert (standing.state, standing.days_late) == (CommitmentState.OVERDUE, 6)


@pytest.mark.parametrize("role", [Role.OVERSIGHT, Role.SYSTEM])
def test_who_does_not_judge_itself_says_what_happened_before(session: Session, role: Role) -> None:
    key, actor = saved_id(make_commitment(session)), make_actor(session, role)
    new = moved_to(date(2025, 10, 31), date(2025, 10, 14))

    move(session, actor, key, new, now=NOW)

    standing = get_commitment(session, key, AsOf(TODAY, NOW)).standing
    assert (standing.moves, standing.moves_after_due) == (1, 0)


def test_a_move_follows_the_moves_before_it(session: Session) -> None:
    promise, actor = make_commitment(session), make_actor(session, Role.OVERSIGHT)
    make_move(session, promise, moved_to(date(2025, 10, 31), date(2025, 10, 15)))
    later = date(2025, 11, 30)

    with pytest.raises(StepTooEarly):
        move(session, actor, saved_id(promise), moved_to(later, date(2025, 10, 14)), now=NOW)

    move(session, actor, saved_id(promise), moved_to(later, date(2025, 10, 15)), now=NOW)


def test_the_present_date_is_no_new_one(session: Session) -> None:
    dated, undated = make_commitment(session), make_commitment(session, **UNDATED)
    actor = make_actor(session)
    nothing = NewMove(moved_on=TODAY, reason=MoveReason.RESOURCES)
    for promise, same in ((dated, moved_to(date(2025, 10, 14), TODAY)), (undated, nothing)):
        with pytest.raises(ValueInvalid) as refused:
            move(session, actor, saved_id(promise), same, now=NOW)
        assert refused.value.field == "due_to"

    new = moved_to(date(2025, 10, 31), TODAY)
    move(session, actor, saved_id(undated), new, now=NOW)
    with pytest.raises(ValueInvalid):
        move(session, actor, saved_id(undated), new, now=NOW)


def test_only_oversight_takes_the_date_of_a_promise_away(session: Session) -> None:
    key = saved_id(make_commitment(session))
    nothing = NewMove(moved_on=TODAY, reason=MoveReason.RESOURCES)
    with pytest.raises(ValueInvalid) as refused:
        move(session, make_actor(session), key, nothing, now=NOW)
    assert refused.value.field == "due_to"
    assert get_commitment(session, key, AsOf(TODAY, NOW)).standing.state is CommitmentState.OVERDUE

    move(session, make_actor(session, Role.OVERSIGHT), key, nothing, now=NOW)

    assert get_commitment(session, key, AsOf(TODAY, NOW)).standing.state is CommitmentState.UNDATED
