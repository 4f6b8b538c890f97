"""Which guidance has arrived where, and whether it is clear there."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from directives.models.base import stored_enum
from directives.vocabulary import Clarity


class NewGuidanceMark(SQLModel):
    """What a place says of a document that it has read."""

    place_code: str = Field(foreign_key="place.code", index=True)
    clarity: Clarity = Field(sa_type=stored_enum(Clarity))
    words: str = Field(default="", max_length=2_000)  # why
    marked_on: date


class GuidanceMark(NewGuidanceMark, table=True):
    """A place's mark of a document. Append-only; of one place the last one counts."""

    __tablename__ = "guidance_mark"
    __table_args__ = (
        Index("ix_guidance_mark_document_place", "document_id", "place_code"),
        CheckConstraint("clarity IN ('clear', 'taken_back') OR words <> ''", "says_why"),
    )

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime


class Receipt(SQLModel, table=True):
    """A place says that a document has reached it. Append-only; said once."""

    __tablename__ = "receipt"
    __table_args__ = (UniqueConstraint("document_id", "place_code"),)

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    place_code: str = Field(foreign_key="place.code", index=True)
    received_on: date
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime
