"""Days of the calendar as pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from api.web.names import Link, agency_names
from api.web.words import Words, as_sentence
from directives.models.base import saved_id
from directives.models.calendar import CalendarChange
from directives.services.calendar import SpecialDay
from directives.services.calendar_moves import Shift
from directives.store.accounts import list_account_names
from directives.translation import N_
from directives.vocabulary import CalendarDayKind, CalendarDayStatus, Stage

ADDRESS = "/quan-tri/lich-lam-viec"

WEEKDAYS = (
    N_("Thứ Hai"),
    N_("Thứ Ba"),
    N_("Thứ Tư"),
    N_("Thứ Năm"),
    N_("Thứ Sáu"),
    N_("Thứ Bảy"),
    N_("Chủ nhật"),
)
_ORDINARY = N_("Ngày thường")
_MOVED = N_("Lịch làm việc thay đổi nên hạn dời từ {before} sang {after}.")
_STAGE_MOVED = N_("Lịch làm việc thay đổi nên hạn của bước {stage} dời từ {before} sang {after}.")


@dataclass(frozen=True, slots=True)
class DayRow:
    """A special day: what it is, and who says so."""

    day: date
    weekday: str
    name: str
    kind: CalendarDayKind
    binds: bool  # decided; else it changes nothing yet
    reason: str  # of the administrator; empty: as shipped

    @property
    def change_url(self) -> str:
        """Where it is changed."""
        return f"{ADDRESS}/sua?day={self.day}"


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change of the calendar, as its history tells it."""

    day: date
    weekday: str
    became: str
    reason: str
    by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """One due date that a change moves: of a promise, or of the stage in which it is."""

    promise: Link
    lead: str
    stage: Stage | None
    phrase: str  # empty for a stage
    before: date
    after: date


def moved_by_calendar(stage: Stage | None, before: date, after: date, words: Words) -> str:
    """Return the sentence that the calendar moved a promise's date, or that of its stage."""
    days = {"before": words.day(before), "after": words.day(after)}
    if stage is None:
        return words.say(_MOVED, **days)
    return words.say(_STAGE_MOVED, stage=words.label(stage).lower(), **days)


def weekday(day: date, words: Words) -> str:
    """Return the name of a day of the week."""
    return words.say(WEEKDAYS[day.weekday()])


def day_rows(days: Mapping[date, SpecialDay], year: int, words: Words) -> list[DayRow]:
    """Return the special days of a year."""
    return [
        DayRow(
            day=one.day,
            weekday=weekday(one.day, words),
            name=one.name,
            kind=one.kind,
            binds=one.status is not CalendarDayStatus.UNVERIFIED,
            reason=one.change.reason if one.change else "",
        )
        for one in days.values()
        if one.day.year == year
    ]


def change_rows(
    session: Session, changes: Sequence[CalendarChange], words: Words
) -> list[ChangeRow]:
    """Return the changes, the newest first."""
    names = list_account_names(session, [one.account_id for one in changes])
    return [
        ChangeRow(
            day=one.day,
            weekday=weekday(one.day, words),
            became=words.label(one.kind) if one.kind else words.say(_ORDINARY),
            reason=one.reason,
            by=names.get(one.account_id, ""),
            recorded_at=one.recorded_at,
        )
        for one in reversed(changes)
    ]


def shift_rows(session: Session, shifts: Sequence[Shift], words: Words) -> list[ShiftRow]:
    """Return the due dates that move, the earliest new one first."""
    leads = agency_names(session, (one.view.commitment.lead_agency_id for one in shifts), words)
    return [
        ShiftRow(
            promise=Link(one.view.commitment.promise, f"/cam-ket/{saved_id(one.view.commitment)}"),
            lead=as_sentence(
                leads.get(one.view.commitment.lead_agency_id or 0, one.view.commitment.lead_words)
            ),
            stage=one.stage.stage if one.stage else None,
            phrase="" if one.stage else one.view.standing.due.phrase,
            before=one.before,
            after=one.after,
        )
        for one in sorted(shifts, key=lambda shift: (shift.after, shift.view.commitment.id))
    ]
