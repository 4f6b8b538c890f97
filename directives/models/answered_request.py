"""Which forms and calls were answered already, so that one sent again does nothing twice."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class AnsweredRequest(SQLModel, table=True):
    """One change that was asked for with a one-time key, and the page that shows it.

    Written in the transaction of the change; forgotten after some days.
    """

    __tablename__ = "answered_request"

    account_id: int = Field(foreign_key="account.id", primary_key=True)
    digest: str = Field(primary_key=True)  # SHA-256 of the key and of all that was sent with it
    address: str
    answered_at: datetime = Field(index=True)
