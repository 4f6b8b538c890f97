"""The reports by name: one place to add one, for the pages, the JSON and the command line."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Protocol

from sqlmodel import Session

from directives.errors import ReportNotFound
from directives.rules.two_times import AsOf
from directives.services.delegation_report import delegation_report
from directives.services.missing_reports import not_held_report, series_report
from directives.services.official_figures_report import official_figures_report
from directives.services.reports import overdue_report
from directives.services.silent_report import silent_report
from directives.services.validity_reports import (
    expiring_report,
    resting_report,
    suspects_report,
)


class Report(Protocol):
    """What was found on a day, as known at an instant; plain values, each with its source."""

    @property
    def as_of(self) -> date:
        """The day looked at."""

    @property
    def known_at(self) -> datetime:
        """The instant up to which we knew."""


REPORTS: Mapping[str, Callable[[Session, AsOf], Report]] = {
    "delegations": delegation_report,
    "expiring": expiring_report,
    "not_held": not_held_report,
    "number_gaps": series_report,
    "official_figures": official_figures_report,
    "overdue": overdue_report,
    "resting_on_ended": resting_report,
    "suspects": suspects_report,
    "without_effect_day": silent_report,
}
"""How each report is made. Its JSON and its text are in `api.report_json` and `api.report_text`."""


def make_report(session: Session, name: str, at: AsOf) -> Report:
    """Make the report of this name at a point in both times.

    Raises:
        ReportNotFound: there is no report of this name.
    """
    make = REPORTS.get(name)
    if make is None:
        raise ReportNotFound(name=name)
    return make(session, at)
