"""What a person is told in the pages, beside the notices of promises."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from directives.models.base import stored_enum
from directives.vocabulary import Alarm


class InboxMessage(SQLModel, table=True):
    """One account is told one thing, once: `key` says what, so the same cause is not told twice."""

    __tablename__ = "inbox_message"
    __table_args__ = (UniqueConstraint("account_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    key: str
    kind: Alarm = Field(sa_type=stored_enum(Alarm))
    details: str  # JSON
    created_at: datetime
    read_at: datetime | None = None
    letter_id: int | None = Field(default=None, foreign_key="outbox_message.id")  # told by it, too
