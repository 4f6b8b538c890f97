"""On which days something can have happened to a promise."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session

from directives.errors import EventTooLate
from directives.models.base import saved_id
from directives.models.commitment_block import NewBlock
from directives.models.commitment_stage import NewStage
from directives.models.commitment_step import NewStep
from directives.models.explanation import NewExplanation
from directives.services.commitment_blocks import say_blocked
from directives.services.commitment_stages import enter_stage
from directives.services.commitment_steps import take_step
from directives.services.commitments import fulfil, move, withdraw
from directives.services.explanations import explain
from directives.vocabulary import Role, Stage, StepKind
from tests.factories import make_actor, make_commitment, make_document
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
    new = NewStep(kind=StepKind.PAUSED, held_on=day, words="có lý do")
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
    key = saved_id(make_commitment(session))

    with pytest.raises(EventTooLate):
        say(session, key, TODAY + timedelta(days=1))

    say(session, key, TODAY)


def test_a_report_of_a_day_to_come_locks_no_promise(session: Session) -> None:
    key, actor = saved_id(make_commitment(session)), make_actor(session, Role.OVERSIGHT)
    early = NewStep(kind=StepKind.REPORTED, held_on=date(2030, 1, 1), words="xong")

    with pytest.raises(EventTooLate):
        take_step(session, actor, key, early, now=NOW)

    take_step(session, actor, key, early.model_copy(update={"held_on": TODAY}), now=NOW)
