"""The secret address under which a person's calendar is given to calendar programs."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class CalendarAddress(SQLModel, table=True):
    """One for each account; a new one replaces it, and the old address gives nothing any more.

    The secret itself is kept, so that its owner can see it again for a second device: who can read
    this table can read the promises, too.
    """

    __tablename__ = "calendar_address"

    account_id: int = Field(foreign_key="account.id", primary_key=True)
    secret: str = Field(unique=True)  # random; part of the address
    made_at: datetime
