"""What happens to a promise while it runs, each step appended: nothing said is ever changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import Invalid, NotFound, StepOutOfTurn
from directives.models.base import Subject
from directives.models.commitment import CommitmentEvent
from directives.models.commitment_step import CommitmentStep, NewStep
from directives.rules.permissions import (
    Actor,
    allows,
    check_can_answer_for_commitment,
    check_can_change_commitment,
    check_can_confirm_commitment,
    check_signed_in,
)
from directives.rules.promise_steps import Clock, PromiseStep, check_can_follow, possible_steps
from directives.rules.two_times import AsOf
from directives.services.changes import record_change
from directives.services.commitment_views import CommitmentView
from directives.services.commitments import fulfil
from directives.services.open_promises import OpenPromise, check_day, check_own_day, open_promise
from directives.services.promise_bodies import answering_bodies, check_exists_on, responsible_id
from directives.services.promise_evidence import check_kept, check_shown
from directives.store.commitment_steps import list_steps
from directives.vocabulary import CommitmentKind, StepKind

_OWN = frozenset({StepKind.ACCEPTED, StepKind.REJECTED})
_OF_OVERSIGHT = frozenset({StepKind.PAUSED, StepKind.RESUMED, StepKind.RETURNED})


@dataclass(frozen=True, slots=True)
class Possible:
    """What somebody may do with a promise as it stands."""

    steps: frozenset[StepKind] = frozenset()
    change: bool = False  # fulfil it, say what else happened
    move: bool = False  # give it another date
    withdraw: bool = False
    close_by_words: bool = False  # fulfil an action without a document
    confirm: bool = False  # agree with what was reported
    report_falls_short: bool = False  # what was reported cannot keep it, so nobody can agree
    explain: bool = False


def possible_for(session: Session, actor: Actor, view: CommitmentView, *, day: date) -> Possible:
    """Return what an actor may do with a promise on a day: for the forms of its page."""
    course = view.standing.course
    bodies = answering_bodies(session, view.commitment, course, day)
    speaks = allows(check_can_answer_for_commitment, actor, bodies)
    if view.ended is not None or not allows(check_can_change_commitment, actor, bodies):
        return Possible(explain=speaks)
    oversees = allows(check_can_confirm_commitment, actor)
    waits = oversees and course.clock is Clock.AWAITING
    keeps = waits and _keeps(session, actor, view)
    steps = possible_steps(course)
    if not speaks:
        steps -= _OWN
    if not oversees:
        steps -= _OF_OVERSIGHT
    return Possible(
        steps=steps,
        change=True,
        move=course.clock is not Clock.AWAITING,
        withdraw=oversees or not view.standing.was_late,
        close_by_words=oversees and view.commitment.kind is CommitmentKind.ACTION,
        confirm=keeps,
        report_falls_short=waits and not keeps,
        explain=speaks,
    )


def take_step(
    session: Session, actor: Actor, commitment_id: int, new: NewStep, *, now: datetime
) -> CommitmentStep:
    """Append one step of a promise: accept, reject, transfer, pause, resume, report, return.

    Raises:
        NotFound: there is no such promise, body or document.
        RightMissing: another body answers for it; or it is for oversight to pause and resume it, or
            to return a report.
        CommitmentClosed: it was fulfilled or withdrawn before.
        StepOutOfTurn: the promise is not in a state for it.
        EventTooEarly, StepTooEarly: it predates the promise, or the step before it.
        EventTooLate: it is of a day to come.
        DatedBack: a body says it of a day before today.
        AgencyEnded, TransferToItself: the body cannot be given the promise.
        GuidanceIssuedTooEarly, KeptBeforeIssued: the day of the document shown does not fit.
    """
    promise = open_promise(session, actor, commitment_id, now=now)
    _check_step(session, actor, promise, new, now=now)
    step = CommitmentStep.model_validate(
        new,
        update={
            "commitment_id": commitment_id,
            "account_id": check_signed_in(actor),
            "recorded_at": now,
        },
    )
    session.add(step)
    session.flush()
    record_change(
        session,
        actor,
        f"commitment.{new.kind.value}",
        Subject("commitment", commitment_id),
        now=now,
        held_on=new.held_on,
        agency_id=new.agency_id,
    )
    return step


def confirm_report(
    session: Session, actor: Actor, commitment_id: int, *, now: datetime
) -> CommitmentEvent:
    """Agree that a promise was kept as it was reported: on that day, by what was shown then.

    Raises:
        CommitmentNotFound: there is no such promise.
        RightMissing: the actor does not oversee.
        CommitmentClosed: it was fulfilled or withdrawn before.
        StepOutOfTurn: nothing waits to be confirmed.
        Invalid: what was shown does not keep it (`promise_evidence.check_kept`).
    """
    check_can_confirm_commitment(actor)
    promise = open_promise(session, actor, commitment_id, now=now)
    if promise.course.clock is not Clock.AWAITING or promise.course.since is None:
        raise StepOutOfTurn
    steps = list_steps(session, AsOf(promise.course.since, now), ids=[commitment_id])
    report = _last_report(steps)
    return fulfil(
        session,
        actor,
        commitment_id,
        held_on=report.held_on,
        document_id=report.document_id,
        evidence=report.words,
        now=now,
    )


def _keeps(session: Session, actor: Actor, view: CommitmentView) -> bool:
    """Tell whether what was reported last keeps the promise, if somebody agrees with it."""
    report = _last_report(view.steps)
    try:
        check_kept(
            session,
            actor,
            view.commitment,
            held_on=report.held_on,
            document_id=report.document_id,
            evidence=report.words,
        )
    except (Invalid, NotFound):
        return False
    return True


def _last_report(steps: Sequence[CommitmentStep]) -> CommitmentStep:
    return next(step for step in reversed(steps) if step.kind is StepKind.REPORTED)


def _check_step(
    session: Session, actor: Actor, promise: OpenPromise, new: NewStep, *, now: datetime
) -> None:
    if new.kind in _OWN:
        check_can_answer_for_commitment(actor, promise.bodies)
    if new.kind in _OF_OVERSIGHT:
        check_can_confirm_commitment(actor)
    commitment = promise.commitment
    check_day(commitment, new.held_on, field="held_on", now=now)
    check_own_day(actor, new.held_on, field="held_on", now=now)
    step = PromiseStep(new.kind, new.held_on, new.agency_id)
    check_can_follow(promise.course, step, responsible_id(commitment, promise.course))
    if new.agency_id is not None:
        check_exists_on(session, new.agency_id, new.held_on, field="agency")
    check_shown(session, actor, commitment, held_on=new.held_on, document_id=new.document_id)
