"""What was looked for, without who looked; and the searches that an account keeps."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel


class SearchLog(SQLModel, table=True):
    """One search: its words, how much it found, and what was opened.

    No account, no address and no time of day is kept: only the day and, for an account of a
    place, that place.
    """

    __tablename__ = "search_log"
    __table_args__ = (
        CheckConstraint("result_count >= 0", "counted"),
        CheckConstraint(
            "(opened_document_id IS NULL) = (opened_position IS NULL)", "opened_at_a_position"
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)  # random; the page of results names it when a hit is opened
    searched_on: date = Field(index=True)
    query: str  # as typed, in NFC
    query_folded: str = Field(index=True)
    filters: str = "{}"  # JSON of the filters in force, by their names in the address
    result_count: int
    place_code: str | None = Field(default=None, foreign_key="place.code")
    opened_document_id: int | None = Field(default=None, foreign_key="document.id")
    opened_provision_id: str = ""
    opened_position: int | None = None  # 1 for the first hit


class SavedSearch(SQLModel, table=True):
    """A search that an account keeps, to be told what is new in it."""

    __tablename__ = "saved_search"
    __table_args__ = (UniqueConstraint("account_id", "query", "filters"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    query: str
    filters: str = "{}"  # as in SearchLog
    created_at: datetime
    seen_at: datetime  # what was published since then is new
