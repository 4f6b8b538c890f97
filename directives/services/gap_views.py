"""Gaps with what was promised and what answers them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from directives.errors import GapNotFound
from directives.models.base import saved_id
from directives.models.coverage_link import CoverageLink
from directives.models.gap import Gap
from directives.rules.two_times import AsOf
from directives.services.answering import answering_documents
from directives.services.commitment_views import CommitmentView, view_commitments
from directives.services.gap_facts import gaps_at
from directives.services.gap_merges import families
from directives.services.gap_standings import GapStanding, standings
from directives.services.link_history import links_at
from directives.store.coverage import list_links, list_links_of_document
from directives.store.gaps import (
    GapLine,
    find_gap,
    list_gap_lines,
    list_gaps,
    list_promises_of,
)
from directives.vocabulary import GapState, ProposalState


@dataclass(frozen=True, slots=True)
class GapView:
    """A gap, how it stands, what was promised and what answers it.

    The promises and answers of gaps that were merged into it are among its own. `document_ids`
    are the documents that answer it then; the links of a gap name those that do not, too.
    """

    gap: Gap
    standing: GapStanding
    promises: Sequence[CommitmentView]
    document_ids: Sequence[int]

    @property
    def state(self) -> GapState:
        """How the gap stands."""
        return self.standing.state


@dataclass(frozen=True, slots=True)
class GapDetail(GapView):
    """A gap with the links that answer it; `links` are the confirmed ones, in force or not."""

    links: Sequence[CoverageLink]


@dataclass(frozen=True, slots=True)
class ListedGap:
    """A gap and how it stands, without what it rests on."""

    gap: GapLine
    standing: GapStanding


@dataclass(frozen=True, slots=True)
class GapWindow:
    """Some of the gaps that match, and how many match in all."""

    views: Sequence[GapView]
    total: int


def get_gap(session: Session, gap_id: int, at: AsOf) -> GapDetail:
    """Return a gap, how it stands, what was promised and what answers it.

    Raises:
        GapNotFound: there is no such gap.
    """
    view = get_gap_view(session, gap_id, at, known=standings(session, at, [gap_id]))
    return GapDetail(
        view.gap, view.standing, view.promises, view.document_ids, _links(session, gap_id, at)
    )


def get_gap_view(
    session: Session, gap_id: int, at: AsOf, *, known: Mapping[int, GapStanding]
) -> GapView:
    """Return a gap and how it stands; `known` are the standings of gaps at that point in time.

    Raises:
        GapNotFound: there is no such gap.
    """
    gap = find_gap(session, gap_id)
    if gap is None or gap_id not in known:
        raise GapNotFound
    return _views(session, [gap], known, at)[0]


def _links(session: Session, gap_id: int, at: AsOf) -> list[CoverageLink]:
    known = families(session, at)
    links = links_at(
        session, list_links(session, known.members([known.root(gap_id)]), status=None), at
    )
    return [link for link in links if link.status is ProposalState.CONFIRMED]


def view_gaps(
    session: Session,
    at: AsOf,
    *,
    sector_id: int | None = None,
    state: GapState | None = None,
    ids: Sequence[int] | None = None,
    known: Mapping[int, GapStanding] | None = None,
) -> list[GapView]:
    """Return the gaps, of one sector, in one state or with these ids if asked, by code.

    Gaps that became part of another are left out, unless asked for by id. `known` are the
    standings of all gaps at that point in time, where the caller has them.
    """
    found = standings(session, at, ids) if known is None else known
    gaps = [
        gap
        for gap in list_gaps(session, sector_id=sector_id, ids=ids)
        if _is_listed(gap, found, state, asked=ids is not None)
    ]
    return _views(session, gaps, found, at)


def list_standing_gaps(
    session: Session, at: AsOf, known: Mapping[int, GapStanding] | None = None
) -> list[ListedGap]:
    """Return every gap that is not part of another and how it stands, by code.

    `known` are the standings of all gaps at that point in time, where the caller has them.
    """
    found = standings(session, at) if known is None else known
    return [
        ListedGap(gap, found[gap.id])
        for gap in list_gap_lines(session)
        if gap.id in found and found[gap.id].survivor_id is None
    ]


def list_gap_views(
    session: Session,
    at: AsOf,
    *,
    sector_id: int | None = None,
    state: GapState | None = None,
    window: tuple[int, int],
) -> GapWindow:
    """Return the gaps of a window (how many to pass over, how many to give), by code."""
    found = standings(session, at)
    gaps = [
        gap
        for gap in list_gaps(session, sector_id=sector_id)
        if _is_listed(gap, found, state, asked=False)
    ]
    first, most = window
    return GapWindow(_views(session, gaps[first : first + most], found, at), len(gaps))


def _is_listed(
    gap: Gap, found: Mapping[int, GapStanding], state: GapState | None, *, asked: bool
) -> bool:
    standing = found.get(saved_id(gap))
    if standing is None or state not in (None, standing.state):
        return False
    return asked or standing.survivor_id is None


def gaps_answered_by(session: Session, document_id: int) -> list[tuple[Gap, CoverageLink]]:
    """Return the gaps that a document answers, each with the words that prove it."""
    links = list_links_of_document(session, document_id)
    gaps = {gap.id: gap for gap in list_gaps(session, ids=[link.gap_id for link in links])}
    return [(gaps[link.gap_id], link) for link in links]


def _views(
    session: Session, gaps: Sequence[Gap], found: Mapping[int, GapStanding], at: AsOf
) -> list[GapView]:
    known = families(session, at)
    members = known.members(known.root(saved_id(gap)) for gap in gaps)
    answers: dict[int, list[int]] = {}
    for key, document_ids in answering_documents(session, at, members).items():
        answers.setdefault(known.root(key), []).extend(document_ids)
    promises: dict[int, list[CommitmentView]] = {}
    pairs = list_promises_of(session, at.known_at, members)
    wanted = sorted({pair.commitment_id for pair in pairs})
    views = {saved_id(v.commitment): v for v in view_commitments(session, at, ids=wanted)}
    for pair in pairs:
        own = promises.setdefault(known.root(pair.gap_id), [])
        view = views.get(pair.commitment_id)
        if view and view not in own:
            own.append(view)
    return [
        GapView(
            gap,
            found[saved_id(gap)],
            promises.get(known.root(saved_id(gap)), []),
            answers.get(known.root(saved_id(gap)), []),
        )
        for gap in gaps_at(session, gaps, at)
    ]
