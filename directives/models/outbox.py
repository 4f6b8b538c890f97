"""Messages owed to the outside, written in the transaction of their cause."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class OutboxMessage(SQLModel, table=True):
    """One message; its key is made of its cause, so the same cause cannot be told twice."""

    __tablename__ = "outbox_message"
    __table_args__ = (UniqueConstraint("key"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str
    topic: str = Field(index=True)  # "document.register", "notice"
    payload: str  # JSON
    created_at: datetime
    delivered_at: datetime | None = None


class CatalogueStamp(SQLModel, table=True):
    """One row with the last change stamp given out; see `store.stamps`."""

    __tablename__ = "catalogue_stamp"

    id: int = Field(primary_key=True)
    value: int
