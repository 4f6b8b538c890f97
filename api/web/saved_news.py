"""What is new in the searches that a reader keeps: the alert on the first page and their list."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from sqlmodel import Session

from api.newest_hits import NewHit, newest_hits
from api.web.search_filters import Chosen
from directives.models.search import SavedSearch
from directives.rules.permissions import Actor
from directives.services.saved_searches import saved_searches
from index.replica import Replica

MOST_COUNTED: Final = 100


@dataclass(frozen=True, slots=True)
class SavedNews:
    """One kept search, and what was published in it since the reader last looked."""

    saved: SavedSearch
    chosen: Chosen
    new: Sequence[NewHit]

    @property
    def asked(self) -> str:
        """The words and filters as they stand in an address."""
        return urlencode({"q": self.saved.query, **self.chosen.in_force()}, doseq=True)


def saved_news(session: Session, replica: Replica, actor: Actor, *, today: date) -> list[SavedNews]:
    """Return the searches that the actor keeps, the newest first; none for the public."""
    return [
        _news(session, replica, saved, today=today)
        for saved in (saved_searches(session, actor) if actor.account_id else ())
    ]


def _news(session: Session, replica: Replica, saved: SavedSearch, *, today: date) -> SavedNews:
    chosen = Chosen.of(json.loads(saved.filters))
    new = newest_hits(
        session,
        replica,
        saved.query,
        filters=chosen.filters(),
        today=today,
        limit=MOST_COUNTED,
        since=saved.seen_at,
    )
    return SavedNews(saved, chosen, new)
