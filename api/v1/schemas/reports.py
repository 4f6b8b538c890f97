"""The JSON of reports; made by `api.report_json`, which the command line shares."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.v1.schemas.missing_reports import NotHeldReportOut, SeriesReportOut
from api.v1.schemas.official_figures import OfficialFiguresReportOut
from api.v1.schemas.report_of_day import ReportOfDayOut
from api.v1.schemas.validity_reports import (
    ExpiringReportOut,
    RestingReportOut,
    SilentReportOut,
    SuspectsReportOut,
)
from directives.vocabulary import ExpectationStanding


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


class ReportOut(ReportOfDayOut):
    """Who is late, the latest first, and apart from them the promises without a date."""

    report: Literal["overdue"]
    rows: list[ReportRowOut]
    undated: list[ReportRowOut]


class NamedDocumentOut(BaseModel):
    """A document by the name that was known then."""

    document_id: int
    document: str


class DelegationRowOut(BaseModel):
    """One clause that delegates: who must issue what by when, and what was issued."""

    id: int
    provision: str
    agency: str
    expected_type: str
    quote: str
    standing: ExpectationStanding
    due_on: date | None
    days_owed: int
    ended_on: date | None
    answered_on: date | None
    answered_by: list[NamedDocumentOut]
    possible: list[NamedDocumentOut]


class DelegatingDocumentOut(NamedDocumentOut):
    """A document that delegates, with its clauses in the order of the text."""

    effective_on: date | None
    owed: int
    rows: list[DelegationRowOut]


class DelegationReportOut(ReportOfDayOut):
    """Which documents told others to issue something; those owed most come first."""

    report: Literal["delegations"]
    documents: list[DelegatingDocumentOut]


AnyReportOut = Annotated[
    ReportOut
    | DelegationReportOut
    | SuspectsReportOut
    | ExpiringReportOut
    | RestingReportOut
    | SilentReportOut
    | NotHeldReportOut
    | SeriesReportOut
    | OfficialFiguresReportOut,
    Field(discriminator="report"),
]
"""Each report with its own shape, told by its name."""
