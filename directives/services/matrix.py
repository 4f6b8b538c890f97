"""Two matrices: sector by body, and gap by province. Each cell counts; each empty one says why."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from sqlmodel import Session

from directives.rules.scope import ScopeAnswer
from directives.rules.two_times import AsOf
from directives.services.answering import Bodies, answering_bodies
from directives.services.gap_merges import families
from directives.services.gap_standings import GapStanding
from directives.services.place_waiting import (
    MEANWHILE,
    UNANSWERED,
    GapScopes,
    gap_scopes,
    scope_answers_of_provinces,
)
from directives.services.promise_standings import (
    PromiseStanding,
    most_urgent,
    promise_standings,
    promises_by_gap,
)
from directives.services.report_history import waiting_places
from directives.store.matrix import (
    list_gap_sectors,
    list_sector_leads,
)
from directives.store.places import list_provinces
from directives.vocabulary import CommitmentState, GapState

UNFINISHED = frozenset({*UNANSWERED, *MEANWHILE})
"""States in which a gap has no full answer yet."""


@dataclass(slots=True)
class SectorCell:
    """What a body did, promised and owes in a sector.

    Attributes:
        answered: Gaps that a document of the body answers on the day, in whole or in part.
        promised: Gaps without a full answer that the body promised to close.
        overdue: Those of them whose promise is overdue.
        next_due: The earliest day promised for those that are not overdue.
        owed: Unanswered gaps that nobody promised, where the body leads the sector.
        unfinished: Gaps answered in part, for the time being or in doubt, of which nobody
            promised the rest, where the body leads the sector.
    """

    answered: int = 0
    promised: int = 0
    overdue: int = 0
    next_due: date | None = None
    owed: int = 0
    unfinished: int = 0


class Nothing(Enum):
    """Why a body has nothing to show in a sector."""

    NOT_LEADING = auto()  # it leads others, promised nothing and answered nothing
    BODY_UNKNOWN = auto()  # each gap has a body that leads, promised or answered
    OTHERS_PROMISED = auto()  # it leads; for what is not answered in full others gave their word
    ALL_ANSWERED = auto()  # it leads; what others issued answers everything in full


@dataclass(slots=True)
class SectorMatrix:
    """Cells by (sector, body); None is a sector that nobody named, or a body that nobody knows.

    Attributes:
        cells: Those that count something; of the others `nothing_at` tells why.
        leads: The bodies that lead each sector.
        unanswered: Gaps by sector that nothing answers.
        unfinished: Gaps by sector answered in part, for the time being or in doubt.
        total: All gaps by sector.
    """

    cells: dict[tuple[int | None, int | None], SectorCell] = field(default_factory=dict)
    leads: dict[int | None, list[int | None]] = field(default_factory=dict)
    unanswered: Counter[int | None] = field(default_factory=Counter)
    unfinished: Counter[int | None] = field(default_factory=Counter)
    total: Counter[int | None] = field(default_factory=Counter)

    def at(self, sector_id: int | None, agency_id: int | None) -> SectorCell:
        """Return a cell, a new one where there is none yet."""
        return self.cells.setdefault((sector_id, agency_id), SectorCell())

    def nothing_at(self, sector_id: int | None, agency_id: int | None) -> Nothing:
        """Return why a cell counts nothing."""
        if agency_id is None:
            return Nothing.BODY_UNKNOWN
        if agency_id not in self.leads.get(sector_id, ()):
            return Nothing.NOT_LEADING
        is_open = self.unanswered[sector_id] or self.unfinished[sector_id]
        return Nothing.OTHERS_PROMISED if is_open else Nothing.ALL_ANSWERED

    def promising(self, sector_id: int | None) -> list[int | None]:
        """Return the bodies that promised something in a sector that is not answered in full."""
        return [
            agency
            for (sector, agency), cell in self.cells.items()
            if sector == sector_id and cell.promised
        ]


def sector_matrix(
    session: Session,
    at: AsOf,
    found: Mapping[int, GapStanding],
    *,
    promised: Mapping[int, Sequence[PromiseStanding]] | None = None,
    bodies: Bodies | None = None,
) -> SectorMatrix:
    """Return who answered, promised and owes what, by sector, in a fixed number of statements.

    `promised` are the promises of all gaps, `bodies` whose documents answer them, where the
    caller has that.
    """
    matrix = SectorMatrix()
    for led_sector, leader in list_sector_leads(session):
        matrix.leads.setdefault(led_sector, []).append(leader)
    if promised is None:
        promised = promises_by_gap(session, promise_standings(session, at), at)
    if bodies is None:
        bodies = answering_bodies(session, at)
    sectors = dict(list_gap_sectors(session, at))
    for gap_id, sector_id in sectors.items():
        if gap_id not in found:
            continue
        matrix.total[sector_id] += 1
        if found[gap_id].state in UNFINISHED:
            running = most_urgent(promised.get(gap_id, ()))
            _count_open(matrix, sector_id, found[gap_id].state, running)
    for gap_id, issuer_id in _answered(bodies, found):
        if gap_id in sectors:
            matrix.at(sectors[gap_id], issuer_id).answered += 1
    return matrix


def _answered(bodies: Bodies, found: Mapping[int, GapStanding]) -> Iterator[tuple[int, int | None]]:
    """Yield (gap, issuer) of what documents in force answer."""
    for gap, issuers in bodies.items():
        if gap in found and found[gap].state not in UNANSWERED:
            yield from ((gap, issuer) for issuer in issuers)


def _count_open(
    matrix: SectorMatrix,
    sector_id: int | None,
    state: GapState,
    running: Sequence[PromiseStanding],
) -> None:
    """Count a gap without a full answer: where it was promised, else where it is owed."""
    is_unanswered = state in UNANSWERED
    (matrix.unanswered if is_unanswered else matrix.unfinished)[sector_id] += 1
    _count_promises(matrix, sector_id, running)
    if running:
        return
    for agency_id in matrix.leads.get(sector_id) or [None]:
        cell = matrix.at(sector_id, agency_id)
        if is_unanswered:
            cell.owed += 1
        else:
            cell.unfinished += 1


def _count_promises(
    matrix: SectorMatrix, sector_id: int | None, running: Sequence[PromiseStanding]
) -> None:
    seen: set[int | None] = set()
    for promise in running:
        if promise.lead_agency_id in seen:
            continue
        seen.add(promise.lead_agency_id)
        cell = matrix.at(sector_id, promise.lead_agency_id)
        cell.promised += 1
        if promise.state is CommitmentState.OVERDUE:
            cell.overdue += 1
        elif promise.due_to:
            cell.next_due = min(cell.next_due or promise.due_to, promise.due_to)


@dataclass(frozen=True, slots=True)
class ProvinceCell:
    """How many places of a province wait for a gap, and whether it concerns the province."""

    waiting: int
    answer: ScopeAnswer


@dataclass(frozen=True, slots=True)
class ProvinceMatrix:
    """The provinces, and for each gap their cells in the same order."""

    provinces: Sequence[tuple[str, str]]  # code, name
    rows: Mapping[int, Sequence[ProvinceCell]]


def in_matrix_order(found: Mapping[int, GapStanding]) -> list[int]:
    """Return the gaps of a matrix: the unanswered first, those that most wait for before others."""
    order = {state: place for place, state in enumerate((*UNANSWERED, *_NOT_YET_FULL))}
    wanted = [
        key
        for key, standing in found.items()
        if standing.survivor_id is None and standing.state in order
    ]
    return sorted(wanted, key=lambda key: (order[found[key].state], -found[key].waiting, key))


_NOT_YET_FULL = (
    GapState.SUSPECT,
    GapState.INTERIM,
    GapState.PARTLY_COVERED,
    GapState.COVERED,
    GapState.CONFIRMED,
)


def province_matrix(
    session: Session, at: AsOf, gap_ids: Sequence[int], *, scopes: GapScopes | None = None
) -> ProvinceMatrix:
    """Return how many places of each province wait for these gaps, and whom they concern.

    `scopes` tell whom all gaps concern, where the caller has that.
    """
    known = scopes or gap_scopes(session, at)
    provinces = list_provinces(session, at.day)
    waiting = _waiting_by_province(session, at, gap_ids, known)
    codes = [province.code for province in provinces]
    answers = scope_answers_of_provinces(session, at, gap_ids, codes, scopes=known)
    rows = {
        gap: [
            ProvinceCell(waiting[gap, province.code], answers[gap, province.code])
            for province in provinces
        ]
        for gap in gap_ids
        if (gap, provinces[0].code) in answers
    }
    return ProvinceMatrix([(province.code, province.name) for province in provinces], rows)


def _waiting_by_province(
    session: Session, at: AsOf, gap_ids: Sequence[int], scopes: GapScopes
) -> Counter[tuple[int, str]]:
    """Count places by gap and province; one that reported several that became one, once.

    A former place counts as what it has become, in the province of that.
    """
    known = families(session, at)
    waiting = waiting_places(session, at, gap_ids=known.members(gap_ids))
    heirs = {place: scopes.heirs.of(place) for _, place in waiting}
    places = {(known.root(gap), heir) for gap, place in waiting for heir in heirs[place]}
    return Counter((gap, scopes.provinces.get(place, place)) for gap, place in places)


@dataclass(frozen=True, slots=True)
class CellContents:
    """The gaps that a cell counts, unanswered ones first, and the promises among them."""

    gap_ids: Sequence[int]
    promise_ids: Sequence[int]


def gaps_in_cell(
    session: Session,
    at: AsOf,
    found: Mapping[int, GapStanding],
    *,
    sector_id: int | None,
    agency_id: int | None,
) -> CellContents:
    """Return what the cell of a sector and a body counts, as `sector_matrix` does."""
    own = [gap for gap, sector in list_gap_sectors(session, at) if sector == sector_id]
    leads = {lead for sector, lead in list_sector_leads(session) if sector == sector_id}
    is_owing = agency_id in leads or (not leads and agency_id is None)
    promised = promises_by_gap(session, promise_standings(session, at), at)
    waiting: list[int] = []
    promises: list[PromiseStanding] = []
    for gap in own:
        if gap not in found or found[gap].state not in UNFINISHED:
            continue
        running = most_urgent(promised.get(gap, []))
        its = [one for one in running if one.lead_agency_id == agency_id]
        promises += its
        if its or (is_owing and not running):
            waiting.append(gap)
    bodies = answering_bodies(session, at, own)
    answered = [gap for gap, by in _answered(bodies, found) if by == agency_id]
    order = {gap: place for place, gap in enumerate(in_matrix_order(found))}
    waiting.sort(key=lambda gap: order.get(gap, len(order)))
    done = sorted(set(answered) - set(waiting), key=lambda gap: order.get(gap, len(order)))
    return CellContents([*waiting, *done], [one.commitment_id for one in most_urgent(promises)])
