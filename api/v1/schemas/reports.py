"""The JSON of reports; made by `api.report_json`, which the command line shares."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field


class ReportSourceOut(BaseModel):
    """Where it was promised, and the words."""

    document: str | None
    quote: str


class ReportRowOut(BaseModel):
    """One promise: who, what, by when, how late, how often its date was moved."""

    id: int
    lead: str
    promised: str
    phrase: str
    due_from: date | None
    due_to: date | None
    days_late: int
    moves: int
    source: ReportSourceOut


class ReportOut(BaseModel):
    """A report of a day, as known at an instant; made again it is the same."""

    report: str
    as_of: date
    # Text and not a datetime: the very characters that the command line prints.
    known_at: Annotated[str, Field(json_schema_extra={"format": "date-time"})]
    rows: list[ReportRowOut]
    undated: list[ReportRowOut]
