"""A person does not want to be reminded of one promise for some days."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel


class Snooze(SQLModel, table=True):
    """Until the end of a day, with the reason; ended early by `ended_at`, never deleted.

    Only reminders to the person who does the work rest; those above are told as if there were
    none.
    """

    __tablename__ = "snooze"
    __table_args__ = (CheckConstraint("reason <> ''", "says_why"),)

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id", index=True)
    commitment_id: int = Field(foreign_key="commitment.id")
    until_on: date  # last day of rest, inclusive
    reason: str
    snoozed_at: datetime
    ended_at: datetime | None = None
