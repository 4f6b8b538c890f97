"""Reports over JSON."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from api.dependencies import DbSession, Now, Today
from api.report_json import report_as_json
from api.v1.schemas.missing_reports import NotHeldReportOut
from api.v1.schemas.problems import READING
from api.v1.schemas.reports import AnyReportOut
from api.v1.schemas.values import Day, Instant
from directives.rules.two_times import AsOf
from directives.services.missing_reports import MOST_ROWS, not_held_report
from directives.services.report_registry import REPORTS, make_report

router = APIRouter(prefix="/reports", tags=["reports"])


@router.get("/not_held", responses=READING, response_model=NotHeldReportOut)
def get_not_held(
    session: DbSession,
    now: Now,
    today: Today,
    *,
    as_of: Annotated[Day | None, Query(description="Default: today.")] = None,
    known_at: Annotated[Instant | None, Query(description="RFC 3339. Default: now.")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_ROWS)] = MOST_ROWS,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> dict[str, Any]:
    """Report the most cited documents that are not held, part by part; `total` counts all."""
    at = AsOf(as_of or today, known_at or now)
    return report_as_json(not_held_report(session, at, limit=limit, offset=offset))


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
