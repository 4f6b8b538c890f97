"""A promise waits for another promise or a document; what it waits for may be late itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import CommitmentNotFound, StepOutOfTurn
from directives.models.base import Subject
from directives.models.commitment_block import CommitmentBlock, NewBlock
from directives.rules.blocking import check_no_circle, still_blocking
from directives.rules.permissions import Actor, check_signed_in
from directives.rules.two_times import AsOf
from directives.services.changes import record_change
from directives.services.commitment_views import CommitmentView, view_commitments
from directives.services.document_access import get_document
from directives.services.open_promises import check_day, open_promise
from directives.store.commitment_blocks import list_blocks
from directives.store.commitments import find_commitment

Blocker = tuple[int | None, int | None]  # a promise, or a document


@dataclass(frozen=True, slots=True)
class WaitsFor:
    """What a promise waits for: other promises with how they stand, and documents."""

    promises: Sequence[CommitmentView] = ()
    document_ids: Sequence[int] = ()


def say_blocked(
    session: Session, actor: Actor, commitment_id: int, new: NewBlock, *, now: datetime
) -> CommitmentBlock:
    """Say that a promise waits for something, or waits for it no longer.

    Raises:
        NotFound: there is no such promise or document.
        RightMissing: another body answers for it.
        CommitmentClosed: it was fulfilled or withdrawn before.
        EventTooEarly, EventTooLate: it predates the promise, or is of a day to come.
        BlockedInCircle: what it is to wait for waits for it.
        StepOutOfTurn: it waits for that already, or does not wait for what is lifted.
    """
    commitment = open_promise(session, actor, commitment_id, now=now).commitment
    check_day(commitment, new.held_on, field="held_on", now=now)
    everything = list_blocks(session, AsOf(date.max, now))
    waiting = _waiting(everything)
    blocker = (new.by_commitment_id, new.by_document_id)
    if ((commitment_id, blocker) in waiting) is not new.is_lifted:
        raise StepOutOfTurn
    if new.by_commitment_id is not None:
        if find_commitment(session, new.by_commitment_id) is None:
            raise CommitmentNotFound
        if not new.is_lifted:
            edges = [(one, by[0]) for one, by in waiting if by[0] is not None]
            check_no_circle(edges, commitment_id, new.by_commitment_id)
    if new.by_document_id is not None:
        get_document(session, actor, new.by_document_id)
    return _record(session, actor, commitment_id, new, now=now)


def waits_for(session: Session, commitment_id: int, at: AsOf) -> WaitsFor:
    """Return what a promise waits for at a point in both times."""
    found = blockers_of(session, at, [commitment_id]).get(commitment_id, [])
    promises = [key for key, _ in found if key is not None]
    return WaitsFor(
        view_commitments(session, at, ids=promises) if promises else (),
        [key for _, key in found if key is not None],
    )


def blockers_of(
    session: Session, at: AsOf, commitment_ids: Sequence[int]
) -> dict[int, list[Blocker]]:
    """Return what each of these promises waits for, in one statement; nothing for the others."""
    found: dict[int, list[Blocker]] = {}
    for key, blocker in _waiting(list_blocks(session, at, ids=commitment_ids)):
        found.setdefault(key, []).append(blocker)
    return found


def _waiting(rows: Sequence[CommitmentBlock]) -> list[tuple[int, Blocker]]:
    said = (
        ((row.commitment_id, (row.by_commitment_id, row.by_document_id)), row.is_lifted)
        for row in rows
    )
    return still_blocking(said)


def _record(
    session: Session, actor: Actor, commitment_id: int, new: NewBlock, *, now: datetime
) -> CommitmentBlock:
    block = CommitmentBlock.model_validate(
        new,
        update={
            "commitment_id": commitment_id,
            "account_id": check_signed_in(actor),
            "recorded_at": now,
        },
    )
    session.add(block)
    session.flush()
    record_change(
        session,
        actor,
        "commitment.unblocked" if new.is_lifted else "commitment.blocked",
        Subject("commitment", commitment_id),
        now=now,
        by_commitment_id=new.by_commitment_id,
        by_document_id=new.by_document_id,
    )
    return block
