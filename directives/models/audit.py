"""Who did what, when; written in the transaction of the change."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class AuditEvent(SQLModel, table=True):
    """One act of one account. Append-only: the database refuses UPDATE and DELETE."""

    __tablename__ = "audit_event"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    action: str = Field(index=True)  # "document.register"
    subject_kind: str
    subject_id: int | None = Field(default=None, index=True)
    details: str = "{}"  # JSON
