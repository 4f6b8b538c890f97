"""The JSON of the reports on what the catalogue lacks."""

from typing import Literal

from pydantic import BaseModel

from api.v1.schemas.report_of_day import ReportOfDayOut
from directives.vocabulary import RelationKind, Sureness


class NumberedOut(BaseModel):
    """A document by its number."""

    document_id: int
    number: str


class CitingDocumentOut(BaseModel):
    """A document that names the missing one, and what it does to it."""

    document_id: int
    number: str | None
    title: str
    kinds: list[RelationKind]


class NotHeldRowOut(BaseModel):
    """A document without a file; `cited_by` shows up to 50 of the `count` that name it."""

    document_id: int
    number: str | None
    title: str
    type: str
    agency: str | None
    count: int
    cited_by: list[CitingDocumentOut]


class NotHeldReportOut(ReportOfDayOut):
    """The most cited documents that we do not hold."""

    report: Literal["not_held"]
    total: int
    rows: list[NotHeldRowOut]


class HoleOut(BaseModel):
    """The missing numbers from `first` to `last`, and what stands beside them."""

    first: int
    last: int
    count: int
    before: NumberedOut
    after: NumberedOut


class SeriesRowOut(BaseModel):
    """A series of numbers of one body in one year, or congress term, with its holes."""

    agency: str
    series: str
    type: str
    by_law: bool
    known: int
    first: NumberedOut
    last: NumberedOut
    missing: int
    sureness: Sureness
    holes: list[HoleOut]


class SeriesReportOut(ReportOfDayOut):
    """Numbers that lie between known ones and are not known."""

    report: Literal["number_gaps"]
    rows: list[SeriesRowOut]
