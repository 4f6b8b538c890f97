"""Which documents and provisions have the effect with which they answer gaps on a day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlmodel import Session

from directives.models.base import saved_id
from directives.rules.two_times import AsOf
from directives.services.gap_merges import families
from directives.services.link_history import counts_on, links_at
from directives.services.touched import Touched
from directives.services.validity import EffectBasis, bases_known, bases_now
from directives.store.coverage import (
    AnsweringLink,
    list_answering_links,
    list_links_changed_after,
)
from directives.store.divisions import divide
from directives.store.facts import is_said_since
from directives.store.matrix import list_answering_bodies
from directives.vocabulary import Validity

Part = tuple[int, str]
"""A document and an address in it, "" for the whole."""


def answering_parts(
    session: Session, parts: Iterable[Part], at: AsOf, *, is_past: bool = False
) -> set[Part]:
    """Return those that answer on a day, each by its own effect; in a fixed number of queries.

    `is_past` asks what was known at the instant; left out is then what was not public.
    """
    found = _bases_of(session, parts, at, is_past=is_past)
    return {
        part for part, (basis, inside) in found.items() if basis.answers(part[1], at.day, inside)
    }


def part_statuses(
    session: Session, parts: Iterable[Part], at: AsOf, *, is_past: bool = False
) -> dict[Part, Validity]:
    """Return how each of these stands on a day; in as many queries, of the same ones."""
    found = _bases_of(session, parts, at, is_past=is_past)
    return {
        part: basis.status_of(part[1], at.day, inside) for part, (basis, inside) in found.items()
    }


def ended_parts(session: Session, parts: Iterable[Part], at: AsOf) -> dict[Part, date]:
    """Return the first day without effect of those that have ended by a day, as known then."""
    is_past = is_said_since(session, at.known_at)
    found = _bases_of(session, parts, at, is_past=is_past)
    ends = {
        part: basis.ended_on(part[1], at.day, inside) for part, (basis, inside) in found.items()
    }
    return {part: end for part, end in ends.items() if end is not None}


def _bases_of(
    session: Session, parts: Iterable[Part], at: AsOf, *, is_past: bool
) -> dict[Part, tuple[EffectBasis, Sequence[str]]]:
    """Return what decides how each of these stands, and the articles in it if it is a chapter."""
    wanted = set(parts)
    ids = {document_id for document_id, _ in wanted}
    if not ids:
        return {}
    bases = bases_known(session, ids, at.known_at) if is_past else bases_now(session, ids)
    divided = divide(session, wanted)
    return {part: (bases[part[0]], divided.inside(*part)) for part in wanted if part[0] in bases}


def answering_documents(session: Session, at: AsOf, gap_ids: Sequence[int]) -> dict[int, list[int]]:
    """Return the documents by which gaps were answered at a point in both times, by gap.

    They are those of the links that count then and have the effect, in the order of recording.
    """
    is_past = is_said_since(session, at.known_at)
    rows = list_answering_links(session, at, gap_ids, is_past=is_past)
    changed = list_links_changed_after(session, at, gap_ids, is_past=is_past)
    rows += [
        AnsweringLink(
            saved_id(link), link.gap_id, link.document_id, link.document_id, link.provision_id
        )
        for link in links_at(session, changed, at)
        if counts_on(link, at.day)
    ]
    doubtful = ((row.doubtful_id, row.provision_id) for row in rows if row.doubtful_id)
    answering = answering_parts(session, doubtful, at, is_past=is_past)
    found: dict[int, list[int]] = {}
    for row in sorted(rows):
        if not row.doubtful_id or (row.doubtful_id, row.provision_id) in answering:
            found.setdefault(row.gap_id, []).append(row.document_id)
    return found


Bodies = Mapping[int, frozenset[int | None]]
"""Who issued what answers a gap, by gap; None for a body that is not known."""


def answering_bodies(session: Session, at: AsOf, gap_ids: Sequence[int] | None = None) -> Bodies:
    """Return whose documents in force answer all gaps or these; of parts, the gap that is left."""
    known = families(session, at)
    asked = None if gap_ids is None else known.members(known.root(key) for key in gap_ids)
    rows = list_answering_bodies(session, at, asked)
    answering = answering_parts(session, ((key, part) for *_, key, part in rows if key), at)
    found: dict[int, set[int | None]] = {}
    for gap, issuer, key, part in rows:
        if not key or (key, part) in answering:
            found.setdefault(known.root(gap), set()).add(issuer)
    return {gap: frozenset(issuers) for gap, issuers in found.items()}


def answering_bodies_after(session: Session, at: AsOf, before: Bodies, touched: Touched) -> Bodies:
    """Return the same of all gaps, from what it was before changes that touched some."""
    if not touched.gap_ids:
        return before
    known = families(session, at)
    roots = {known.root(key) for key in touched.gap_ids}
    others = {gap: issuers for gap, issuers in before.items() if gap not in roots}
    return {**others, **answering_bodies(session, at, touched.gap_ids)}
