from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from directives.vocabulary import RecordState
from tests.factories import make_document

URL = "/api/v1/search"


@pytest.fixture
def document(stored: Callable[..., Any], pull_index: Callable[[], None]) -> Any:
    made = stored(
        lambda session: make_document(
            session, number_as_printed="45/BNV-TCBC", title="Chi trả chế độ nghỉ việc"
        )
    )
    stored(
        lambda session: make_document(
            session, title="Bản nháp về nghỉ việc", state=RecordState.DRAFT
        )
    )
    pull_index()
    return made


@pytest.mark.parametrize("query", ["chi tra che do nghi viec", "nghỉ việc", "45/bnv-tcbc", "45"])
def test_a_search_answers_in_the_shape_of_the_contract(
    client: TestClient, document: Any, query: str
) -> None:
    answer = client.get(URL, params={"q": query}).json()

    assert list(answer) == [
        "query", "total", "took_ms", "engine", "degraded", "suggestion", "hits", "facets"
    ]  # fmt: skip
    assert (answer["query"], answer["engine"], answer["degraded"]) == (query, "tantivy", False)
    (hit,) = answer["hits"]
    assert hit["document"] == {
        "id": document.id,
        "number": "45/BNV-TCBC",
        "type": "CV",
        "agency": "BNV",
        "issued_on": "2025-08-13",
        "title": "Chi trả chế độ nghỉ việc",
        "status": "in_force",
    }
    assert (hit["provision"], hit["url"]) == (None, f"/van-ban/{document.id}")
    assert list(answer["facets"]) == [
        "type", "agency", "sector", "year", "status"
    ]  # fmt: skip


def test_filters_cut_the_answer(client: TestClient, document: Any) -> None:
    def total(**query: str | int | list[int]) -> int:
        return int(client.get(URL, params={"q": "nghỉ việc", **query}).json()["total"])

    assert total(agency="Bộ Nội vụ", type="CV", year=2025, status="in_force") == 1
    assert total(agency="BTC") == total(year=2024) == total(status="expired") == 0
    assert total(year=[2024, 2025]) == 1
    assert total(sector="dat-dai") == 0


def test_without_an_index_titles_are_searched_and_it_is_said(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    stored(make_document)

    answer = client.get(URL, params={"q": "hướng dẫn"}).json()

    assert (answer["degraded"], answer["total"]) == (True, 1)


@pytest.mark.parametrize("query", ['"', "a\0b", "(((", "x" * 5_000, "-", "AND OR", ""])
def test_whatever_is_typed_has_an_answer(client: TestClient, document: Any, query: str) -> None:
    assert client.get(URL, params={"q": query}).status_code == 200


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"type": "x"}, "type"),
        ({"agency": "x"}, "agency"),
        ({"sector": "x"}, "sector"),
        ({"year": "x"}, "year.0"),
        ({"status": "x"}, "status.0"),
        ({"limit": "0"}, "limit"),
        ({"offset": str(2**63)}, "offset"),
    ],
)
def test_a_wrong_filter_is_named(client: TestClient, query: dict[str, str], field: str) -> None:
    answer = client.get(URL, params=query)

    assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_typed_words_are_completed_by_numbers_and_titles(client: TestClient, document: Any) -> None:
    def complete(typed: str) -> Any:
        return client.get(f"{URL}/complete", params={"q": typed}).json()["completions"]

    url = f"/van-ban/{document.id}"
    title = "Chi trả chế độ nghỉ việc"
    assert complete("45/b") == [
        {"kind": "number", "text": "45/BNV-TCBC", "title": title, "url": url}
    ]
    assert complete("che do ngh") == [{"kind": "title", "text": title, "title": title, "url": url}]
    assert complete("ban nhap") == complete("\0") == complete("x" * 5_000) == []
