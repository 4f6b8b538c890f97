"""The places that wait for a gap to be answered, and how far the answer has come."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from directives.models.base import stored_enum
from directives.vocabulary import ReportState


class NewGapReport(SQLModel):
    """What a locality says to report a gap, or to join a report ("we too")."""

    place_code: str = Field(foreign_key="place.code", index=True)
    words: str = Field(default="", max_length=5_000)
    reported_on: date
    document_id: int | None = Field(default=None, foreign_key="document.id", index=True)  # a letter


class GapReport(NewGapReport, table=True):
    """One place waits for one gap to be answered; a place is counted once.

    `state` and `state_on` are those that hold now: what they were is in its events. A report
    without events was received on the day on which it was made.
    """

    __tablename__ = "gap_report"
    __table_args__ = (
        UniqueConstraint("gap_id", "place_code"),
        # All that counting asks, so that it reads the index alone.
        Index(
            "ix_gap_report_waiting",
            "gap_id",
            "state",
            "reported_on",
            "recorded_at",
            "changed_at",
            "state_on",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    gap_id: int = Field(foreign_key="gap.id", index=True)
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime
    state: ReportState = Field(
        default=ReportState.RECEIVED, index=True, sa_type=stored_enum(ReportState)
    )
    state_on: date | None = None  # since when; none: since it was made
    changed_at: datetime | None = Field(default=None, index=True)  # of the last event


class NewReportEvent(SQLModel):
    """What is said to happen to a report."""

    state: ReportState = Field(sa_type=stored_enum(ReportState))
    held_on: date
    agency_id: int | None = Field(default=None, foreign_key="agency.id")  # to which it went
    document_id: int | None = Field(default=None, foreign_key="document.id")  # that answers
    other_gap_id: int | None = Field(default=None, foreign_key="gap.id")  # of which it is a copy
    words: str = Field(default="", max_length=5_000)


class ReportEvent(NewReportEvent, table=True):
    """One step of the answer to a report. Append-only: the database refuses UPDATE and DELETE."""

    __tablename__ = "report_event"
    __table_args__ = (
        CheckConstraint("state <> 'forwarded' OR agency_id IS NOT NULL", "forwarded_to_whom"),
        CheckConstraint(
            "state <> 'answered' OR document_id IS NOT NULL OR words <> ''", "answered_by_what"
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="gap_report.id", index=True)
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime


class ReportLimit(SQLModel, table=True):
    """From a day on, how many working days a report may stay in a state. Append-only."""

    __tablename__ = "report_limit"
    __table_args__ = (CheckConstraint("working_days > 0", "at_least_a_day"),)

    id: int | None = Field(default=None, primary_key=True)
    state: ReportState = Field(sa_type=stored_enum(ReportState))
    working_days: int
    holds_from: date
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime
