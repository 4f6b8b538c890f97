"""By when a body wants to have kept a promise itself, ahead of what it said in public."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel


class NewInternalDeadline(SQLModel):
    """What a body says of its own deadline; without a day, it has none any more."""

    due_on: date | None = None
    words: str = Field(default="", max_length=2_000)


class InternalDeadline(NewInternalDeadline, table=True):
    """One internal deadline of one promise; the last one counts. Append-only.

    `agency_id` is the body that answered for the promise then: once it is transferred, the
    deadline of the body before counts no more and is not shown to the new one.
    """

    __tablename__ = "internal_deadline"

    id: int | None = Field(default=None, primary_key=True)
    commitment_id: int = Field(foreign_key="commitment.id", index=True)
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime
