"""The report in the Government's own shape: four figures and a rate, for each body and for all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from directives.models.base import saved_id
from directives.rules.official_figures import OfficialFigures, figures_of
from directives.rules.promises import official_state
from directives.rules.two_times import AsOf
from directives.services.promise_standings import promise_standings
from directives.store.agencies import list_agencies
from directives.vocabulary import CommitmentState


@dataclass(frozen=True, slots=True)
class BodyFigures:
    """The figures of one body: of what it promised, or what was transferred to it."""

    agency_id: int | None  # None: of promises that name no body we know
    agency: str
    figures: OfficialFigures


@dataclass(frozen=True, slots=True)
class OfficialFiguresReport:
    """Promises in the four official states, and apart from them those that have none.

    Attributes:
        total: All bodies together.
        rows: Each body that has any; the one with most overdue first.
        besides: How many stand in each state that is of practice only.
    """

    as_of: date
    known_at: datetime
    total: OfficialFigures
    rows: Sequence[BodyFigures]
    besides: Mapping[CommitmentState, int]


def official_figures_report(session: Session, at: AsOf) -> OfficialFiguresReport:
    """Count the promises at a point in both times as the Government counts its tasks."""
    by_body: dict[int | None, list[CommitmentState]] = {}
    for one in promise_standings(session, at).values():
        by_body.setdefault(one.lead_agency_id, []).append(one.state)
    bodies = list_agencies(session, sorted(key for key in by_body if key))
    names = {saved_id(body): body.name for body in bodies}
    rows = [
        BodyFigures(key, names.get(key or 0, ""), figures_of(states))
        for key, states in by_body.items()
    ]
    every = [state for states in by_body.values() for state in states]
    return OfficialFiguresReport(
        as_of=at.day,
        known_at=at.known_at,
        total=figures_of(every),
        rows=sorted(
            (row for row in rows if row.figures.total),
            key=lambda row: (-row.figures.overdue, -row.figures.total, row.agency),
        ),
        besides=Counter(state for state in every if official_state(state) is None),
    )
