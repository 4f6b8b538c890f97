"""Reminders of the stage in which a promise is: a ladder of their own, each step once."""

import json
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from sqlmodel import Session, col, select

from directives.models.base import saved_id
from directives.models.commitment_step import NewStep
from directives.models.notice import Notice
from directives.rules.notices import STAGE_LADDER, Step
from directives.services.commitment_stages import enter_stage
from directives.services.commitment_steps import take_step
from directives.services.digests import TOPIC, write_digests
from directives.services.ladders import set_ladder
from directives.services.notices import queue_due_notices
from directives.store.outbox import list_messages
from directives.vocabulary import Audience, LadderKind, NoticeBasis, Role, Stage, StepKind
from tests.factories import NOW, make_actor, make_commitment, make_contact, moment_of
from tests.services.test_commitment_stages import new

ENTERED = date(2025, 10, 6)
STAGE_DUE = date(2025, 10, 20)  # ten working days for comments
FAR: dict[str, Any] = {"due_from": date(2026, 6, 30), "due_to": date(2026, 6, 30)}


@pytest.fixture
def promise(session: Session) -> int:
    """A promise due next year that is being commented on; a person and a head of its body."""
    make_contact(session)
    make_contact(session, is_head=True)
    key = saved_id(make_commitment(session, **FAR))
    enter_stage(
        session, make_actor(session), key, new(Stage.COMMENTS, ENTERED), now=moment_of(ENTERED)
    )
    return key


def queue(session: Session, day: date) -> int:
    return queue_due_notices(
        session, make_actor(session, Role.SYSTEM), today=day, now=moment_of(day)
    ).new


def told(session: Session) -> list[tuple[NoticeBasis, Audience, int, date | None]]:
    rows = session.exec(select(Notice).order_by(col(Notice.id)))
    return [(one.basis, one.audience, one.days, one.due_to) for one in rows]


def test_the_stage_has_its_own_ladder(session: Session, promise: int) -> None:
    days = [STAGE_DUE + timedelta(offset) for offset in (-2, -1, 0, 0, 1, 9)]

    assert [queue(session, day) for day in days] == [0, 1, 1, 0, 1, 0]
    assert told(session) == [
        (NoticeBasis.STAGE, Audience.PERSON, -1, STAGE_DUE),
        (NoticeBasis.STAGE, Audience.PERSON, 0, STAGE_DUE),
        (NoticeBasis.STAGE, Audience.UNIT_HEAD, 1, STAGE_DUE),
    ]


def test_the_same_stage_entered_again_is_reminded_of_anew(session: Session, promise: int) -> None:
    queue(session, STAGE_DUE + timedelta(2))
    later, actor = date(2025, 10, 22), make_actor(session)
    for stage in (Stage.DRAFTING, Stage.COMMENTS):
        enter_stage(session, actor, promise, new(stage, later), now=moment_of(later))
    again = date(2025, 11, 5)

    assert queue(session, again) == 1
    assert told(session)[-1] == (NoticeBasis.STAGE, Audience.PERSON, 0, again)


def test_a_stage_without_a_limit_or_left_calls_for_nothing(session: Session, promise: int) -> None:
    queue(session, STAGE_DUE)
    moment, system = moment_of(STAGE_DUE), make_actor(session, Role.SYSTEM)
    enter_stage(session, system, promise, new(Stage.SUBMITTED, STAGE_DUE), now=moment)

    assert queue(session, STAGE_DUE + timedelta(5)) == 0
    assert write_digests(session, system, today=STAGE_DUE, now=moment) == 0
    session.expire_all()
    assert session.exec(select(Notice.overtaken_at)).one() == moment


def test_a_pause_rests_the_stage_and_what_it_overtook_comes_again(
    session: Session, promise: int
) -> None:
    queue(session, STAGE_DUE)
    moment, system = moment_of(STAGE_DUE), make_actor(session, Role.SYSTEM)
    for kind in (StepKind.PAUSED, StepKind.RESUMED):
        step = NewStep(kind=kind, held_on=STAGE_DUE, words="chờ")
        take_step(session, system, promise, step, now=moment)
        write_digests(session, system, today=STAGE_DUE, now=moment)

    assert queue(session, STAGE_DUE) == 1
    assert write_digests(session, system, today=STAGE_DUE, now=moment) == 1


def test_the_ladder_of_stages_is_changed_and_what_was_told_is_not_told_again(
    session: Session, promise: int
) -> None:
    queue(session, STAGE_DUE)
    admin = make_actor(session, Role.ADMINISTRATOR)
    steps = [Step(-3, Audience.PERSON), Step(5, Audience.OVERSIGHT)]
    set_ladder(session, admin, LadderKind.STAGE, steps, reason="Thử", now=NOW)

    assert queue(session, STAGE_DUE) == 0
    assert queue(session, STAGE_DUE + timedelta(5)) == 1
    assert told(session)[-1][1:3] == (Audience.OVERSIGHT, 5)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_days_the_job_runs_no_step_of_a_stage_is_lost_or_repeated(
    session: Session, promise: int, seed: int
) -> None:
    random = Random(seed)
    for offset in [*sorted(random.sample(range(-10, 20), 6)), 20]:
        for _ in range(2):
            queue(session, STAGE_DUE + timedelta(offset))
            owed = {s.audience: s.days_from_due for s in STAGE_LADDER if s.days_from_due <= offset}
            last = {row[1]: row[2] for row in told(session)}
            assert owed.items() <= last.items()
    assert len(told(session)) == len(set(told(session)))


def test_the_letter_names_the_stage(session: Session, promise: int) -> None:
    queue(session, STAGE_DUE)
    moment, system = moment_of(STAGE_DUE), make_actor(session, Role.SYSTEM)
    write_digests(session, system, today=STAGE_DUE, now=moment)

    (letter,) = list_messages(session, TOPIC)
    (entry,) = json.loads(letter.payload)["entries"]
    assert entry["stage"] == "comments"
    stage = {"basis": "stage", "due_to": str(STAGE_DUE), "moved_from": None}
    assert entry["deadlines"] == [stage]
