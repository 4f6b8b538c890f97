"""The documents that a search finds, by when they were published: for feeds and alerts."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from directives.models.base import saved_id
from directives.store.publications import published_at
from index.answers import AnswerHit, search
from index.engine import Filters
from index.replica import Replica

LATEST = 100
"""So many hits are looked at, those issued last: what is new is seldom old."""


@dataclass(frozen=True, slots=True)
class NewHit:
    """The best hit of one document, and since when everybody may read it."""

    hit: AnswerHit
    published_at: datetime


def newest_hits(
    session: Session, replica: Replica, text: str, *, filters: Filters, today: date
) -> list[NewHit]:
    """Return the documents found, each once, the latest published first."""
    answer = search(
        session, replica, text, filters=filters, today=today, limit=LATEST, order="newest"
    )
    best: dict[int, AnswerHit] = {}
    for hit in answer.hits:
        best.setdefault(saved_id(hit.document), hit)
    known = published_at(session, list(best))
    found = [NewHit(hit, known[key]) for key, hit in best.items() if key in known]
    return sorted(found, key=lambda one: one.published_at, reverse=True)
