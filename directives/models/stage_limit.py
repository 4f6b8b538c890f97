"""How long stages may take, as administrators set it; each from a day on."""

from datetime import date, datetime

from pydantic import model_validator
from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from directives.models.base import stored_enum
from directives.models.commitment_stage import check_limit_has_unit
from directives.vocabulary import DayUnit, Procedure, Stage


class NewStageLimit(SQLModel):
    """What is said of a stage of one kind of document, or of all; no days: it has no limit."""

    type_code: str = Field(default="", max_length=50)  # empty: of whatever is promised
    stage: Stage = Field(sa_type=stored_enum(Stage))
    procedure: Procedure = Field(default=Procedure.NORMAL, sa_type=stored_enum(Procedure))
    limit_days: int | None = Field(default=None, ge=1, le=1_000)
    limit_unit: DayUnit | None = Field(default=None, sa_type=stored_enum(DayUnit))
    holds_from: date  # for stages that are entered on this day or later
    reason: str = Field(max_length=500)

    @model_validator(mode="after")
    def check_limit(self) -> "NewStageLimit":
        """Refuse a number of days without their unit, and the other way round."""
        check_limit_has_unit(self.limit_days, self.limit_unit)
        return self


class StageLimit(NewStageLimit, table=True):
    """One limit of one stage from a day on. Append-only: the database refuses changes."""

    __tablename__ = "stage_limit"
    __table_args__ = (
        CheckConstraint("(limit_days IS NULL) = (limit_unit IS NULL)", "limit_says_which_days"),
        CheckConstraint("limit_days IS NULL OR limit_days > 0", "limit_is_positive"),
        CheckConstraint("reason <> ''", "says_why"),
    )

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime
