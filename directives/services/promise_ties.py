"""Who works with the lead of a promise, and which gaps it is to close."""

from collections.abc import Sequence

from sqlmodel import Session

from directives.services.commitments import Coordinator
from directives.store.agencies import find_agency_by_code, find_agency_by_name, list_agencies
from directives.store.commitments import list_coordinators, list_gaps_of


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


def gap_ids_of(session: Session, commitment_id: int) -> list[int]:
    """Return the keys of the gaps that a promise is to close."""
    return [tie.gap_id for tie in list_gaps_of(session, [commitment_id])]
