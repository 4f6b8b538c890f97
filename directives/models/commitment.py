"""Promises: who, what, where it was said, by when; every change appended."""

from datetime import date, datetime

from pydantic import model_validator
from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from directives.errors import ValueInvalid
from directives.models.base import stored_enum
from directives.models.commitment_title import LONGEST_TITLE
from directives.rules.due_intervals import is_whole
from directives.translation import N_
from directives.vocabulary import (
    OF_A_DAY,
    CommitmentEventKind,
    CommitmentKind,
    MoveReason,
    Operator,
    Precision,
)

_ENDS_EARLY = N_("Ngày cuối của thời hạn đứng trước ngày đầu.")
_HOW_EXACT = N_("Thời hạn có ngày cuối thì phải có độ chính xác, và ngược lại.")
_NAMES_NOTHING = N_("Thời hạn chưa rõ ngày (theo kỳ họp, điều kiện…) thì phải ghi nguyên văn.")
_NOT_WHOLE = N_(
    "Thời hạn theo tháng, quý, năm phải từ ngày đầu đến ngày cuối của kỳ;"
    " hãy sửa ngày hoặc chọn độ chính xác khác."
)
_NOBODY_LEADS = N_("Phải nêu cơ quan chủ trì.")
_NOT_QUOTED = N_("Phải trích nguyên văn lời của văn bản nguồn.")
_NO_DOCUMENT = N_(
    "Cam kết làm một việc thì không có văn bản sẽ ban hành;"
    " hãy để trống, hoặc chọn sản phẩm là văn bản."
)
_PROVISION_OF_NOTHING = N_("Nêu điều, khoản thì phải nêu văn bản nguồn.")

DAY_OR_WORDS = (
    "CASE WHEN due_precision = 'none' THEN due_to IS NULL"
    " ELSE due_to IS NOT NULL OR due_phrase <> '' AND due_precision NOT IN ('time', 'day') END"
)
"""What the database insists on for a `Due`: a day, words that name what decides it, or none."""


class Due(SQLModel):
    """A due date as an interval, with the words as written; all empty when there is none.

    Words may name what decides the day before that is known: "the session of mid-2026". Such a
    date has a precision and no day.
    """

    due_from: date | None = None
    due_to: date | None = None  # last day that still counts as on time
    due_operator: Operator | None = Field(default=None, sa_type=stored_enum(Operator))
    due_precision: Precision = Field(default=Precision.NONE, sa_type=stored_enum(Precision))
    due_phrase: str = Field(default="", max_length=500)

    @model_validator(mode="after")
    def check_interval(self) -> "Due":
        """Refuse an interval that ends before it begins, and a precision that it does not have."""
        if self.due_from and self.due_to and self.due_to < self.due_from:
            raise ValueInvalid(field="due_to", reason=_ENDS_EARLY)
        if self.due_precision in (OF_A_DAY if self.due_to is None else {Precision.NONE}):
            raise ValueInvalid(field="due_precision", reason=_HOW_EXACT)
        if self.due_precision is not Precision.NONE and not (self.due_to or self.due_phrase):
            raise ValueInvalid(field="due_phrase", reason=_NAMES_NOTHING)
        if self.due_to and not is_whole(self.due_precision, self.due_from, self.due_to):
            raise ValueInvalid(field="due_precision", reason=_NOT_WHOLE)
        return self


class NewCommitment(Due):
    """What is said to record a promise."""

    promise: str = Field(min_length=3, max_length=2_000)
    kind: CommitmentKind = Field(sa_type=stored_enum(CommitmentKind))
    expected_type_code: str | None = None  # of the promised document
    expected_title: str | None = Field(default=None, max_length=LONGEST_TITLE)  # as said first
    lead_agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    lead_words: str = Field(default="", max_length=500)  # of the source, when it names no agency
    lead_is_inferred: bool = False  # the source names none; taken from the sector
    source_document_id: int | None = Field(default=None, foreign_key="document.id")
    source_provision_id: str = Field(default="", max_length=200)  # the article that says it
    source_quote: str = Field(default="", max_length=5_000)
    sector_id: int | None = Field(default=None, foreign_key="sector.id", index=True)
    promised_on: date
    delay_reason: str = Field(default="", max_length=2_000)  # why it comes late, if it was said
    code: str | None = Field(default=None, unique=True)

    @model_validator(mode="after")
    def check_lead_and_source(self) -> "NewCommitment":
        """Refuse a promise that nobody leads, or that names a source without its words."""
        if self.lead_agency_id is None and not self.lead_words:
            raise ValueInvalid(field="lead_words", reason=_NOBODY_LEADS)
        if self.source_document_id and not self.source_quote:
            raise ValueInvalid(field="source_quote", reason=_NOT_QUOTED)
        if self.source_provision_id and not self.source_document_id:
            raise ValueInvalid(field="source_provision_id", reason=_PROVISION_OF_NOTHING)
        return self

    @model_validator(mode="after")
    def check_document(self) -> "NewCommitment":
        """Refuse the type or the title of a document where none was promised."""
        if self.kind is CommitmentKind.ACTION:
            for field in ("expected_type_code", "expected_title"):
                if getattr(self, field):
                    raise ValueInvalid(field=field, reason=_NO_DOCUMENT)
        return self


class Commitment(NewCommitment, table=True):
    """A recorded promise: what was first said, for good.

    What changed since is in `move` and `commitment_event`; change it through
    `services.commitments` only.
    """

    __tablename__ = "commitment"
    __table_args__ = (
        CheckConstraint("lead_agency_id IS NOT NULL OR lead_words <> ''", "somebody_leads"),
        CheckConstraint("due_from IS NULL OR due_to IS NULL OR due_from <= due_to", "interval"),
        CheckConstraint(DAY_OR_WORDS, "day_or_words"),
        CheckConstraint("source_document_id IS NULL OR source_quote <> ''", "source_is_quoted"),
        Index(  # who is late is found and counted without reading the promises
            "ix_commitment_due",
            "due_to",
            "id",
            "promised_on",
            "recorded_at",
            "lead_agency_id",
            "sector_id",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime


class CommitmentCoordinator(SQLModel, table=True):
    """A body that works with the lead, or the words that name it."""

    __tablename__ = "commitment_coordinator"
    __table_args__ = (CheckConstraint("(agency_id IS NULL) <> (words = '')", "agency_or_words"),)

    id: int | None = Field(default=None, primary_key=True)
    commitment_id: int = Field(foreign_key="commitment.id", index=True)
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    words: str = ""


class CommitmentGap(SQLModel, table=True):
    """A gap that the promise is to close, said with it or later.

    Append-only: the database refuses UPDATE and DELETE.
    """

    __tablename__ = "commitment_gap"
    __table_args__ = (
        Index("ix_commitment_gap_of_gap", "gap_id", "commitment_id", "recorded_at"),
        Index("ix_commitment_gap_of_commitment", "commitment_id", "gap_id", "recorded_at"),
    )

    commitment_id: int = Field(foreign_key="commitment.id", primary_key=True)
    gap_id: int = Field(foreign_key="gap.id", primary_key=True)
    recorded_at: datetime


class NewMove(Due):
    """What is said to move a promised date."""

    moved_on: date
    reason: MoveReason = Field(sa_type=stored_enum(MoveReason))
    reason_words: str = Field(default="", max_length=2_000)
    source_document_id: int | None = Field(default=None, foreign_key="document.id")


class Move(NewMove, table=True):
    """One change of a promise's date. Append-only: the database refuses UPDATE and DELETE."""

    __tablename__ = "move"
    __table_args__ = (
        CheckConstraint("due_from IS NULL OR due_to IS NULL OR due_from <= due_to", "interval"),
        CheckConstraint(DAY_OR_WORDS, "day_or_words"),
        Index("ix_move_due", "due_to", "commitment_id", "moved_on", "id", "recorded_at"),
        Index("ix_move_of_commitment", "commitment_id", "moved_on", "id", "recorded_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    commitment_id: int = Field(foreign_key="commitment.id")
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime


class CommitmentEvent(SQLModel, table=True):
    """What ended a promise. Append-only: the database refuses UPDATE and DELETE."""

    __tablename__ = "commitment_event"
    __table_args__ = (
        UniqueConstraint("commitment_id", "kind", "held_on"),
        CheckConstraint(
            "kind <> 'fulfilled' OR document_id IS NOT NULL OR words <> ''", "fulfilled_by_what"
        ),
        Index("ix_commitment_event_of_commitment", "commitment_id", "held_on", "recorded_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    commitment_id: int = Field(foreign_key="commitment.id")
    kind: CommitmentEventKind = Field(sa_type=stored_enum(CommitmentEventKind))
    held_on: date
    document_id: int | None = Field(default=None, foreign_key="document.id")
    words: str = ""  # evidence of an action, or the reason of a withdrawal
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime
