"""Promises as days of a calendar."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from fastapi import Request
from sqlmodel import Session

from api.catalogue_memory import CatalogueMemory
from api.feeds.answers import absolute
from api.feeds.calendar import CalendarDay
from api.web.promise_rows import promise_rows_of
from api.web.words import Words
from directives.models.commitment import Commitment
from directives.rules.permissions import PUBLIC
from directives.rules.two_times import AsOf
from directives.services.commitment_views import CommitmentView
from directives.services.place_waiting import promises_by_id, waiting_of
from directives.services.places import PlaceView
from directives.services.promise_calendars import calendar_promises, is_in_calendars
from directives.vocabulary import CommitmentState


def promises_to_place(
    session: Session, view: PlaceView, at: AsOf, memory: CatalogueMemory
) -> list[CommitmentView]:
    """Return the dated promises to close what a place waits for, with those withdrawn lately."""
    scopes = memory.gap_scopes(session, at)
    found = waiting_of(session, view, at, memory.standings(session, at), scopes=scopes)
    promised = promises_by_id(found.unfinished, memory.promises(session, at))
    shown = [
        key for key, one in promised.items() if is_in_calendars(one.state, one.ended_on, at.day)
    ]
    return calendar_promises(session, shown, at)


def promise_days(
    request: Request,
    session: Session,
    promises: Sequence[CommitmentView],
    words: Words,
    *,
    today: date,
) -> list[CalendarDay]:
    """Return promises as days that keep their identity when they are moved.

    Everybody gets the same words: what a promise rests on shows only as far as the public may
    read it.
    """
    rows = promise_rows_of(session, PUBLIC, promises, words, today=today)
    return [
        CalendarDay(
            uid=_identity(promise.commitment),
            day=row.due_to,
            summary=f"{row.lead}: {row.promise}",
            description=row.sentence,
            url=absolute(request, row.url),
            changed_at=_changed_at(promise),
            sequence=len(promise.moves) + (promise.ended is not None),
            is_over=promise.standing.state is CommitmentState.WITHDRAWN,
        )
        for promise, row in zip(promises, rows, strict=True)
        if row.due_to
    ]


def _changed_at(promise: CommitmentView) -> datetime:
    """Return when what a calendar says of a promise was last another."""
    said = [promise.commitment.recorded_at, *(move.recorded_at for move in promise.moves)]
    return max([*said, promise.ended.recorded_at] if promise.ended else said)


def _identity(commitment: Commitment) -> str:
    """Return what tells a promise from all others, also those of other services.

    It is the same under whatever name this service is asked.
    """
    return str(uuid5(NAMESPACE_URL, f"commitment:{commitment.id}:{commitment.recorded_at}"))
