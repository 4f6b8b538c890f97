"""What became doubtful because a document under it changed, and what people decided."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from directives.models.base import stored_enum
from directives.vocabulary import SuspectKind, SuspicionOutcome, SuspicionReason


class Suspicion(SQLModel, table=True):
    """A document, or a link that covers a gap, rests on a document that was changed or ended.

    It is open until a person decides (`SuspicionDecision`) or its cause falls away. Written by
    `services.suspicions` only, and at any time equal to what can be computed from the relations,
    the days of the documents and the decisions.
    """

    __tablename__ = "suspicion"
    __table_args__ = (
        Index(
            "uq_suspicion_standing",
            "subject_kind",
            "subject_id",
            "cause_key",
            unique=True,
            sqlite_where=sa.text("lapsed_at IS NULL"),
            postgresql_where=sa.text("lapsed_at IS NULL"),
        ),
        CheckConstraint("(subject_kind = 'coverage_link') = (gap_id IS NOT NULL)", "link_of_gap"),
    )

    id: int | None = Field(default=None, primary_key=True)
    subject_kind: SuspectKind = Field(sa_type=stored_enum(SuspectKind))
    subject_id: int
    document_id: int = Field(foreign_key="document.id", index=True)  # suspect, or the link's
    gap_id: int | None = Field(default=None, foreign_key="gap.id", index=True)
    reason: SuspicionReason = Field(sa_type=stored_enum(SuspicionReason))
    base_id: int = Field(foreign_key="document.id")  # what was changed or ended
    act_id: int | None = Field(default=None, foreign_key="document.id")  # by which document
    cause_key: str  # what happened: a decision about it stands for as long as this is the same
    path: str  # JSON: the steps from the suspect down to `base_id`, see rules.chain
    also: str = "[]"  # JSON: what else happened to the same base, for a person to see with it
    holds_on: date  # from which day the base is changed or ended
    raised_at: datetime
    lapsed_at: datetime | None = None  # its cause fell away: a relation rejected, a day corrected


class SuspicionDecision(SQLModel, table=True):
    """What a person decided. Append-only: the database refuses UPDATE and DELETE."""

    __tablename__ = "suspicion_decision"
    __table_args__ = (CheckConstraint("words <> ''", "has_a_reason"),)

    id: int | None = Field(default=None, primary_key=True)
    suspicion_id: int = Field(foreign_key="suspicion.id", index=True)
    outcome: SuspicionOutcome = Field(sa_type=stored_enum(SuspicionOutcome))
    words: str
    covers: str  # JSON: keys of all that had happened to the same base by then
    account_id: int = Field(foreign_key="account.id")
    decided_at: datetime
