"""How many working days a report of a place may stay in a state: an administrator says."""

from sqlmodel import Session

from directives.errors import ReportStepNotAllowed
from directives.models.base import Subject
from directives.models.gap_report import ReportLimit
from directives.rules.permissions import Actor, check_can_administer, check_signed_in
from directives.rules.report_answers import WAITING
from directives.rules.two_times import AsOf
from directives.services.changes import record_change
from directives.vocabulary import ReportState


def set_limit(
    session: Session, actor: Actor, state: ReportState, working_days: int, *, at: AsOf
) -> ReportLimit:
    """Say how many working days a report may stay in a state from `at.day` on.

    Raises:
        RightMissing: only administrators do.
        ReportStepNotAllowed: a report in that state waits for nothing.
    """
    check_can_administer(actor)
    if state not in WAITING:
        raise ReportStepNotAllowed(field="state", state=state.value)
    row = ReportLimit(
        state=state,
        working_days=working_days,
        holds_from=at.day,
        account_id=check_signed_in(actor),
        recorded_at=at.known_at,
    )
    session.add(row)
    session.flush()
    subject = Subject("report_limit", row.id)
    record_change(
        session,
        actor,
        "report_limit.set",
        subject,
        now=at.known_at,
        state=state.value,
        days=working_days,
    )
    return row
