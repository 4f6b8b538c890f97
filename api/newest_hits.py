"""The documents that a search finds, by when they were published: for feeds and alerts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlmodel import Session

from directives.models.base import saved_id
from directives.store.publications import list_published_since
from index.answers import AnswerHit, best_of_documents
from index.engine import Filters
from index.replica import Replica

WINDOW: Final = 500
"""So many publications are asked about at once, the latest first."""

_MOST_WINDOWS: Final = 20


@dataclass(frozen=True, slots=True)
class NewHit:
    """The best hit of one document, and since when everybody may read it."""

    hit: AnswerHit
    published_at: datetime


def newest_hits(
    session: Session,
    replica: Replica,
    text: str,
    *,
    filters: Filters,
    today: date,
    limit: int,
    since: datetime | None = None,
) -> list[NewHit]:
    """Return the documents found, each once, the latest published first.

    Publications are looked through and not hits, so an old document that is registered today is
    as new as one issued today. With `since` only what was published after it; without, or after
    a great import, the latest ten thousand publications.
    """
    found: list[NewHit] = []
    for number in range(_MOST_WINDOWS):
        window = dict(list_published_since(session, since, limit=WINDOW, offset=number * WINDOW))
        if not window:  # mostly: nothing new since the reader looked, so nothing to search
            break
        best = best_of_documents(
            session,
            replica,
            text,
            list(window),
            filters=filters,
            today=today,
            limit=limit - len(found),
        )
        found += [NewHit(hit, window[saved_id(hit.document)]) for hit in best]
        if len(window) < WINDOW or len(found) >= limit:
            break
    return found
