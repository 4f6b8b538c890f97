"""Days that differ from the working week; the administrator may change them."""

from datetime import date

from sqlmodel import Field, SQLModel

from directives.models.base import stored_enum
from directives.vocabulary import CalendarDayKind, CalendarDayStatus


class NewCalendarDay(SQLModel):
    """What is said to record a special day."""

    day: date = Field(primary_key=True)
    name: str = Field(min_length=1, max_length=200)
    kind: CalendarDayKind = Field(sa_type=stored_enum(CalendarDayKind))
    status: CalendarDayStatus = Field(
        default=CalendarDayStatus.CONFIRMED, sa_type=stored_enum(CalendarDayStatus)
    )


class CalendarDay(NewCalendarDay, table=True):
    """A day off though a weekday, or worked though a weekend.

    Source: Labour Code 2019 Art. 111-112 and the yearly notices. Only decided days count.
    """

    __tablename__ = "calendar_day"
