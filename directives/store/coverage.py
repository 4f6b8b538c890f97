"""Which documents answer which gaps."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from directives.models.coverage_link import CoverageEvent, CoverageLink
from directives.models.document import Document
from directives.models.gap import Gap
from directives.models.suspicion import Suspicion, SuspicionDecision
from directives.rules.effect_dates import EffectDates
from directives.rules.two_times import AsOf
from directives.store.answering import changed_after, counts, doubtful_part, may_count
from directives.store.key_sets import among
from directives.vocabulary import Extent, ProposalState, RecordState, SuspectKind

_MOST_RECENT = 300


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """Confirmed links of a gap that are alike.

    `doubtful_id` is 0, or the document whose effect has to be looked at before they count;
    `provision_id` the provision of it that they name, "" for the whole.
    """

    gap_id: int
    extent: Extent
    is_suspect: bool
    doubtful_id: int
    provision_id: str


def find_link(
    session: Session, gap_id: int, document_id: int, provision_id: str
) -> CoverageLink | None:
    """Find the link between a gap and a document or provision."""
    return session.exec(
        select(CoverageLink).where(
            CoverageLink.gap_id == gap_id,
            CoverageLink.document_id == document_id,
            CoverageLink.provision_id == provision_id,
        )
    ).one_or_none()


def get_link(session: Session, link_id: int) -> CoverageLink | None:
    """Find a link by its id."""
    return session.get(CoverageLink, link_id)


def list_links(
    session: Session,
    gap_ids: Sequence[int],
    *,
    status: ProposalState | None = ProposalState.CONFIRMED,
) -> Sequence[CoverageLink]:
    """List the links of gaps to published documents, in the order of recording.

    `status` None gives those that are proposed or rejected, too.
    """
    statement = (
        select(CoverageLink)
        .join(Document, col(Document.id) == col(CoverageLink.document_id))
        .where(col(CoverageLink.gap_id).in_(gap_ids), Document.state == RecordState.PUBLISHED)
        .order_by(col(CoverageLink.id))
    )
    if status is not None:
        statement = statement.where(CoverageLink.status == status)
    return session.exec(statement).all()


class AnsweringLink(NamedTuple):
    """A link by its keys; `doubtful_id` is its document where the effect has to be asked."""

    id: int
    gap_id: int
    document_id: int
    doubtful_id: int
    provision_id: str


def list_answering_links(
    session: Session, at: AsOf, gap_ids: Sequence[int], *, is_past: bool = False
) -> list[AnsweringLink]:
    """List the links of gaps that count, of those whose last event held then.

    Of the past the effect of every document has to be asked.
    """
    keys = (col(CoverageLink.id), col(CoverageLink.gap_id), col(CoverageLink.document_id))
    statement = _counting(keys, at, gap_ids, is_past=is_past)
    return [AnsweringLink(*row) for row in session.execute(statement)]


class RecentLink(NamedTuple):
    """A confirmed link of a published document, without its words.

    Of a document that `lacks_effect_day` it is not known that it answers anything yet.
    """

    id: int
    gap_id: int
    document_id: int
    provision_id: str
    linked_on: date
    issued_on: date | None
    lacks_effect_day: bool


def list_recent_links(session: Session, at: AsOf, *, since: date) -> list[RecentLink]:
    """List the confirmed links to published documents made since a day, the newest first."""
    statement = (
        sa.select(
            col(CoverageLink.id),
            col(CoverageLink.gap_id),
            col(CoverageLink.document_id),
            col(CoverageLink.provision_id),
            col(CoverageLink.linked_on),
            col(Document.type_code),
            col(Document.key_exact),
            col(Document.issued_on),
            col(Document.effective_on),
            col(Document.expires_on),
        )
        .join(Document, col(Document.id) == col(CoverageLink.document_id))
        .where(
            col(CoverageLink.status) == ProposalState.CONFIRMED,
            col(CoverageLink.linked_on) >= since,
            col(CoverageLink.linked_on) <= at.day,
            col(CoverageLink.recorded_at) <= at.known_at,
            col(Document.state) == RecordState.PUBLISHED,
        )
        .order_by(col(CoverageLink.linked_on).desc(), col(CoverageLink.id).desc())
        .limit(_MOST_RECENT)
    )
    return [
        RecentLink(
            row.id,
            row.gap_id,
            row.document_id,
            row.provision_id,
            row.linked_on,
            row.issued_on,
            lacks_effect_day=EffectDates.of(row).is_silent,
        )
        for row in session.execute(statement)
    ]


def list_links_of_document(
    session: Session, document_id: int, *, status: ProposalState | None = ProposalState.CONFIRMED
) -> Sequence[CoverageLink]:
    """List the gaps that a document answers, as links, in the order of recording."""
    statement = select(CoverageLink).where(CoverageLink.document_id == document_id)
    if status is not None:
        statement = statement.where(CoverageLink.status == status)
    return session.exec(statement.order_by(col(CoverageLink.id))).all()


def list_gaps_of_documents(session: Session, document_ids: Collection[int]) -> set[int]:
    """Return the gaps to which links of these documents lead, whatever was decided about them."""
    statement = sa.select(col(CoverageLink.gap_id)).where(
        among(col(CoverageLink.document_id), document_ids)
    )
    return set(session.scalars(statement))


def list_unprinted_links(session: Session, mark: str) -> Sequence[tuple[CoverageLink, Gap]]:
    """List the confirmed links whose gap's fingerprint lacks a mark or is missing, in their order.

    Each comes with its gap.
    """
    return session.exec(
        select(CoverageLink, Gap)
        .join(Gap, col(Gap.id) == col(CoverageLink.gap_id))
        .where(
            ~col(CoverageLink.gap_print).startswith(mark),
            CoverageLink.status == ProposalState.CONFIRMED,
        )
        .order_by(col(CoverageLink.id))
    ).all()


def list_links_of_gap(session: Session, gap_id: int) -> Sequence[CoverageLink]:
    """List every link of a gap, whatever its status and its document's."""
    return session.exec(
        select(CoverageLink).where(CoverageLink.gap_id == gap_id).order_by(col(CoverageLink.id))
    ).all()


def list_link_events(
    session: Session, link_ids: Sequence[int], at: AsOf | None = None
) -> Sequence[CoverageEvent]:
    """List what happened to links, all or up to a point in both times, in the order."""
    statement = select(CoverageEvent).where(col(CoverageEvent.link_id).in_(link_ids))
    if at is not None:
        statement = statement.where(
            CoverageEvent.held_on <= at.day, CoverageEvent.recorded_at <= at.known_at
        )
    return session.exec(statement.order_by(col(CoverageEvent.id))).all()


def list_answers(
    session: Session, at: AsOf, gap_ids: Sequence[int] | None = None, *, is_past: bool = False
) -> list[AnswerRow]:
    """List what answers gaps, alike ones once, of the links whose last event counted then.

    Of the past every document has to be looked at: what it is now says nothing of it.
    """
    told = (col(CoverageLink.gap_id), col(CoverageLink.extent))
    suspect = _is_suspect(at).label("is_suspect")
    statement = _counting(told, at, gap_ids, is_past=is_past).add_columns(suspect)
    found = session.execute(statement.distinct()).all()
    return [AnswerRow(gap, extent, bool(odd), *part) for gap, extent, *part, odd in found]


def _counting(
    columns: Sequence[Any], at: AsOf, gap_ids: Sequence[int] | None, *, is_past: bool
) -> Any:
    """Select columns of the links that count, and the document and part whose effect to ask."""
    here = (col(CoverageLink.document_id), col(CoverageLink.provision_id))
    statement: Any = (
        sa.select(*columns, *(here if is_past else doubtful_part()))
        .join(Document, col(Document.id) == col(CoverageLink.document_id))
        .where(*counts(at))
    )
    if not is_past:
        statement = _public(statement).where(may_count(at))
    return _at(at, _of(gap_ids, statement))


def _of(gap_ids: Sequence[int] | None, statement: Any) -> Any:
    return statement if gap_ids is None else statement.where(col(CoverageLink.gap_id).in_(gap_ids))


def _at(at: AsOf, statement: Any) -> Any:
    return statement.where(
        col(CoverageLink.linked_on) <= at.day,
        col(CoverageLink.recorded_at) <= at.known_at,
    )


def _public(statement: Any) -> Any:
    return statement.where(col(Document.state) == RecordState.PUBLISHED)


def list_links_changed_after(
    session: Session, at: AsOf, gap_ids: Sequence[int] | None = None, *, is_past: bool = False
) -> Sequence[CoverageLink]:
    """List the links made by then of which something happened later.

    Only links to what is public now, unless the past is asked about.
    """
    statement: Any = sa.select(CoverageLink).join(
        Document, col(Document.id) == col(CoverageLink.document_id)
    )
    if not is_past:
        statement = _public(statement)
    return session.scalars(_at(at, _of(gap_ids, statement)).where(changed_after(at))).all()


def _is_suspect(at: AsOf) -> sa.ColumnElement[bool]:
    """Return the condition of links of which an end has changed, or rests on what changed.

    It is looked up link by link: mostly a few gaps are asked about, of thousands of suspicions.
    """
    own = sa.select(col(Suspicion.id)).where(
        col(Suspicion.document_id) == col(CoverageLink.document_id),
        (col(Suspicion.subject_kind) == SuspectKind.DOCUMENT)
        | (col(Suspicion.subject_id) == col(CoverageLink.id)),
        *_stands(at),
    )
    return sa.or_(col(CoverageLink.suspect) != "", own.exists())


def _stands(at: AsOf) -> list[sa.ColumnElement[bool]]:
    decided = sa.select(col(SuspicionDecision.id)).where(
        col(SuspicionDecision.suspicion_id) == col(Suspicion.id),
        col(SuspicionDecision.decided_at) <= at.known_at,
    )
    return [
        col(Suspicion.raised_at) <= at.known_at,
        col(Suspicion.holds_on) <= at.day,
        col(Suspicion.lapsed_at).is_(None) | (col(Suspicion.lapsed_at) > at.known_at),
        ~decided.exists(),
    ]


def list_suspects(session: Session, kind: SuspectKind, at: AsOf) -> frozenset[int]:
    """Return the documents or links that are under an open suspicion at a point in both times."""
    suspects = sa.select(col(Suspicion.subject_id)).where(
        col(Suspicion.subject_kind) == kind, *_stands(at)
    )
    return frozenset(session.scalars(suspects))
