"""Who works with the lead of a promise, and which gaps it is to close."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from directives.errors import AlreadyTied, GapNotFound
from directives.models.base import Subject
from directives.models.commitment import CommitmentGap
from directives.rules.permissions import Actor
from directives.services.changes import record_change
from directives.services.commitments import Coordinator
from directives.services.open_promises import open_promise
from directives.store.agencies import find_agency_by_code, find_agency_by_name, list_agencies
from directives.store.commitments import list_coordinators, list_gaps_of
from directives.store.gaps import find_gap


def tie_gap(
    session: Session, actor: Actor, commitment_id: int, gap_id: int, *, now: datetime
) -> CommitmentGap:
    """Say that a promise is to close a further gap: it always was, but that is known from now on.

    Raises:
        CommitmentNotFound, GapNotFound: there is no such promise or gap.
        RightMissing: another body answers for the promise.
        CommitmentClosed: it was fulfilled or withdrawn before.
        AlreadyTied: it is to close this gap already.
    """
    open_promise(session, actor, commitment_id, now=now)
    if find_gap(session, gap_id) is None:
        raise GapNotFound(field="gap_id")
    if gap_id in gap_ids_of(session, commitment_id, now):
        raise AlreadyTied(field="gap_id")
    tie = CommitmentGap(commitment_id=commitment_id, gap_id=gap_id, recorded_at=now)
    session.add(tie)
    session.flush()
    subject = Subject("commitment", commitment_id)
    record_change(session, actor, "commitment.tie_gap", subject, now=now, gap_id=gap_id)
    return tie


def coordinators_named(session: Session, names: Sequence[str]) -> list[Coordinator]:
    """Return coordinating bodies by abbreviation or name; one that is not known keeps its words."""
    found = [
        (name, find_agency_by_code(session, name) or find_agency_by_name(session, name))
        for name in names
    ]
    return [Coordinator(agency.id) if agency else Coordinator(words=name) for name, agency in found]


def coordinator_names(session: Session, commitment_id: int) -> list[str]:
    """Return who works with the lead, in the order of the source."""
    coordinators = list_coordinators(session, commitment_id)
    keys = sorted({c.agency_id for c in coordinators if c.agency_id})
    names = {agency.id: agency.name for agency in list_agencies(session, keys)}
    return [names.get(c.agency_id, c.words) for c in coordinators]


def gap_ids_of(session: Session, commitment_id: int, known_at: datetime) -> list[int]:
    """Return the keys of the gaps that a promise is to close, as known at an instant."""
    return [tie.gap_id for tie in list_gaps_of(session, [commitment_id], known_at)]
