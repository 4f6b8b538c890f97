from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from directives.vocabulary import RecordState, Role
from tests.api.conftest import SignedIn
from tests.factories import make_commitment, make_document, make_gap

URL = "/api/v1/gaps"
NEW = {"title": "Chưa có hướng dẫn định giá đất", "raised_by": "Sở Tài chính", "sector": "dat-dai"}


def test_a_gap_is_opened_reported_and_answered(
    client: TestClient, token_for: Callable[..., dict[str, str]], stored: Callable[..., Any]
) -> None:
    drafter, officer = token_for(), token_for(Role.OFFICER)
    document = stored(make_document)

    opened = client.post(URL, json=NEW, headers=drafter)
    url = opened.headers["location"]
    reported = client.post(f"{url}/reports", json={"place_code": "15"}, headers=officer)
    said = {"document_id": document.id, "extent": "partial", "quote": "nguyên văn"}
    linked = client.post(f"{url}/links", json=said, headers=drafter)

    assert (opened.status_code, opened.json()["state"]) == (201, "open")
    assert opened.json()["sector"] == "dat-dai"
    assert (reported.status_code, reported.json()["places_waiting"]) == (201, 1)
    assert (linked.status_code, linked.json()["state"]) == (201, "partly_covered")
    assert client.get(url, headers=drafter).json() == linked.json()
    assert [link["confirmed_by"] for link in client.get(url).json()["links"]] == [None]
    assert client.get(url, params={"as_of": "2025-09-30"}).json()["links"] == []


def test_what_was_said_before_is_a_conflict(
    client: TestClient, token_for: Callable[..., dict[str, str]], stored: Callable[..., Any]
) -> None:
    gap, document = stored(make_gap), stored(make_document)
    said = {"document_id": document.id, "extent": "full", "quote": "nguyên văn"}

    answers = []
    for _ in range(2):
        report = {"place_code": "15"}
        headers = token_for(Role.OFFICER)
        reported = client.post(f"{URL}/{gap.id}/reports", json=report, headers=headers)
        linked = client.post(f"{URL}/{gap.id}/links", json=said, headers=token_for())
        answers.append((reported.status_code, linked.status_code))

    assert answers == [(201, 201), (409, 409)]


def test_gaps_are_listed_by_sector_and_state(
    client: TestClient, token_for: Callable[..., dict[str, str]], stored: Callable[..., Any]
) -> None:
    client.post(URL, json=NEW, headers=token_for())
    promised = stored(make_gap)
    stored(lambda session: make_commitment(session, gap_ids=(promised.id,)))

    assert client.get(URL).json()["total"] == 2
    assert client.get(URL, params={"sector": "dat-dai"}).json()["total"] == 1
    (found,) = client.get(URL, params={"state": "promised"}).json()["gaps"]
    assert (found["id"], len(found["commitment_ids"])) == (promised.id, 1)
    later = client.get(URL, params={"state": "overdue", "as_of": "2025-10-15"}).json()
    assert [gap["id"] for gap in later["gaps"]] == [promised.id]
    detail = client.get(f"{URL}/{promised.id}").json()
    assert detail["commitments"][0]["lead"] == "Bộ Nội vụ"


@pytest.mark.parametrize(
    ("query", "field"),
    [({"state": "x"}, "state"), ({"sector": "x"}, "sector"), ({"as_of": "1/10/2025"}, "as_of")],
)
def test_a_wrong_filter_is_named(client: TestClient, query: dict[str, str], field: str) -> None:
    answer = client.get(URL, params=query)

    assert (answer.status_code, answer.json()["field"]) == (422, field)


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"title": "  "}, 422, "title"),
        ({"title": "a\u0000bcd"}, 422, "title"),
        ({"sector": "x"}, 422, "sector"),
        ({"source_document_id": 999_999}, 404, None),
        ({"source_document_id": 2**63}, 422, "source_document_id"),
        ({"state": "covered"}, 422, "state"),
    ],
)
def test_a_gap_that_is_said_wrongly_is_refused(
    client: TestClient,
    token_for: Callable[..., dict[str, str]],
    change: dict[str, object],
    status: int,
    field: str | None,
) -> None:
    answer = client.post(URL, json={**NEW, **change}, headers=token_for())

    assert (answer.status_code, answer.json()["field"]) == (status, field)


def test_a_name_with_half_a_character_is_refused_like_any_other(
    client: TestClient, token_for: Callable[..., dict[str, str]]
) -> None:
    body = b'{"title": "abc", "raised_by": "x", "\\ud800": 1}'
    headers = {**token_for(), "Content-Type": "application/json"}

    assert client.post(URL, content=body, headers=headers).status_code == 422


def test_a_draft_cannot_be_named_by_who_may_not_know_of_it(
    client: TestClient, token_for: Callable[..., dict[str, str]], stored: Callable[..., Any]
) -> None:
    gap = stored(make_gap)
    draft = stored(lambda session: make_document(session, state=RecordState.DRAFT))
    said = {"document_id": draft.id, "extent": "full", "quote": "nguyên văn"}

    answer = client.post(f"{URL}/{gap.id}/links", json=said, headers=token_for())

    assert answer.status_code == 404


def test_changes_need_the_right(
    client: TestClient,
    token_for: Callable[..., dict[str, str]],
    signed_in: Callable[..., SignedIn],
    stored: Callable[..., Any],
) -> None:
    gap = stored(make_gap)
    report = {"place_code": "01"}

    assert client.post(URL, json=NEW).status_code == 401
    assert client.post(URL, json=NEW, headers=token_for(Role.OFFICER)).status_code == 403
    elsewhere = client.post(f"{URL}/{gap.id}/reports", json=report, headers=token_for(Role.OFFICER))
    assert elsewhere.status_code == 403
    overseer = signed_in(Role.OVERSIGHT)
    assert client.post(URL, json=NEW).status_code == 403
    assert client.post(URL, json=NEW, headers=overseer.headers).status_code == 201


@pytest.mark.parametrize(("key", "status"), [(1, 404), (2**63, 422)])
def test_a_gap_that_is_not_there(client: TestClient, key: int, status: int) -> None:
    assert client.get(f"{URL}/{key}").status_code == status
