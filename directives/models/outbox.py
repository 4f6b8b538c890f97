"""Messages owed to the outside, written in the transaction of their cause."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class OutboxMessage(SQLModel, table=True):
    """One message; its key is made of its cause, so the same cause cannot be told twice.

    Who delivers it holds a lease: nobody else tries meanwhile, and a lease that runs out is taken
    over. It ends as delivered, or as failed (a dead letter) until somebody retries it. One that had
    nothing left to tell and cannot have been taken is delivered on no day.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (UniqueConstraint("key"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str
    topic: str = Field(index=True)  # "document.register", "notice"
    payload: str  # JSON
    created_at: datetime
    delivered_at: datetime | None = None
    delivered_on: date | None = None  # the day in Viet Nam that the delivery counts for
    recipient: str = Field(
        default="", index=True, sa_column_kwargs={"server_default": ""}
    )  # the address, in small letters; none: nobody's
    attempts: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    # Those of which nobody knows whether the other side took the message, with one going on.
    open_attempts: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    next_attempt_at: datetime | None = None  # None: at once
    lease_token: str = Field(default="", sa_column_kwargs={"server_default": ""})
    leased_until: datetime | None = None
    failed_at: datetime | None = None
    last_error: str = Field(default="", sa_column_kwargs={"server_default": ""})
    bounced_at: datetime | None = None  # it was taken, and came back afterwards


class JobRun(SQLModel, table=True):
    """When a scheduled job last did its work; the row is also the lock of those who do it."""

    __tablename__ = "job_run"

    name: str = Field(primary_key=True)
    done_at: datetime | None = None


class CatalogueStamp(SQLModel, table=True):
    """One row with the last change stamp given out; see `store.stamps`."""

    __tablename__ = "catalogue_stamp"

    id: int = Field(primary_key=True)
    value: int
