"""What drafters made of readings, and files that wait for a decision."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from directives.models.base import stored_enum
from directives.vocabulary import PendingOutcome, ReviewOutcome, Sameness


class ReadingCorrection(SQLModel, table=True):
    """What became of one field of one reading. Append-only; of several rows the last one holds."""

    __tablename__ = "reading_correction"
    __table_args__ = (
        CheckConstraint("suggested IS NOT NULL OR corrected IS NOT NULL", "says_something"),
        CheckConstraint("(suggested IS NULL) = (confidence IS NULL)", "suggested_with_confidence"),
    )

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    file_id: int = Field(foreign_key="document_file.id", index=True)
    field: str
    suggested: str | None  # none: the reading had found nothing
    confidence: float | None
    corrected: str | None  # what the drafter let stand; none: cleared
    outcome: ReviewOutcome = Field(sa_type=stored_enum(ReviewOutcome))
    account_id: int = Field(foreign_key="account.id")
    decided_at: datetime


class PendingUpload(SQLModel, table=True):
    """A file that seems to be in the catalogue already and waits for its uploader's decision.

    Its bytes are in the content-addressed store, so nothing has to be sent again.
    """

    __tablename__ = "pending_upload"
    __table_args__ = (
        CheckConstraint("byte_count > 0", "not_empty"),
        CheckConstraint("(outcome IS NULL) = (resolved_at IS NULL)", "resolved_with_outcome"),
    )

    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(index=True)
    name: str
    byte_count: int
    reading: str  # JSON of the whole reading, as the contract shows it
    account_id: int = Field(foreign_key="account.id", index=True)
    received_at: datetime
    duplicate_id: int = Field(foreign_key="document.id", index=True)
    same: Sameness = Field(sa_type=stored_enum(Sameness))
    outcome: PendingOutcome | None = Field(default=None, sa_type=stored_enum(PendingOutcome))
    resolved_at: datetime | None = None
