"""The working calendar: its special days, and the form that changes one, with a look ahead."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.web.addresses import whole_number
from api.web.asked_day import day_in_address
from api.web.calendar_rows import (
    ADDRESS,
    ChangeRow,
    DayRow,
    ShiftRow,
    change_rows,
    day_rows,
    shift_rows,
)
from api.web.contact_forms import needed_day
from api.web.formatting import day as written
from api.web.forms import typed_words
from api.web.names import Link
from api.web.rendering import render
from api.web.sent_forms import SentForm
from api.web.words import ReaderWords, Words
from directives.errors import DirectivesError, ValueInvalid
from directives.models.calendar import NewCalendarChange
from directives.rules.permissions import check_can_administer
from directives.rules.two_times import AsOf
from directives.services.calendar import special_days
from directives.services.calendar_changes import change_calendar, preview_change
from directives.store.calendar import list_calendar_changes
from directives.translation import N_
from directives.vocabulary import CalendarDayKind

router = APIRouter(include_in_schema=False)

_ORDINARY = "ordinary"
_NO_REASON = N_("Hãy ghi thông báo hoặc lý do của thay đổi.")
_NO_KIND = N_("Hãy chọn ngày này là gì.")
_SHORTEST_REASON = 3
_SHOWN = 200  # due dates of a look ahead; the count tells of all
_YEARS = range(2000, 2101)


@dataclass(frozen=True, slots=True)
class TypedChange:
    """The fields of the form, as typed."""

    day: str = ""
    kind: str = ""
    worked: str = ""  # the day worked instead, of a swap
    name: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """The special days of a year, and what was changed."""

    year: int
    years: Sequence[Link]
    days: Sequence[DayRow]
    changes: Sequence[ChangeRow]


@dataclass(frozen=True, slots=True)
class ChangePage:
    """The form, and after a look ahead the due dates that would move."""

    typed: TypedChange
    errors: Mapping[str, str]
    shifts: Sequence[ShiftRow] | None  # None: nobody has looked yet
    total: int


@router.get(ADDRESS)
def calendar_page(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    today: Today,
    nam: str = "",
) -> Response:
    """Show the days off and the days worked instead, year by year."""
    check_can_administer(actor)
    asked = whole_number(nam)
    year = asked if asked is not None and asked in _YEARS else today.year
    days = special_days(session)
    known = {one.year for one in days} | {today.year, today.year + 1, year}
    page = CalendarPage(
        year=year,
        years=[Link(str(one), f"{ADDRESS}?nam={one}") for one in sorted(known)],
        days=day_rows(days, year, words),
        changes=change_rows(session, list_calendar_changes(session), words),
    )
    return render(request, "working_calendar.html", page=page)


def asked_change(
    day: str = "", kind: str = "", worked: str = "", name: str = "", reason: str = ""
) -> TypedChange:
    """Return the fields that an address carries."""
    return _cleaned(TypedChange(day, kind, worked, name, reason))


@router.get(ADDRESS + "/sua")
def look_ahead(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    now: Now,
    today: Today,
    typed: Annotated[TypedChange, Depends(asked_change)],
    xem: str = "",
) -> Response:
    """Show the form; with `xem`, also which due dates the change would move."""
    check_can_administer(actor)
    if not xem:
        return _show(request, _prefilled(session, typed), {}, None, 0)
    try:
        changes = _changes(typed)
        shifts = preview_change(session, actor, changes, at=AsOf(today, now))
    except DirectivesError as refused:
        return _refused(request, typed, refused, words)
    rows = shift_rows(session, shifts, words)
    return _show(request, typed, {}, rows[:_SHOWN], len(rows))


def sent_change(
    day: Annotated[str, Form(max_length=400)] = "",
    kind: Annotated[str, Form(max_length=400)] = "",
    worked: Annotated[str, Form(max_length=400)] = "",
    name: Annotated[str, Form(max_length=400)] = "",
    reason: Annotated[str, Form(max_length=2_000)] = "",
) -> TypedChange:
    """Return the fields as they were sent."""
    return _cleaned(TypedChange(day, kind, worked, name, reason))


@router.post(ADDRESS + "/sua")
def save_change(
    request: Request,
    sent: SentForm,
    words: ReaderWords,
    typed: Annotated[TypedChange, Depends(sent_change)],
) -> Response:
    """Change the calendar and all due dates that were counted by it."""
    check_can_administer(sent.actor)
    try:
        with sent.session.begin_nested():
            changes = _changes(typed)
            change_calendar(sent.session, sent.actor, changes, at=sent.at)
    except DirectivesError as refused:
        return _refused(request, typed, refused, words)
    return sent.see(f"{ADDRESS}?nam={changes[0].day.year}#da-sua")


def _cleaned(typed: TypedChange) -> TypedChange:
    return TypedChange(*(" ".join(typed_words(one).split()) for one in asdict(typed).values()))


def _prefilled(session: Session, typed: TypedChange) -> TypedChange:
    """Fill in what the calendar says of the day that a link names."""
    day = day_in_address(typed.day)
    if day is None:
        return typed
    known = special_days(session).get(day)
    if known is None:
        return replace(typed, day=written(day))
    return replace(typed, day=written(day), kind=known.kind.value, name=known.name)


def _changes(typed: TypedChange) -> list[NewCalendarChange]:
    """Return what the form says; a refusal names the field."""
    day = needed_day(typed.day, field="day")
    if typed.kind not in {_ORDINARY, *(one.value for one in CalendarDayKind)}:
        raise ValueInvalid(field="kind", reason=_NO_KIND)
    if len(typed.reason) < _SHORTEST_REASON:
        raise ValueInvalid(field="reason", reason=_NO_REASON)
    kind = None if typed.kind == _ORDINARY else CalendarDayKind(typed.kind)
    said = [_one(day, kind, typed)]
    if typed.worked:
        worked = needed_day(typed.worked, field="worked")
        said.append(_one(worked, CalendarDayKind.MAKEUP_WORKDAY, replace(typed, name="")))
    return said


def _one(day: date, kind: CalendarDayKind | None, typed: TypedChange) -> NewCalendarChange:
    name = typed.name[:200] if kind else ""
    return NewCalendarChange(day=day, kind=kind, name=name, reason=typed.reason[:500])


def _refused(
    request: Request, typed: TypedChange, refused: DirectivesError, words: Words
) -> Response:
    errors = {refused.field or "": refused.message(words.catalogue.gettext)}
    return _show(request, typed, errors, None, 0)


def _show(
    request: Request,
    typed: TypedChange,
    errors: Mapping[str, str],
    shifts: Sequence[ShiftRow] | None,
    total: int,
) -> Response:
    page = ChangePage(typed, errors, shifts, total)
    return render(
        request,
        "calendar_change.html",
        page=page,
        kinds=list(CalendarDayKind),
        status_code=422 if errors else 200,
    )
