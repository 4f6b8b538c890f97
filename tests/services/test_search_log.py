from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from directives.models.base import saved_id
from directives.models.search import SearchLog
from directives.services.search_log import (
    Searched,
    filters_json,
    forget_searches,
    record_opened,
    record_searches,
)
from directives.store.searches import find_search
from directives.vocabulary import RecordState
from tests.factories import TODAY, make_document


def record(session: Session, key: str = "k", *, day: date = TODAY, **more: object) -> SearchLog:
    values = {"query": "Phụ  cấp", "result_count": 4, **more}
    record_searches(session, [Searched(key, **values)], day=day)  # type: ignore[arg-type]
    found = find_search(session, key)
    assert found is not None
    return found


def test_a_search_is_kept_without_who_searched(session: Session) -> None:
    kept = record(session, place_code="15", filters={"year": "2025", "type": "CV"})

    assert (kept.query, kept.query_folded, kept.result_count) == ("Phụ  cấp", "phu cap", 4)
    assert (kept.searched_on, kept.place_code) == (TODAY, "15")
    assert kept.filters == filters_json({"type": "CV", "year": "2025"})
    assert not {name for name in SearchLog.model_fields if "account" in name or "address" in name}


def test_the_first_hit_opened_is_noted(session: Session) -> None:
    kept = record(session)
    document, other = make_document(session), make_document(session)

    record_opened(session, "k", document_id=saved_id(document), provision_id="dieu-2", position=3)
    record_opened(session, "k", document_id=saved_id(other), provision_id="", position=1)

    assert kept.opened_document_id == document.id
    assert (kept.opened_provision_id, kept.opened_position) == ("dieu-2", 3)


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "another"},
        {"document_id": 10**6},
        {"position": 0},
        {"position": 10_001},
        {"provision_id": "d" * 201},
    ],
)
def test_what_does_not_fit_is_passed_over(session: Session, wrong: dict[str, object]) -> None:
    kept = record(session)
    told = {"document_id": saved_id(make_document(session)), "provision_id": "", "position": 1}
    told |= wrong

    record_opened(session, str(told.pop("key", "k")), **told)  # type: ignore[arg-type]

    assert kept.opened_document_id is None


def test_a_draft_is_never_noted_as_opened(session: Session) -> None:
    kept = record(session)
    draft = make_document(session, state=RecordState.DRAFT)

    record_opened(session, "k", document_id=saved_id(draft), provision_id="", position=1)

    assert kept.opened_document_id is None


def test_old_searches_are_forgotten(session: Session) -> None:
    record(session, "old", day=TODAY - timedelta(days=181))
    record(session, "new", day=TODAY - timedelta(days=180))

    assert forget_searches(session, before=TODAY - timedelta(days=180)) == 1
    assert [kept.key for kept in session.exec(select(SearchLog))] == ["new"]
