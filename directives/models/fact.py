"""Two times: what held when, and since when we know (ADR two times)."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class Fact(SQLModel, table=True):
    """One value of one field of one record. Append-only: the database refuses UPDATE and DELETE.

    A change is a further fact with a later `holds_on`. A correction names the fact that was
    wrong; from `recorded_at` on, the wrong one is as if it had never been said.
    """

    __tablename__ = "fact"
    __table_args__ = (Index("ix_fact_subject", "subject_kind", "subject_id", "field"),)

    id: int | None = Field(default=None, primary_key=True)
    subject_kind: str
    subject_id: int
    field: str
    value: str | None  # JSON; none: the field has no value
    holds_on: date  # first day on which it holds; rules.two_times.ALWAYS for what never changes
    recorded_at: datetime
    account_id: int = Field(foreign_key="account.id")
    corrects_id: int | None = Field(default=None, foreign_key="fact.id")
    reason: str = ""
