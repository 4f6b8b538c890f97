"""Reports on legal effect: what is suspect, what will expire soon, what rests on the expired.

Only documents that everybody may read now, and could read then, are in them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.suspicion import Suspicion
from directives.rules.chain import Edge
from directives.rules.effect import ALIVE, DEAD, Effect, ended_since, next_end
from directives.rules.two_times import AsOf
from directives.services.catalogue_at import CatalogueAt, catalogue_at
from directives.services.changed_parts import changed_parts
from directives.services.report_names import Named, named_documents
from directives.store.divisions import divide
from directives.store.suspicions import list_open_at
from directives.vocabulary import (
    RecordState,
    RelationKind,
    SuspectKind,
    SuspicionReason,
    Validity,
)

SOON_DAYS: Final = 180
"""How far "about to expire" looks ahead: a sunset needs a successor, which takes half a year."""


@dataclass(frozen=True, slots=True)
class FurtherReason:
    """What else happened to the same document, since when, by which document."""

    reason: SuspicionReason
    holds_on: date
    act: Named | None
    provision: str  # of the base; empty: the whole


@dataclass(frozen=True, slots=True)
class PathStep:
    """One document of a path (none: it is not shown), and how it rests on the next."""

    document: Named | None
    kind: RelationKind | None  # none: it is the last


@dataclass(frozen=True, slots=True)
class SuspectRow:
    """One suspicion: what is suspect, why, since when, because of which document.

    `path` leads from the suspect down to what was changed.
    """

    id: int
    kind: SuspectKind
    document: Named
    gap_id: int | None
    reason: SuspicionReason
    holds_on: date
    base: Named | None
    provision: str  # what of the base was changed; empty: the whole
    act: Named | None
    also: Sequence[FurtherReason]
    path: Sequence[PathStep]


@dataclass(frozen=True, slots=True)
class SuspectsReport:
    """What is suspect, by the body that answers for it; those with most first."""

    as_of: date
    known_at: datetime
    agencies: Sequence[tuple[str, Sequence[SuspectRow]]]


@dataclass(frozen=True, slots=True)
class ExpiringRow:
    """A document in force, its last day, how many days are left, and what ends it.

    `ends_as` is how it stands afterwards; without `acts` its own term is over.
    """

    document: Named
    status: Validity
    expires_on: date
    days_left: int
    ends_as: Validity
    acts: Sequence[Named]


@dataclass(frozen=True, slots=True)
class ExpiringReport:
    """What will end within `within_days`, the next first."""

    as_of: date
    known_at: datetime
    within_days: int
    rows: Sequence[ExpiringRow]


@dataclass(frozen=True, slots=True)
class RestingRow:
    """A document in force and what it rests on, which has ended: a document or its provision."""

    document: Named
    status: Validity
    kind: RelationKind
    base: Named
    provision: str  # empty: the whole of the base
    base_status: Validity
    ended_on: date


@dataclass(frozen=True, slots=True)
class RestingReport:
    """What is in force but rests on what has ended, the longest ended first."""

    as_of: date
    known_at: datetime
    rows: Sequence[RestingRow]


def suspects_report(session: Session, at: AsOf) -> SuspectsReport:
    """Report what was suspect on a day, by agency."""
    found = list_open_at(session, at)
    named = named_documents(session, {key for one in found for key in _documents_of(one)}, at)
    parts = changed_parts(session, found)
    by_agency: dict[str, list[SuspectRow]] = {}
    for one in found:
        document = named.get(one.document_id)
        if document is not None:
            row = _suspect_row(one, document, named, at.day, parts=parts)
            by_agency.setdefault(document.agency, []).append(row)
    most_first = sorted(by_agency.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return SuspectsReport(at.day, at.known_at, most_first)


def _documents_of(one: Suspicion) -> Iterator[int]:
    """Yield the documents that a suspicion names."""
    yield from (one.document_id, one.base_id, one.act_id or 0)
    yield from (cause["act_id"] or 0 for cause in json.loads(one.also))
    yield from (step["document_id"] for step in json.loads(one.path))


def _suspect_row(
    one: Suspicion,
    document: Named,
    named: Mapping[int, Named],
    day: date,
    *,
    parts: Mapping[str, str],
) -> SuspectRow:
    """Return a suspicion as the report tells it: of what else happened, what holds by that day."""
    further = [
        FurtherReason(
            SuspicionReason(cause["reason"]),
            date.fromisoformat(cause["holds_on"]),
            named.get(cause["act_id"] or 0),
            parts.get(cause["key"], ""),
        )
        for cause in json.loads(one.also)
    ]
    return SuspectRow(
        id=saved_id(one),
        kind=one.subject_kind,
        document=document,
        gap_id=one.gap_id,
        reason=one.reason,
        holds_on=one.holds_on,
        base=named.get(one.base_id),
        provision=parts.get(one.cause_key, ""),
        act=named.get(one.act_id or 0),
        also=[cause for cause in further if cause.holds_on <= day],
        path=[
            PathStep(
                named.get(step["document_id"]),
                RelationKind(step["kind"]) if step["kind"] else None,
            )
            for step in json.loads(one.path)
        ],
    )


def expiring_report(session: Session, at: AsOf, within_days: int = SOON_DAYS) -> ExpiringReport:
    """Report what is in force on a day and ends soon after: by its term, or by a published act."""
    catalogue = catalogue_at(session, at.known_at)
    until = at.day + timedelta(days=within_days)
    found = {}
    for key, node in catalogue.nodes.items():
        may_end = node.expires_on is not None or key in catalogue.acts
        if node.state is RecordState.PUBLISHED and may_end:
            basis = catalogue.basis(key)
            status, end = basis.on(at.day).status, next_end(basis.intervals(), at.day)
            if end and end[0] <= until and status not in DEAD:
                found[key] = (status, *end)
    because = {act.source_id for _status, _day, effect in found.values() for act in effect.because}
    named = named_documents(session, found.keys() | because, at)
    rows = [
        ExpiringRow(
            document=named[key],
            status=status,
            expires_on=ends_on,
            days_left=(ends_on - at.day).days,
            ends_as=effect.status,
            acts=[named[one] for one in _sources(effect) if one in named],
        )
        for key, (status, ends_on, effect) in found.items()
        if key in named
    ]
    rows.sort(key=lambda row: (row.expires_on, row.document.id))
    return ExpiringReport(at.day, at.known_at, within_days, rows)


def _sources(effect: Effect) -> list[int]:
    """Return the documents because of which it stands so, each once."""
    return list(dict.fromkeys(act.source_id for act in effect.because))


def resting_report(session: Session, at: AsOf) -> RestingReport:
    """Report what is in force on a day but rests on a document that has ended."""
    catalogue = catalogue_at(session, at.known_at)
    ended = _ended_bases(session, catalogue, at)
    found = [
        (edge, status)
        for edge in catalogue.edges
        if _base_of(edge) in ended and edge.upper_id in catalogue.nodes
        for status in [catalogue.basis(edge.upper_id).on(at.day).status]
        if status in ALIVE and catalogue.nodes[edge.upper_id].state is RecordState.PUBLISHED
    ]
    ids = {key for edge, _ in found for key in (edge.upper_id, edge.lower_id)}
    named = named_documents(session, ids, at)
    rows = [
        RestingRow(
            document=named[edge.upper_id],
            status=status,
            kind=edge.kind,
            base=named[edge.lower_id],
            provision=edge.lower_provision,
            base_status=ended[_base_of(edge)][1],
            ended_on=ended[_base_of(edge)][0],
        )
        for edge, status in found
        if edge.upper_id in named and edge.lower_id in named
    ]
    rows.sort(key=lambda row: (row.ended_on, row.base.id, row.document.id, row.kind))
    return RestingReport(at.day, at.known_at, rows)


def _ended_bases(
    session: Session, catalogue: CatalogueAt, at: AsOf
) -> dict[tuple[int, str], tuple[date, Validity]]:
    """Return since when, and how, what others rest on has ended, by document and provision.

    A base may have been recorded after the relation to it: a request that reads a file for long
    records as of its beginning.
    """
    inside = divide(session, map(_base_of, catalogue.edges)).inside
    ended = {}
    bases = dict.fromkeys(map(_base_of, catalogue.edges))
    for base in (one for one in bases if one[0] in catalogue.nodes):
        key, provision = base
        basis, articles = catalogue.basis(key), inside(*base)
        since = ended_since(basis.dates, basis.acts, at.day, provision=provision, inside=articles)
        if since is not None:
            ended[base] = (since, basis.on(at.day, provision, articles).status)
    return ended


def _base_of(edge: Edge) -> tuple[int, str]:
    return edge.lower_id, edge.lower_provision
