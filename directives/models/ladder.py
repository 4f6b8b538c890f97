"""The ladders of reminders, as administrators changed them."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from directives.models.base import stored_enum
from directives.vocabulary import LadderKind


class LadderChange(SQLModel, table=True):
    """One change of one ladder; the last one counts.

    `steps` is JSON of pairs of days and circle. `every_days`: after how many days the last steps
    of the ladder without dates are repeated. Append-only: the database refuses UPDATE and DELETE.
    """

    __tablename__ = "ladder_change"
    __table_args__ = (
        CheckConstraint("(kind = 'undated') = (every_days IS NOT NULL)", "undated_repeats"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: LadderKind = Field(sa_type=stored_enum(LadderKind))
    steps: str
    every_days: int | None = None
    reason: str = Field(max_length=500)
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime
