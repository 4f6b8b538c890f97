"""The part of a document's page on its legal effect: on a day, as known at a day, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from fastapi import Query
from sqlmodel import Session

from api.web.asked_day import NO_DAY, day_in_address
from api.web.names import document_url
from api.web.suspicion_rows import SuspicionRow, suspicion_rows
from api.web.validity_sentences import acting_names, missing_words, validity_sentence, when
from api.web.words import Words
from directives.clock import HA_NOI
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf
from directives.services.validity import ValidityView, view_validity
from directives.store.suspicions import list_open
from directives.translation import N_
from directives.vocabulary import Missing, SuspectKind, Validity


@dataclass(frozen=True, slots=True)
class AskedDays:
    """The days in the address: `ngay` looked at, `biet` up to which we knew; "" for now."""

    ngay: str = Query(default="", max_length=20)
    biet: str = Query(default="", max_length=20)

    @property
    def are_past(self) -> bool:
        """Whether another time than now is asked for."""
        return bool(self.ngay or self.biet)


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """One line of the intervals of effect."""

    days: str
    status: Validity
    because: str
    missing: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ValiditySection:
    """Everything that the section says."""

    sentence: str
    status: Validity
    told: str  # up to when it was checked, or the very days for which it holds
    is_past: bool
    asked: AskedDays
    errors: dict[str, str]
    intervals: Sequence[IntervalRow]
    suspicions: Sequence[SuspicionRow]
    url: str  # of the page as it is now
    lacks_effect_day: bool


def validity_section(
    session: Session,
    actor: Actor,
    document_id: int,
    words: Words,
    *,
    asked: AskedDays,
    at: AsOf,
) -> ValiditySection:
    """Return the section; `at` is the present, `asked` what stands in the address.

    Raises:
        NotFound: the document was not known of on the day up to which is asked.
    """
    errors: dict[str, str] = {}
    wanted = _day(asked.ngay, "ngay", errors, words)
    known_on = _day(asked.biet, "biet", errors, words)
    known_at = min(_end_of(known_on), at.known_at) if known_on else at.known_at
    point = AsOf(wanted or at.day, known_at)
    is_past = known_on is not None and known_at < at.known_at
    view = view_validity(session, actor, document_id, point, is_past=is_past)
    open_now = list_open(session, kind=SuspectKind.DOCUMENT, subject_ids=[document_id])
    return ValiditySection(
        sentence=validity_sentence(view, words),
        status=view.status,
        told=_told(view, words, is_past=wanted is not None or is_past),
        is_past=wanted is not None or is_past,
        asked=asked,
        errors=errors,
        intervals=[_row(view, index, words) for index in range(len(view.intervals))],
        suspicions=suspicion_rows(session, actor, open_now, words),
        url=document_url(document_id),
        lacks_effect_day=Missing.EFFECT_DAY in view.current.effect.missing,
    )


def _told(view: ValidityView, words: Words, *, is_past: bool) -> str:
    known = view.at.known_at.astimezone(HA_NOI).date()
    if not is_past:
        return words.say(
            N_("Hiệu lực tính từ những gì danh mục biết, đến ngày {day}."), day=words.day(known)
        )
    return words.say(
        N_("Như vậy {days}; xem cho ngày {day}, theo những gì danh mục biết đến ngày {known}."),
        days=when(view.current.from_on, view.current.to_on, words),
        day=words.day(view.at.day),
        known=words.day(known),
    )


def _row(view: ValidityView, index: int, words: Words) -> IntervalRow:
    one = view.intervals[index]
    return IntervalRow(
        days=when(one.from_on, one.to_on, words),
        status=one.effect.status,
        because=acting_names(view, one.effect.because, words),
        missing=missing_words(one.effect.missing, words),
        is_current=one is view.current,
    )


def _day(text: str, field: str, errors: dict[str, str], words: Words) -> date | None:
    found = day_in_address(text)
    if text and found is None:
        errors[field] = words.say(NO_DAY)
    return found


def _end_of(day: date) -> datetime:
    """Return the last instant of a day in Viet Nam."""
    if day == date.max:
        return datetime.max.replace(tzinfo=UTC)
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=HA_NOI)
    return midnight.astimezone(UTC) - timedelta(microseconds=1)
