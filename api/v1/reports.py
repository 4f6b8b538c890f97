"""Reports over JSON."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from api.dependencies import DbSession, Now, Today
from api.report_json import report_as_json
from api.v1.schemas.problems import READING
from api.v1.schemas.reports import AnyReportOut
from api.v1.schemas.values import Day, Instant
from directives.rules.two_times import AsOf
from directives.services.report_registry import REPORTS, make_report

router = APIRouter(prefix="/reports", tags=["reports"])


@router.get("/{name}", responses=READING, response_model=AnyReportOut)
def get_report(
    name: Annotated[str, Path(description=f"One of: {', '.join(sorted(REPORTS))}.")],
    session: DbSession,
    now: Now,
    today: Today,
    *,
    as_of: Annotated[Day | None, Query(description="Default: today.")] = None,
    known_at: Annotated[Instant | None, Query(description="RFC 3339. Default: now.")] = None,
) -> dict[str, Any]:
    """Make a report of a day, as known at an instant; made again it is the same."""
    return report_as_json(make_report(session, name, AsOf(as_of or today, known_at or now)))
