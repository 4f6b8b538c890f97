"""The JSON of the reports on legal effect; made by `api.validity_report_json`."""

from datetime import date
from typing import Literal

from pydantic import BaseModel

from api.v1.schemas.report_of_day import ReportOfDayOut
from directives.vocabulary import RelationKind, SuspectKind, SuspicionReason, Validity


class ReportedDocumentOut(BaseModel):
    """A document as a report names it, with the body that issued it."""

    id: int
    name: str
    title: str
    agency: str | None


class FurtherReasonOut(BaseModel):
    """What else happened to the changed document."""

    reason: SuspicionReason
    since: date
    provision: str | None  # none: the whole document
    act: ReportedDocumentOut | None


class PathStepOut(BaseModel):
    """A document of a path, null where it is not shown, and how it rests on the next."""

    document: ReportedDocumentOut | None
    kind: RelationKind | None


class SuspectRowOut(BaseModel):
    """One suspicion; `path` leads in `steps` documents from the suspect down to the changed one."""

    id: int
    kind: SuspectKind
    document: ReportedDocumentOut
    gap_id: int | None
    reason: SuspicionReason
    since: date
    base: ReportedDocumentOut | None
    provision: str | None  # of the base that was changed; none: the whole document
    act: ReportedDocumentOut | None
    also: list[FurtherReasonOut]
    steps: int
    path: list[PathStepOut]


class SuspectsOfAgencyOut(BaseModel):
    """What is suspect of what one body issued."""

    agency: str
    count: int
    rows: list[SuspectRowOut]


class SuspectsReportOut(ReportOfDayOut):
    """What is suspect, by agency; those with most come first."""

    report: Literal["suspects"]
    agencies: list[SuspectsOfAgencyOut]


class ExpiringRowOut(BaseModel):
    """A document in force, its last day, the days left, and what ends it.

    `ends_as` is how it stands afterwards; without `acts` its own term is over.
    """

    document: ReportedDocumentOut
    status: Validity
    expires_on: date
    days_left: int
    ends_as: Validity
    acts: list[ReportedDocumentOut]


class ExpiringReportOut(ReportOfDayOut):
    """What will end soon, by its own term or by a published act, the next first."""

    report: Literal["expiring"]
    within_days: int
    rows: list[ExpiringRowOut]


class RestingRowOut(BaseModel):
    """A document in force, and one that it rests on, or a provision of it, that has ended."""

    document: ReportedDocumentOut
    status: Validity
    kind: RelationKind
    base: ReportedDocumentOut
    base_provision: str | None  # none: the whole document
    base_status: Validity
    ended_on: date


class RestingReportOut(ReportOfDayOut):
    """What is in force but rests on what has ended, the longest ended first."""

    report: Literal["resting_on_ended"]
    rows: list[RestingRowOut]


class SilentRowOut(BaseModel):
    """A document without its day of effect, and on how many documents it acts from that day on."""

    document: ReportedDocumentOut
    issued_on: date | None
    days_silent: int | None  # since its issue
    acts_on: int


class SilentReportOut(ReportOfDayOut):
    """What lacks its day of effect, what acts on most first; `total` counts all of them."""

    report: Literal["without_effect_day"]
    total: int
    rows: list[SilentRowOut]
