from datetime import timedelta

import pytest
from sqlmodel import Session

from directives.errors import NotSignedIn, SavedSearchNotFound, TooManySavedSearches
from directives.models.base import saved_id
from directives.rules.permissions import PUBLIC
from directives.services.saved_searches import (
    MOST,
    drop_search,
    mark_seen,
    save_search,
    saved_searches,
)
from tests.factories import NOW, make_actor


def test_a_search_is_kept_once_for_each_account(session: Session) -> None:
    actor, other = make_actor(session), make_actor(session)
    first = save_search(session, actor, "phụ cấp", {"type": "CV", "year": "2025"}, now=NOW)
    again = save_search(session, actor, "phụ cấp", {"year": "2025", "type": "CV"}, now=NOW)
    wider = save_search(session, actor, "phụ cấp", {}, now=NOW)

    assert again.id == first.id
    assert list(saved_searches(session, actor)) == [wider, first]
    assert saved_searches(session, other) == []
    assert first.seen_at == NOW


def test_an_account_keeps_only_so_many(session: Session) -> None:
    actor = make_actor(session)
    for number in range(MOST):
        save_search(session, actor, f"từ {number}", {}, now=NOW)

    with pytest.raises(TooManySavedSearches):
        save_search(session, actor, "thêm", {}, now=NOW)
    assert save_search(session, actor, "từ 1", {}, now=NOW).query == "từ 1"


def test_what_is_new_is_marked_as_seen_and_a_search_dropped(session: Session) -> None:
    actor = make_actor(session)
    saved = save_search(session, actor, "phụ cấp", {}, now=NOW)
    later = NOW + timedelta(days=1)

    mark_seen(session, actor, saved_id(saved), now=later)
    assert saved.seen_at == later

    drop_search(session, actor, saved_id(saved))
    assert saved_searches(session, actor) == []


def test_nobody_touches_the_searches_of_another(session: Session) -> None:
    saved = saved_id(save_search(session, make_actor(session), "phụ cấp", {}, now=NOW))
    other = make_actor(session)

    with pytest.raises(SavedSearchNotFound):
        mark_seen(session, other, saved, now=NOW)
    with pytest.raises(SavedSearchNotFound):
        drop_search(session, other, saved)
    with pytest.raises(SavedSearchNotFound):
        drop_search(session, other, saved + 1_000)
    with pytest.raises(NotSignedIn):
        save_search(session, PUBLIC, "phụ cấp", {}, now=NOW)
