"""Which stage a promise entered when, and by when it was to leave it."""

from datetime import date, datetime

from pydantic import model_validator
from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from directives.errors import ValueInvalid
from directives.models.base import stored_enum
from directives.translation import N_
from directives.vocabulary import DayUnit, Procedure, Stage

_BOTH = N_("Thời hạn riêng của bước phải có cả số ngày và cách tính ngày.")


def check_limit_has_unit(days: int | None, unit: DayUnit | None) -> None:
    """Refuse a number of days without their unit, and the other way round."""
    if (days is None) != (unit is None):
        raise ValueInvalid(field="limit_days", reason=_BOTH)


class NewStage(SQLModel):
    """What is said when a promise enters a stage; without a limit, that of the procedure holds."""

    stage: Stage = Field(sa_type=stored_enum(Stage))
    entered_on: date
    procedure: Procedure = Field(default=Procedure.NORMAL, sa_type=stored_enum(Procedure))
    limit_days: int | None = Field(default=None, ge=1, le=1_000)
    limit_unit: DayUnit | None = Field(default=None, sa_type=stored_enum(DayUnit))
    words: str = Field(default="", max_length=2_000)

    @model_validator(mode="after")
    def check_limit(self) -> "NewStage":
        """Refuse a number of days without their unit, and the other way round."""
        check_limit_has_unit(self.limit_days, self.limit_unit)
        return self


class CommitmentStage(NewStage, table=True):
    """One entry into a stage. Append-only: the database refuses UPDATE and DELETE."""

    __tablename__ = "commitment_stage"
    __table_args__ = (
        CheckConstraint("(limit_days IS NULL) = (limit_unit IS NULL)", "limit_says_which_days"),
        CheckConstraint("limit_days IS NULL OR limit_days > 0", "limit_is_positive"),
    )

    id: int | None = Field(default=None, primary_key=True)
    commitment_id: int = Field(foreign_key="commitment.id", index=True)
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime
