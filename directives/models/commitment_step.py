"""What happened to a promise while it ran: accepted, refused, transferred, paused, reported."""

from datetime import date, datetime

from pydantic import model_validator
from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from directives.errors import ValueInvalid
from directives.models.base import stored_enum
from directives.translation import N_
from directives.vocabulary import StepKind

_SAY_WHY = N_("Hãy viết lý do, từ 3 ký tự trở lên.")
_SAY_TO_WHOM = N_("Hãy nêu cơ quan nhận chuyển.")
_SHOW_IT = N_("Hãy nêu văn bản hoặc viết lời chứng minh rằng cam kết đã được thực hiện.")

_NEED_REASON = (StepKind.REJECTED, StepKind.TRANSFERRED, StepKind.PAUSED, StepKind.RETURNED)
_SHORTEST_REASON = 3


class NewStep(SQLModel):
    """What is said of one step of a promise."""

    kind: StepKind = Field(sa_type=stored_enum(StepKind))
    held_on: date
    words: str = Field(default="", max_length=5_000)  # the reason, or what shows it is kept
    agency_id: int | None = Field(default=None, foreign_key="agency.id")  # transferred to
    document_id: int | None = Field(default=None, foreign_key="document.id")

    @model_validator(mode="after")
    def check_said(self) -> "NewStep":
        """Refuse a step without what makes it one: a reason, a body, or what shows it."""
        if self.kind in _NEED_REASON and len(self.words) < _SHORTEST_REASON:
            raise ValueInvalid(field="words", reason=_SAY_WHY)
        if (self.kind is StepKind.TRANSFERRED) != (self.agency_id is not None):
            raise ValueInvalid(field="agency", reason=_SAY_TO_WHOM)
        if self.kind is StepKind.REPORTED and not (self.words or self.document_id):
            raise ValueInvalid(field="words", reason=_SHOW_IT)
        return self


class CommitmentStep(NewStep, table=True):
    """One step of a promise. Append-only: the database refuses UPDATE and DELETE."""

    __tablename__ = "commitment_step"
    __table_args__ = (
        CheckConstraint("(kind = 'transferred') = (agency_id IS NOT NULL)", "transferred_to_whom"),
        CheckConstraint(
            "kind NOT IN ('rejected', 'transferred', 'paused', 'returned') OR words <> ''",
            "says_why",
        ),
        CheckConstraint(
            "kind <> 'reported' OR document_id IS NOT NULL OR words <> ''", "reported_by_what"
        ),
        Index(  # which clocks stand still and who answers is read without reading the words
            "ix_commitment_step_of_kind",
            "kind",
            "commitment_id",
            "held_on",
            "recorded_at",
            "agency_id",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    commitment_id: int = Field(foreign_key="commitment.id", index=True)
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime
