"""How was this date computed? The page of a promise's due date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.dependencies import CurrentActor, DbSession, Today
from api.web.addresses import RecordId
from api.web.asked_day import Asked
from api.web.calendar_rows import weekday
from api.web.formatting import day as written
from api.web.formatting import instant
from api.web.names import Link
from api.web.promise_stages import limit_words
from api.web.rendering import render
from api.web.sentences import counted_clause, due_name
from api.web.words import ReaderWords, Words
from directives.rules.deadlines import rule_words
from directives.rules.promises import Standing
from directives.rules.stages import StageStanding
from directives.services.commitment_views import due_of
from directives.services.due_explanations import DueStep, ExplainedDay, explain_due
from directives.services.stage_explanations import ExplainedStage, StageDue, explain_stages
from directives.translation import N_
from directives.vocabulary import DayUnit, MoveReason, Stage

router = APIRouter(include_in_schema=False)

_WEEKEND = N_("nghỉ hằng tuần")
_BY_A_PERSON = N_("Ngày này do người ghi chọn, không suy ra được từ nguyên văn.")
_NO_WORDS = N_("Ngày này do người ghi chọn; chưa ghi nguyên văn thời hạn.")
_NO_DATE = N_("Nguyên văn không nêu ngày, nên chưa có thời hạn.")
_SHIPPED = N_("lịch có sẵn, chưa ai sửa")
_OWN_LIMIT = N_("ghi riêng cho bước này")
_SET_LIMIT = N_("quản trị đặt cho các bước vào từ ngày {day}")
_SHIPPED_LIMIT = N_("thời hạn có sẵn của bước")
_CHANGED = N_("lịch sau lần sửa thứ {version}, lúc {instant}")


@dataclass(frozen=True, slots=True)
class StepRow:
    """One due date with everything decided: the words, the rule, the start, the days."""

    title: str
    due: str
    phrase: str
    said: str  # why there is no counting; empty where there is one
    rule: str
    start: str
    working_days: int | None
    days: Sequence[str]  # passed over, each with its reason
    worked: Sequence[str]  # weekends that counted
    calendar: str


@dataclass(frozen=True, slots=True)
class StageDueRow:
    """A due date of a stage: which days decided about it, by which calendar."""

    due: date
    days: Sequence[str]  # passed over, each with its reason
    worked: Sequence[str]  # weekends that counted
    calendar: str


@dataclass(frozen=True, slots=True)
class StageRows:
    """A stage: its limit, the due date that holds, and those before it, the newest first."""

    stage: Stage
    entered_on: date
    left_on: date | None
    limit: str  # empty: none, and then there is no due date
    origin: str  # who gave the limit
    rule: str
    dues: Sequence[StageDueRow]


@dataclass(frozen=True, slots=True)
class DuePage:
    """The due date that holds, and those before it, the newest first; so the stages."""

    promise: Link  # at the point asked for
    url: str  # of the present
    as_of: date | None  # the past or later day looked at; none: today
    known_at: datetime | None  # the past instant of what was known; none: now
    now: StepRow
    before: Sequence[StepRow]
    late: str  # from which day the days late count; empty when it is not late
    stages: Sequence[StageRows]


@router.get("/cam-ket/{commitment_id:int}/cach-tinh")
def due_page(
    request: Request,
    commitment_id: RecordId,
    session: DbSession,
    _actor: CurrentActor,
    words: ReaderWords,
    today: Today,
    asked: Asked,
) -> HTMLResponse:
    """Show how a promise's due date was computed, and each one before it."""
    at = asked.at
    found = explain_due(session, commitment_id, at)
    stages = explain_stages(session, found.view, at)
    rows = [step_row(step, words) for step in reversed(found.steps)]
    url = f"/cam-ket/{commitment_id}"
    page = DuePage(
        promise=Link(found.view.commitment.promise, url + asked.query(today)),
        url=f"{url}/cach-tinh",
        as_of=asked.other_day(today),
        known_at=asked.past_instant,
        now=rows[0],
        before=rows[1:],
        late=late_words(found.view.standing, words),
        stages=[stage_rows(one, words) for one in reversed(stages)],
    )
    return render(request, "due.html", page=page, errors=asked.errors)


def step_row(step: DueStep, words: Words) -> StepRow:
    """Return a due date as the page says it."""
    counting = step.counting
    days = counting.days if counting else ()
    start = counting.start if counting else None
    return StepRow(
        title=_title(step, words),
        due=due_name(due_of(step.due), words),
        phrase=step.due.due_phrase,
        said="" if counting else words.say(_why_not(step)),
        rule=words.say(counting.rule) if counting else "",
        start=_start(start, words.label(counting.starts)) if counting else "",
        working_days=counting.working_days if counting else None,
        days=[_day(one, words) for one in days if not one.is_working],
        worked=[_day(one, words) for one in days if one.is_working],
        calendar=_calendar(step, words),
    )


def late_words(standing: Standing, words: Words) -> str:
    """Return how many days late a promise is and from which day they count; empty when none."""
    if standing.late_since is None:
        return ""
    late = words.ngettext(
        "Chậm {count} ngày, kể từ ngày {day}",
        "Chậm {count} ngày, kể từ ngày {day}",
        standing.days_late,
        day=written(standing.late_since),
    )
    counted = counted_clause(standing, words)
    return f"{late}, {counted}." if counted else f"{late}."


def stage_rows(one: ExplainedStage, words: Words) -> StageRows:
    """Return a stage as the page says it."""
    limit = one.standing.limit
    is_of_working_days = limit is not None and limit.unit is DayUnit.WORKING
    return StageRows(
        stage=one.standing.entry.stage,
        entered_on=one.standing.entry.entered_on,
        left_on=one.standing.left_on,
        limit=limit_words(limit, words),
        origin=_origin(one.standing, words),
        rule=words.say(rule_words.WORKING_DAYS if is_of_working_days else rule_words.DAYS),
        dues=[
            StageDueRow(
                due=due.due_on,
                days=[_day(day, words) for day in due.days if not day.is_working],
                worked=[_day(day, words) for day in due.days if day.is_working],
                calendar=_calendar(due, words),
            )
            for due in reversed(one.dues)
        ],
    )


def _origin(one: StageStanding, words: Words) -> str:
    """Return who gave the limit of a stage."""
    if one.entry.own_limit:
        return words.say(_OWN_LIMIT)
    if one.set_by:
        return words.say(_SET_LIMIT, day=written(one.set_by.holds_from))
    return words.say(_SHIPPED_LIMIT)


def _title(step: DueStep, words: Words) -> str:
    if step.move is None:
        template = N_("Hứa lần đầu ngày {day}")
    elif step.move.reason is MoveReason.CALENDAR:
        template = N_("Lịch làm việc đổi ngày {day}")
    else:
        template = N_("Dời hạn ngày {day}")
    return words.say(template, day=written(step.given_on))


def _why_not(step: DueStep) -> str:
    if step.due.due_to is None:
        return _NO_DATE
    return _BY_A_PERSON if step.due.due_phrase else _NO_WORDS


def _start(start: date | None, label: str) -> str:
    return f"{written(start)}, {label}" if start else label


def _day(one: ExplainedDay, words: Words) -> str:
    named = words.say(_WEEKEND)
    if one.special:
        kind = words.label(one.special.kind).lower()
        named = f"{kind}: {one.special.name}" if one.special.name else kind
    return f"{weekday(one.day, words)}, {written(one.day)} ({named})"


def _calendar(step: DueStep | StageDue, words: Words) -> str:
    if step.calendar_changed_at is None:
        return words.say(_SHIPPED)
    changed = instant(step.calendar_changed_at)
    return words.say(_CHANGED, version=step.calendar_version, instant=changed)
