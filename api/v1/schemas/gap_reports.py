"""The JSON of reports of places, and of what they say of guidance."""

from collections.abc import Collection
from datetime import date
from typing import Self

from pydantic import BaseModel, Field

from api.v1.schemas.values import Day, Key, Received
from directives.services.guidance_marks import Feedback
from directives.services.report_views import ReportView
from directives.vocabulary import Clarity, ReportState


class GapReportOut(BaseModel):
    """One place reported the gap, and how its answer stands.

    `due_on` is the last good day of the present step; none where nothing is due. The report of
    a duplicate names the gap for which the place waits instead.
    """

    gap_id: int
    place_code: str
    words: str
    reported_on: date
    state: ReportState
    since: date
    limit_working_days: int | None
    due_on: date | None
    days_late: int
    forwarded_to_agency_id: int | None
    answered_by_document_id: int | None
    duplicate_of_gap_id: int | None
    answer: str

    @classmethod
    def of(cls, view: ReportView, readable: Collection[int]) -> Self:
        """Return the shape of a report; `readable` are the documents that may be named."""
        step, standing = view.told.step, view.standing
        return cls(
            **view.report.model_dump(include={"gap_id", "place_code", "words", "reported_on"}),
            state=standing.state,
            since=standing.since,
            limit_working_days=standing.limit_working_days,
            due_on=standing.due_on,
            days_late=standing.days_late,
            forwarded_to_agency_id=step.agency_id if step else None,
            answered_by_document_id=step.document_id
            if step and step.document_id in readable
            else None,
            duplicate_of_gap_id=step.other_gap_id if step else None,
            answer=step.words if step else "",
        )


class GapReportIn(Received):
    """A place reports the gap, or joins those who did; without a day, today."""

    place_code: str = Field(min_length=1, max_length=50)
    words: str = Field(default="", max_length=5_000)
    reported_on: Day | None = None
    document_id: Key | None = None


class WithdrawalIn(Received):
    """A place waits no longer."""

    words: str = Field(default="", max_length=5_000)


class ReportStepIn(Received):
    """A step of the answer, for these places or, without any, for all that wait.

    A duplicate names the other gap, for which the places wait from then on.
    """

    state: ReportState
    places: list[str] = Field(default=[], max_length=5_000)
    agency_id: Key | None = None
    document_id: Key | None = None
    other_gap_id: Key | None = None
    words: str = Field(default="", max_length=5_000)


class MarkIn(Received):
    """What a place says of guidance; why, where it is not clear or does not fit."""

    place_code: str = Field(min_length=1, max_length=50)
    clarity: Clarity
    words: str = Field(default="", max_length=2_000)


class ReceiptIn(Received):
    """A place says that a document has reached it."""

    place_code: str = Field(min_length=1, max_length=50)


class MarkOut(BaseModel):
    """The last word of a place."""

    place_code: str
    clarity: Clarity
    words: str
    marked_on: date


class FeedbackOut(BaseModel):
    """Where a document has arrived, as places say, and whether it is clear to them."""

    provinces: int
    communes: int
    provinces_reached: int
    communes_reached: int
    marks: list[MarkOut]

    @classmethod
    def of(cls, feedback: Feedback) -> Self:
        """Return the shape of what places say."""
        reach = feedback.reach
        return cls(
            provinces=reach.provinces,
            communes=reach.communes,
            provinces_reached=reach.provinces_reached,
            communes_reached=reach.communes_reached,
            marks=[
                MarkOut(**mark.model_dump(include=set(MarkOut.model_fields)))
                for mark in feedback.marks
            ],
        )
