"""Record, move, fulfil and withdraw promises; nothing said is ever changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import GapNotFound, ValueInvalid, WithdrawnWhenLate
from directives.models.base import Subject, saved_id
from directives.models.commitment import (
    Commitment,
    CommitmentCoordinator,
    CommitmentEvent,
    CommitmentGap,
    Move,
    NewCommitment,
    NewMove,
)
from directives.rules.permissions import (
    Actor,
    allows,
    check_can_confirm_commitment,
    check_can_record_commitment,
    check_signed_in,
)
from directives.rules.two_times import AsOf, ha_noi_date
from directives.services.calendar import working_calendar
from directives.services.calendar_moves import keep_ahead_of_calendar
from directives.services.changes import record_change
from directives.services.commitment_views import get_commitment
from directives.services.document_access import get_document
from directives.services.due_entry import check_words
from directives.services.fulfilment_links import propose_links_of_promise
from directives.services.names import check_type
from directives.services.open_promises import check_day, check_own_day, open_promise
from directives.services.promise_bodies import check_exists_on
from directives.services.promise_evidence import check_kept
from directives.services.promise_moves import check_due, check_move
from directives.services.promise_sources import check_source
from directives.store.gaps import find_gap
from directives.translation import N_
from directives.vocabulary import CommitmentEventKind

_SAY_WHY = N_("Hãy viết lý do rút cam kết.")


@dataclass(frozen=True, slots=True)
class Coordinator:
    """A body that works with the lead, known or only named."""

    agency_id: int | None = None
    words: str = ""


def record_promise(
    session: Session,
    actor: Actor,
    promise: NewCommitment,
    *,
    gap_ids: Sequence[int] = (),
    coordinators: Sequence[Coordinator] = (),
    now: datetime,
) -> Commitment:
    """Record what was promised, by whom, where it was said, by when (or that no date was given).

    Raises:
        RightMissing: the actor neither drafts nor oversees.
        NotFound: a body, the source, its provision or a gap is not known.
        AgencyEnded: a body that is to lead or coordinate had ended by then.
        ValueUnknown: there is no such type of document.
        DueAfterItsWords: it ends after the period that its words name.
        DueBeforePromise: it would be due before it was made.
        QuoteNotFound: the source has a text without the quoted words.
    """
    _check_promise(session, actor, promise, gap_ids)
    _check_bodies(session, promise, coordinators)
    commitment = Commitment.model_validate(
        promise, update={"account_id": check_signed_in(actor), "recorded_at": now}
    )
    session.add(commitment)
    session.flush()
    key = saved_id(commitment)
    _tie(session, commitment, gap_ids, coordinators)
    record_change(
        session,
        actor,
        "commitment.record",
        Subject("commitment", key),
        now=now,
        promise=promise.promise,
        due_to=promise.due_to,
    )
    return commitment


def _check_promise(
    session: Session, actor: Actor, promise: NewCommitment, gap_ids: Sequence[int]
) -> None:
    check_can_record_commitment(actor)
    if promise.expected_type_code is not None:
        check_type(session, promise.expected_type_code, field="expected_type_code")
    check_due(promise, promise.promised_on)
    check_words(promise, said_on=promise.promised_on, calendar=working_calendar(session))
    check_source(session, actor, promise)
    if not all(find_gap(session, gap_id) for gap_id in gap_ids):
        raise GapNotFound(field="gap_ids")


def _check_bodies(
    session: Session, promise: NewCommitment, coordinators: Sequence[Coordinator]
) -> None:
    day = promise.promised_on
    if promise.lead_agency_id:
        check_exists_on(session, promise.lead_agency_id, day, field="lead_agency_id")
    for coordinator in coordinators:
        if coordinator.agency_id is not None:
            check_exists_on(session, coordinator.agency_id, day, field="coordinators")


def _tie(
    session: Session,
    commitment: Commitment,
    gap_ids: Sequence[int],
    coordinators: Sequence[Coordinator],
) -> None:
    key, known = saved_id(commitment), commitment.recorded_at
    session.add_all(
        CommitmentGap(commitment_id=key, gap_id=gap_id, recorded_at=known) for gap_id in gap_ids
    )
    session.add_all(
        CommitmentCoordinator(commitment_id=key, agency_id=c.agency_id, words=c.words)
        for c in coordinators
    )
    session.flush()


def move(
    session: Session, actor: Actor, commitment_id: int, new: NewMove, *, now: datetime
) -> Move:
    """Append a new due date to a promise that still runs.

    Raises:
        CommitmentNotFound: there is no such promise.
        RightMissing: another body answers for it.
        CommitmentClosed: it was fulfilled or withdrawn before.
        Invalid: it cannot follow what was said before (`promise_moves.check_move`).
    """
    commitment = open_promise(session, actor, commitment_id, now=now).commitment
    check_move(session, actor, commitment, new, now=now)
    if new.source_document_id:
        get_document(session, actor, new.source_document_id)
    moved = Move.model_validate(
        new,
        update={
            "commitment_id": commitment_id,
            "account_id": check_signed_in(actor),
            "recorded_at": now,
        },
    )
    session.add(moved)
    session.flush()
    keep_ahead_of_calendar(session, moved, now=now)
    record_change(
        session,
        actor,
        "commitment.move",
        Subject("commitment", commitment_id),
        now=now,
        due_to=new.due_to,
        reason=new.reason.value,
    )
    return moved


def fulfil(
    session: Session,
    actor: Actor,
    commitment_id: int,
    *,
    held_on: date,
    document_id: int | None = None,
    evidence: str = "",
    now: datetime,
) -> CommitmentEvent:
    """Close a promise with the document, or for an action the evidence, that keeps it.

    The document is proposed at once for the gaps that the promise was to close.

    Raises:
        NotFound: there is no such promise or document.
        RightMissing: another body answers for it.
        CommitmentClosed: it was fulfilled or withdrawn before.
        EventTooEarly, EventTooLate: kept before it was made, or on a day to come.
        Invalid, ConfirmationNeeded: what is shown does not keep it, or not without oversight
            (`promise_evidence.check_kept`).
    """
    commitment = open_promise(session, actor, commitment_id, now=now).commitment
    check_day(commitment, held_on, field="held_on", now=now)
    document = check_kept(
        session, actor, commitment, held_on=held_on, document_id=document_id, evidence=evidence
    )
    if document is not None:
        at = AsOf(held_on, now)
        propose_links_of_promise(session, actor, commitment, document, at=at)
    event = CommitmentEvent(
        commitment_id=commitment_id,
        kind=CommitmentEventKind.FULFILLED,
        held_on=held_on,
        document_id=document_id,
        words=evidence,
        account_id=check_signed_in(actor),
        recorded_at=now,
    )
    return _end(session, actor, event, now=now)


def withdraw(
    session: Session,
    actor: Actor,
    commitment_id: int,
    *,
    held_on: date,
    reason: str,
    now: datetime,
) -> CommitmentEvent:
    """Take a promise back, with the reason; it stays in the ledger.

    Raises:
        CommitmentNotFound: there is no such promise.
        RightMissing: another body answers for it.
        CommitmentClosed: it was fulfilled or withdrawn before.
        WithdrawnWhenLate: it is or was late, and the actor does not oversee.
        EventTooEarly, EventTooLate: withdrawn before it was made, or on a day to come.
        DatedBack: a body says it of a day before today.
        ValueInvalid: no reason is given.
    """
    commitment = open_promise(session, actor, commitment_id, now=now).commitment
    if not reason.strip():
        raise ValueInvalid(field="reason", reason=_SAY_WHY)
    check_day(commitment, held_on, field="held_on", now=now)
    check_own_day(actor, held_on, field="held_on", now=now)
    view = get_commitment(session, commitment_id, AsOf(ha_noi_date(now), now))
    if view.standing.was_late and not allows(check_can_confirm_commitment, actor):
        raise WithdrawnWhenLate
    event = CommitmentEvent(
        commitment_id=commitment_id,
        kind=CommitmentEventKind.WITHDRAWN,
        held_on=held_on,
        words=reason,
        account_id=check_signed_in(actor),
        recorded_at=now,
    )
    return _end(session, actor, event, now=now)


def _end(
    session: Session, actor: Actor, event: CommitmentEvent, *, now: datetime
) -> CommitmentEvent:
    session.add(event)
    session.flush()
    subject = Subject("commitment", event.commitment_id)
    details = {"held_on": event.held_on, "document_id": event.document_id}
    record_change(session, actor, f"commitment.{event.kind.value}", subject, now=now, **details)
    return event
