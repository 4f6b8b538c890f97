"""Days that differ from the working week: as shipped, and as the administrator changed them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from directives.models.base import stored_enum
from directives.vocabulary import CalendarDayKind, CalendarDayStatus


class CalendarDay(SQLModel, table=True):
    """A day off though a weekday, or worked though a weekend, as the package says it.

    Source: Labour Code 2019 Art. 111-112 and the yearly notices. Only decided days count. What
    the administrator says otherwise is a `CalendarChange`; these rows stay.
    """

    __tablename__ = "calendar_day"

    day: date = Field(primary_key=True)
    name: str = Field(min_length=1, max_length=200)
    kind: CalendarDayKind = Field(sa_type=stored_enum(CalendarDayKind))
    status: CalendarDayStatus = Field(
        default=CalendarDayStatus.CONFIRMED, sa_type=stored_enum(CalendarDayStatus)
    )


class NewCalendarChange(SQLModel):
    """What is said to change one day; no kind: it is an ordinary day of the week again."""

    day: date = Field(index=True)
    kind: CalendarDayKind | None = Field(
        default=None, sa_type=stored_enum(CalendarDayKind), nullable=True
    )
    name: str = Field(default="", max_length=200)
    reason: str = Field(min_length=3, max_length=500)  # the notice that says so, or why


class CalendarChange(NewCalendarChange, table=True):
    """One change of one day; the last one counts.

    Append-only: the database refuses UPDATE and DELETE. The number of the newest is the version
    of the calendar.
    """

    __tablename__ = "calendar_change"
    __table_args__ = (CheckConstraint("reason <> ''", "says_why"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime
