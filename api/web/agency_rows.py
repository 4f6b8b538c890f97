"""What became of bodies, as lists and pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from api.web.names import Link, agency_names
from api.web.words import Words
from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.store.reorganisations import list_successions_of

ADDRESS = "/quan-tri/co-quan"


@dataclass(frozen=True, slots=True)
class Became:
    """One body that took over from another, seen from either."""

    other: Link
    is_successor: bool  # of the body that is shown; else it came before
    on: date | None
    scope: str  # empty: everything


def what_became(
    session: Session, agencies: Sequence[Agency], words: Words
) -> dict[int, list[Became]]:
    """Return what became of each body and what it came from, by day, in two statements."""
    ids = {saved_id(one) for one in agencies}
    pairs = list_successions_of(session, sorted(ids))
    both = {key for pair in pairs for key in (pair.agency_id, pair.successor_id)}
    names = agency_names(session, both, words)
    became: dict[int, list[Became]] = {key: [] for key in ids}
    for pair in pairs:
        for key, other in (
            (pair.agency_id, pair.successor_id),
            (pair.successor_id, pair.agency_id),
        ):
            if key in became:
                link = Link(names[other], f"{ADDRESS}/{other}")
                is_successor = other == pair.successor_id
                became[key].append(Became(link, is_successor, pair.succeeds_on, pair.scope))
    return became
