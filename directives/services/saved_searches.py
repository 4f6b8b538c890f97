"""Searches that an account keeps. Nobody else sees them, so the audit does not tell of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlmodel import Session

from directives.errors import SavedSearchNotFound, TooManySavedSearches
from directives.models.search import SavedSearch
from directives.rules.permissions import Actor, check_signed_in
from directives.services.search_log import filters_json
from directives.store.searches import find_same_saved, find_saved, list_saved

MOST: Final = 20
"""Each is searched anew whenever the account looks at them."""


def save_search(
    session: Session,
    actor: Actor,
    query: str,
    filters: Mapping[str, Sequence[str]],
    *,
    now: datetime,
) -> SavedSearch:
    """Keep a search; what is published from now on is new in it. Keeping it again does nothing.

    Raises:
        NotSignedIn: nobody has signed in.
        TooManySavedSearches: the account keeps as many as it may.
    """
    account_id = check_signed_in(actor)
    written = filters_json(filters)
    known = find_same_saved(session, account_id, query, written)
    if known:
        return known
    if len(list_saved(session, account_id)) >= MOST:
        raise TooManySavedSearches(most=MOST)
    saved = SavedSearch(
        account_id=account_id, query=query, filters=written, created_at=now, seen_at=now
    )
    session.add(saved)
    session.flush()
    return saved


def saved_searches(session: Session, actor: Actor) -> Sequence[SavedSearch]:
    """Return the searches that the actor keeps, the newest first.

    Raises:
        NotSignedIn: nobody has signed in.
    """
    return list_saved(session, check_signed_in(actor))


def mark_seen(session: Session, actor: Actor, search_id: int, *, now: datetime) -> None:
    """Say that the actor has seen what is new in a search.

    Raises:
        NotSignedIn: nobody has signed in.
        SavedSearchNotFound: the actor keeps no such search.
    """
    saved = _own(session, actor, search_id)
    saved.seen_at = now
    session.add(saved)
    session.flush()


def drop_search(session: Session, actor: Actor, search_id: int) -> None:
    """Keep a search no longer.

    Raises:
        NotSignedIn: nobody has signed in.
        SavedSearchNotFound: the actor keeps no such search.
    """
    session.delete(_own(session, actor, search_id))
    session.flush()


def _own(session: Session, actor: Actor, search_id: int) -> SavedSearch:
    account_id = check_signed_in(actor)
    saved = find_saved(session, search_id)
    if saved is None or saved.account_id != account_id:
        raise SavedSearchNotFound
    return saved
