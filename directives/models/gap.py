"""What a sector lacks, who waits for it, and what answers it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from directives.models.base import stored_enum
from directives.vocabulary import Extent, GapKind


class NewGap(SQLModel):
    """What is said to open a gap."""

    title: str = Field(min_length=3, max_length=500)
    description: str = Field(default="", max_length=10_000)
    kind: GapKind = Field(default=GapKind.NO_GUIDANCE, sa_type=stored_enum(GapKind))
    sector_id: int | None = Field(default=None, foreign_key="sector.id", index=True)
    raised_by: str = Field(min_length=1, max_length=300)  # words: "Thủ tướng Chính phủ"
    raised_on: date | None = None
    source_document_id: int | None = Field(default=None, foreign_key="document.id")
    source_quote: str = Field(default="", max_length=5_000)


class Gap(NewGap, table=True):
    """A lack of guidance. Its state is computed from links and promises, never typed."""

    __tablename__ = "gap"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)  # "GAP-01", "KT-30"
    recorded_at: datetime


class NewGapReport(SQLModel):
    """What a locality says to report a gap, or to join a report ("we too")."""

    place_code: str = Field(foreign_key="place.code", index=True)
    words: str = Field(default="", max_length=5_000)
    reported_on: date


class GapReport(NewGapReport, table=True):
    """One place waits for one gap to be answered; a place is counted once."""

    __tablename__ = "gap_report"
    __table_args__ = (UniqueConstraint("gap_id", "place_code"),)

    id: int | None = Field(default=None, primary_key=True)
    gap_id: int = Field(foreign_key="gap.id", index=True)
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime


class NewCoverageLink(SQLModel):
    """What is said to link a document to the gap that it answers, with the words that prove it."""

    gap_id: int = Field(foreign_key="gap.id", index=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    provision_id: str = ""  # empty: the whole document
    extent: Extent = Field(sa_type=stored_enum(Extent))
    quote: str = Field(min_length=1, max_length=5_000)
    rationale: str = Field(default="", max_length=5_000)
    linked_on: date


class CoverageLink(NewCoverageLink, table=True):
    """A document (or provision) answers a gap."""

    __tablename__ = "coverage_link"
    __table_args__ = (
        UniqueConstraint("gap_id", "document_id", "provision_id"),
        CheckConstraint("quote <> ''", "has_evidence"),
    )

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime
