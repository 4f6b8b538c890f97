"""Which links and documents answer on a day: the conditions that several queries share."""

import sqlalchemy as sa
from sqlmodel import col

from directives.models.coverage_link import CoverageLink
from directives.models.document import Document, Relation
from directives.rules.normative import TYPES_TO_LOOK_AT
from directives.rules.two_times import AsOf
from directives.vocabulary import PRESS_TYPE, ProposalState, RelationKind

_MAY_END = (
    RelationKind.REPLACES,
    RelationKind.REPEALS,
    RelationKind.REVOKES,
    RelationKind.SUSPENDS_EFFECT,
    RelationKind.SUSPENDS_EXECUTION,
)


def changed_after(at: AsOf) -> sa.ColumnElement[bool]:
    """Return the condition of links whose last event came after."""
    return sa.and_(
        col(CoverageLink.changed_at).is_not(None),
        (col(CoverageLink.changed_at) > at.known_at) | (col(CoverageLink.holds_from) > at.day),
    )


def counts(at: AsOf) -> list[sa.ColumnElement[bool]]:
    """Return the conditions of links that were confirmed and had not run out on the day."""
    return [
        col(CoverageLink.status) == ProposalState.CONFIRMED,
        col(CoverageLink.expires_on).is_(None) | (col(CoverageLink.expires_on) >= at.day),
        ~changed_after(at),
    ]


def is_doubtful() -> sa.ColumnElement[bool]:
    """Return the condition of documents whose effect on a day is not plain from their days."""
    unsaid = sa.and_(
        col(Document.effective_on).is_(None),
        col(Document.issued_on).is_(None) | col(Document.type_code).in_(TYPES_TO_LOOK_AT),
    )
    acts = sa.select(col(Relation.id)).where(
        col(Relation.target_id) == col(Document.id),
        col(Relation.status) == ProposalState.CONFIRMED,
        col(Relation.kind).in_(_MAY_END),
    )
    return sa.or_(unsaid, acts.exists())


def doubtful_part() -> tuple[sa.ColumnElement[int], sa.ColumnElement[str]]:
    """Return the document and provision of links where `is_doubtful` holds, elsewhere 0 and ""."""
    return (
        sa.case((is_doubtful(), col(CoverageLink.document_id)), else_=0),
        sa.case((is_doubtful(), col(CoverageLink.provision_id)), else_=""),
    )


def may_count(at: AsOf) -> sa.ColumnElement[bool]:
    """Return the condition of documents that their own days do not keep from having effect."""
    begins_on = sa.func.coalesce(col(Document.effective_on), col(Document.issued_on))
    return sa.and_(
        col(Document.expires_on).is_(None) | (col(Document.expires_on) >= at.day),
        begins_on.is_(None) | (begins_on <= at.day),
        col(Document.type_code) != PRESS_TYPE,
    )
