"""Who is told that the working calendar moved a date, and whether that still is news."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from directives.rules.two_times import AsOf
from directives.services.calendar_moves import Shift
from directives.services.owed_notices import Deadline, OwedNotices
from directives.services.promise_standings import PromiseStanding
from directives.services.recipients import Directory
from directives.store.notices import Untold, add_notices
from directives.vocabulary import Audience, NoticeBasis


def tell_moved(session: Session, shifts: Sequence[Shift], *, change_id: int, at: AsOf) -> None:
    """Owe the persons of each body the news that a change of the calendar moved its dates."""
    directory = Directory(session, at.day)
    rows: list[dict[str, Any]] = []
    for shift in shifts:
        commitment_id, stage = shift.view.commitment.id, shift.stage
        reached = directory.told(shift.view.responsible_id, Audience.PERSON)
        told: Sequence[int | None] = reached.contact_ids
        of_what = f"stage{stage.id}" if stage else "due"
        rows += [
            {
                "key": f"{commitment_id}:{contact_id or 'nobody'}:calendar{change_id}:{of_what}",
                "commitment_id": commitment_id,
                "contact_id": contact_id,
                "audience": Audience.PERSON,
                "days": (at.day - shift.after).days,
                "due_to": shift.after,
                "moved_from": shift.before,
                "basis": NoticeBasis.STAGE if stage else NoticeBasis.DUE,
                "stage_id": stage.id if stage else None,
                "instead_of_agency_id": reached.instead_of_agency_id,
                "created_at": at.known_at,
            }
            for contact_id in told or [None]
        ]
    add_notices(session, rows)


def news_since_told(waiting: Sequence[Untold]) -> list[Untold]:
    """Let news of the calendar start at the date that its reader was told last.

    Of changes that nobody was told in between only the whole counts. Where the date was moved
    otherwise in between, that is no news of the calendar: the next change starts anew.
    """
    latest: dict[tuple[int, int, int | None], Untold] = {}
    return [_joined_on(latest, one) if one.moved_from else one for one in waiting]


def _joined_on(latest: dict[tuple[int, int, int | None], Untold], news: Untold) -> Untold:
    last = latest.get(_of_what(news))
    if last is not None and last.due_to == news.moved_from:
        news = news._replace(moved_from=last.moved_from)
    latest[_of_what(news)] = news
    return news


def _of_what(notice: Untold) -> tuple[int, int, int | None]:
    """Return whose news of which date it is: of a promise, or of one of its stages."""
    return notice.commitment_id, notice.contact_id, notice.stage_id


def is_calendar_news(notice: Untold, promise: PromiseStanding | None, calls: OwedNotices) -> bool:
    """Tell whether news of the calendar still holds, whether or not a step is reached."""
    if promise is None or not promise.is_running or notice.moved_from == notice.due_to:
        return False
    if notice.basis is NoticeBasis.STAGE:
        return Deadline.of(notice) == calls.stage_deadline(promise.commitment_id)
    return notice.due_to == promise.due_to
