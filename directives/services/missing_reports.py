"""What the catalogue lacks: documents that others name, and numbers that a series must have.

Which relations counted and which documents could be read is as known at the instant asked for;
numbers and titles are as they are corrected by now.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document
from directives.rules.number_series import Hole, holes_between, series_name, sureness
from directives.rules.two_times import AsOf
from directives.store.agencies import list_agencies
from directives.store.documents import list_documents_by_ids
from directives.store.numbers import NumberRow, list_numbered
from directives.store.publications import published_ids
from directives.store.relations import Citation, list_onto_stubs, relation_statuses_at
from directives.vocabulary import ProposalState, RelationKind, Sureness

MOST_ROWS = 500
MOST_CITING = 50


@dataclass(frozen=True, slots=True)
class CitingDocument:
    """A document that names the missing one, and how."""

    document: Document
    kinds: Sequence[RelationKind]


@dataclass(frozen=True, slots=True)
class NotHeldRow:
    """A document without a file, and the documents that name it; `cited_by` begins the list."""

    document: Document
    agency: str
    count: int
    cited_by: Sequence[CitingDocument]


@dataclass(frozen=True, slots=True)
class NotHeldReport:
    """The most cited documents that we do not hold; `total` counts those beyond the rows, too."""

    as_of: date
    known_at: datetime
    rows: Sequence[NotHeldRow]
    total: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The known document beside a hole."""

    id: int
    number: str


@dataclass(frozen=True, slots=True)
class SeriesHole:
    """Missing numbers with what stands before and after them."""

    hole: Hole
    before: Neighbour
    after: Neighbour


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series of one body and year in which numbers are missing."""

    issuer_id: int
    issuer: str
    series: str  # the year, or the Party's congress term
    type_code: str  # "CV": letters; "" where the type is not in the number
    by_law: bool
    known_count: int
    first: Neighbour
    last: Neighbour
    missing_count: int
    holes: Sequence[SeriesHole]
    sureness: Sureness


@dataclass(frozen=True, slots=True)
class SeriesReport:
    """The series with holes: the surest first, then those that miss most."""

    as_of: date
    known_at: datetime
    rows: Sequence[SeriesRow]


def not_held_report(
    session: Session, at: AsOf, *, limit: int = MOST_ROWS, offset: int = 0
) -> NotHeldReport:
    """Report the documents that others name and that have no file, the most cited first.

    The rows are `limit` of them, those after the first `offset`.
    """
    shown = published_ids(session, at.day, at.known_at)
    found = [one for one in list_onto_stubs(session) if {one.source_id, one.target_id} <= shown]
    statuses = relation_statuses_at(session, at.known_at, [one.relation_id for one in found])
    citing: dict[int, dict[int, list[RelationKind]]] = {}
    for one in found:
        if statuses.get(one.relation_id, ProposalState.REJECTED) is not ProposalState.REJECTED:
            _note(citing, one)
    ranked = sorted(citing, key=lambda key: (-len(citing[key]), key))
    kept = ranked[offset : offset + limit]
    wanted = {*kept, *(source for key in kept for source in list(citing[key])[:MOST_CITING])}
    documents = {saved_id(one): one for one in list_documents_by_ids(session, sorted(wanted))}
    names = _names(session, {one.issuer_id for one in documents.values() if one.issuer_id})
    rows = [
        NotHeldRow(
            document=documents[key],
            agency=names.get(documents[key].issuer_id or 0, ""),
            count=len(citing[key]),
            cited_by=[
                CitingDocument(documents[source], kinds)
                for source, kinds in list(citing[key].items())[:MOST_CITING]
            ],
        )
        for key in kept
    ]
    return NotHeldReport(at.day, at.known_at, rows, len(ranked))


def series_report(session: Session, at: AsOf) -> SeriesReport:
    """Report the holes between the first and the last known number of each series."""
    shown = published_ids(session, at.day, at.known_at)
    series: dict[tuple[int, str, str, bool], dict[int, NumberRow]] = {}
    for row in list_numbered(session):
        named = series_name(row.type_code, row.key)
        if named is not None and row.id in shown:
            key = (row.issuer_id, row.series, *named)
            series.setdefault(key, {}).setdefault(row.serial, row)
    names = _names(session, {key[0] for key in series})
    rows = [
        _series_row(key, known, holes, names)
        for key, known in series.items()
        if (holes := holes_between(known))
    ]
    order = list(Sureness)
    rows.sort(
        key=lambda one: (
            order.index(one.sureness),
            -one.missing_count,
            one.issuer,
            one.series,
            one.type_code,
        )
    )
    return SeriesReport(at.day, at.known_at, rows)


def _series_row(
    key: tuple[int, str, str, bool],
    known: dict[int, NumberRow],
    holes: Sequence[Hole],
    names: dict[int, str],
) -> SeriesRow:
    issuer_id, series, type_code, by_law = key
    first, last = min(known), max(known)
    return SeriesRow(
        issuer_id=issuer_id,
        issuer=names.get(issuer_id, ""),
        series=series,
        type_code=type_code,
        by_law=by_law,
        known_count=len(known),
        first=_neighbour(known[first]),
        last=_neighbour(known[last]),
        missing_count=sum(hole.count for hole in holes),
        holes=[
            SeriesHole(hole, _neighbour(known[hole.first - 1]), _neighbour(known[hole.last + 1]))
            for hole in holes
        ],
        sureness=sureness(len(known), last - first + 1, by_law=by_law),
    )


def _note(citing: dict[int, dict[int, list[RelationKind]]], one: Citation) -> None:
    kinds = citing.setdefault(one.target_id, {}).setdefault(one.source_id, [])
    if one.kind not in kinds:
        kinds.append(one.kind)


def _neighbour(row: NumberRow) -> Neighbour:
    return Neighbour(row.id, row.number)


def _names(session: Session, ids: set[int]) -> dict[int, str]:
    return {saved_id(agency): agency.name for agency in list_agencies(session, sorted(ids))}
