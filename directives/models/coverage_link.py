"""Which document answers which gap, how far, and the words that prove it."""

from datetime import date, datetime

from pydantic import model_validator
from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from directives.errors import ValueInvalid
from directives.models.base import stored_enum
from directives.translation import N_
from directives.vocabulary import Extent, LinkEventKind, ProposalState

_INTERIM_ENDS = N_("Hướng dẫn tạm thời phải có ngày cuối áp dụng.")
_ONLY_INTERIM_ENDS = N_("Chỉ hướng dẫn tạm thời mới có ngày cuối áp dụng.")


class Answering(SQLModel):
    """How far a document answers a gap, and what proves it."""

    extent: Extent = Field(sa_type=stored_enum(Extent))
    expires_on: date | None = None  # last day of an interim answer, inclusive
    quote: str = Field(min_length=1, max_length=5_000)
    rationale: str = Field(default="", max_length=5_000)

    @model_validator(mode="after")
    def check_interim_ends(self) -> "Answering":
        """Refuse a last day of an answer that is not interim, and an interim one without."""
        if self.expires_on and self.extent is not Extent.INTERIM:
            raise ValueInvalid(field="expires_on", reason=_ONLY_INTERIM_ENDS)
        if self.extent is Extent.INTERIM and not self.expires_on:
            raise ValueInvalid(field="expires_on", reason=_INTERIM_ENDS)
        return self


class NewCoverageLink(Answering):
    """What is said to link a document to the gap that it answers, with the words that prove it."""

    gap_id: int = Field(foreign_key="gap.id", index=True)
    document_id: int = Field(foreign_key="document.id")
    provision_id: str = ""  # empty: the whole document
    linked_on: date


class CoverageLink(NewCoverageLink, table=True):
    """A document (or provision) answers a gap, or is proposed to, or was rejected.

    The columns are those that hold now: each event carries them as it left them. A link without
    events was confirmed on `linked_on`.
    """

    __tablename__ = "coverage_link"
    __table_args__ = (
        UniqueConstraint("gap_id", "document_id", "provision_id"),
        CheckConstraint("quote <> ''", "has_evidence"),
        Index("ix_coverage_link_answers", "gap_id", "status", "document_id"),
        Index("ix_coverage_link_recent", "status", "linked_on"),
        Index(  # all that the chain reads of what a document covers
            "ix_coverage_link_of_document",
            "document_id",
            "status",
            "gap_id",
            "provision_id",
            "linked_on",
            "recorded_at",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime
    origin: str = "manual"  # manual, similarity, reading, promise
    status: ProposalState = Field(
        default=ProposalState.CONFIRMED, sa_type=stored_enum(ProposalState)
    )
    suspect: str = ""  # why one end has changed since it was confirmed; empty: neither has
    source_print: str = ""  # of the text of the document or provision when it was confirmed
    gap_print: str = ""  # of what the gap asks, likewise: services.link_suspects
    changed_at: datetime | None = Field(default=None, index=True)  # of the last event
    holds_from: date | None = None  # the last event holds from this day on


class CoverageEvent(SQLModel, table=True):
    """What happened to a link, and the link as that left it. Append-only."""

    __tablename__ = "coverage_event"

    id: int | None = Field(default=None, primary_key=True)
    link_id: int = Field(foreign_key="coverage_link.id", index=True)
    kind: LinkEventKind = Field(sa_type=stored_enum(LinkEventKind))
    provision_id: str = ""  # the words may have moved to another later
    held_on: date
    reason: str = ""
    status: ProposalState = Field(sa_type=stored_enum(ProposalState))
    extent: Extent = Field(sa_type=stored_enum(Extent))
    expires_on: date | None = None
    quote: str
    rationale: str = ""
    suspect: str = ""
    source_print: str = ""
    gap_print: str = ""
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime
