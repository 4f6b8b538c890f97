"""What the officer's own place reported, and how far each answer has come; limits of answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.web.addresses import Paged, PageNumber, paged
from api.web.gap_page import Reader
from api.web.gap_report_rows import ReportRow, titled_report_rows
from api.web.names import place_names
from api.web.rendering import render
from api.web.sent_forms import SentForm, Typed, typed_count
from api.web.words import ReaderWords
from directives.errors import RightMissing, ValueInvalid, ValueUnknown
from directives.rules.permissions import check_can_administer, check_signed_in
from directives.rules.report_answers import SHIPPED_LIMITS
from directives.rules.two_times import AsOf
from directives.services.places import get_place
from directives.services.report_limits import set_limit
from directives.services.report_views import limits_on, view_reports_of_place
from directives.store.gap_reports import list_limits
from directives.translation import N_
from directives.vocabulary import ReportState

router = APIRouter(include_in_schema=False)

_LONGEST_LIMIT = 250  # working days of a year
_NOT_A_LIMIT = N_("Hãy viết số ngày làm việc, từ 1 đến 250.")


@dataclass(frozen=True, slots=True)
class OwnReportsPage:
    """The reports of a place, those that are late first."""

    place: str
    reports: Paged[tuple[str, ReportRow]]  # the title of the gap, and the report


@dataclass(frozen=True, slots=True)
class LimitRow:
    """How long a report may stay in a state."""

    state: ReportState
    working_days: int
    since: date | None  # none: as shipped


@dataclass(frozen=True, slots=True)
class LimitsPage:
    """The limits of each step of an answer."""

    limits: Sequence[LimitRow]
    most: int


@router.get("/phan-anh")
def own_reports(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    now: Now,
    today: Today,
    page: PageNumber,
) -> Response:
    """Show an officer what the own place reported, and how far each answer has come."""
    check_signed_in(actor)
    reader = Reader(actor, words, AsOf(today, now))
    if not reader.place_code:
        raise RightMissing(role=actor.role.value)
    views = view_reports_of_place(
        session, get_place(session, reader.place_code, day=today).codes, reader.at
    )
    views.sort(key=lambda one: (-one.standing.days_late, one.report.reported_on))
    shown = paged(views, page)
    told = titled_report_rows(session, actor, shown.rows, words)
    names = place_names(session, [reader.place_code])
    listed = OwnReportsPage(
        names.get(reader.place_code, ""), Paged(told, shown.page, shown.last, shown.total)
    )
    return render(request, "own_reports.html", page=listed)


@router.get("/phan-anh/thoi-han")
def limits_page(
    request: Request, session: DbSession, actor: CurrentActor, now: Now, today: Today
) -> Response:
    """Show an administrator how long each step of an answer may take."""
    check_can_administer(actor)
    rows = list_limits(session, AsOf(today, now))
    since = {row.state: row.holds_from for row in rows}
    limits = limits_on(rows, today)
    page = LimitsPage(
        [LimitRow(state, limits[state], since.get(state)) for state in SHIPPED_LIMITS],
        _LONGEST_LIMIT,
    )
    return render(request, "report_limits.html", page=page)


@router.post("/phan-anh/thoi-han")
def change_limit(sent: SentForm, state: Typed, working_days: Typed) -> RedirectResponse:
    """Say how long a step may take from today on."""
    try:
        chosen = ReportState(state)
    except ValueError:
        raise ValueUnknown(field="state", value=state) from None
    days = typed_count(working_days, field="working_days")
    if days is None or not 1 <= days <= _LONGEST_LIMIT:
        raise ValueInvalid(field="working_days", reason=_NOT_A_LIMIT)
    set_limit(sent.session, sent.actor, chosen, days, at=sent.at)
    return sent.see("/phan-anh/thoi-han")
