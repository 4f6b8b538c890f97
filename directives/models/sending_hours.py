"""The hours in which letters go out, as the administrator set them."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel


class SendingHoursSet(SQLModel, table=True):
    """From this hour of Ha Noi until before that one; the last row counts. Append-only."""

    __tablename__ = "sending_hours"
    __table_args__ = (
        CheckConstraint("0 <= from_hour AND from_hour < until_hour AND until_hour <= 24", "hours"),
    )

    id: int | None = Field(default=None, primary_key=True)
    from_hour: int
    until_hour: int
    account_id: int = Field(foreign_key="account.id")
    set_at: datetime
