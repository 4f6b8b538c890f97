"""What is suspect, and what was decided about it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from directives.models.suspicion import Suspicion, SuspicionDecision
from directives.vocabulary import SuspectKind


def list_open(
    session: Session,
    *,
    kind: SuspectKind | None = None,
    subject_ids: Sequence[int] | None = None,
    gap_ids: Sequence[int] | None = None,
) -> Sequence[Suspicion]:
    """List the suspicions that nobody has decided and whose cause stands, oldest first.

    Args:
        session: The unit of work.
        kind: Only about documents, or only about links that cover gaps.
        subject_ids: Only about these documents or links (say which by `kind`).
        gap_ids: Only about links that cover these gaps.
    """
    conditions = is_open()
    if kind is not None:
        conditions.append(col(Suspicion.subject_kind) == kind)
    if subject_ids is not None:
        conditions.append(col(Suspicion.subject_id).in_(subject_ids))
    if gap_ids is not None:
        conditions.append(col(Suspicion.gap_id).in_(gap_ids))
    return session.exec(
        select(Suspicion).where(*conditions).order_by(col(Suspicion.raised_at), col(Suspicion.id))
    ).all()


def is_open() -> list[ColumnElement[bool]]:
    """Return what open suspicions have in common."""
    decided = select(SuspicionDecision.id).where(
        col(SuspicionDecision.suspicion_id) == col(Suspicion.id)
    )
    return [col(Suspicion.lapsed_at).is_(None), ~decided.exists()]
