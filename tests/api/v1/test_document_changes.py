"""Publish, correct and withdraw what was registered."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from directives.vocabulary import RecordState, Role
from tests.api.v1.test_documents import TOO_LARGE, URL, send
from tests.factories import agency_id, make_actor, make_document


def test_a_draft_is_published_corrected_and_withdrawn(
    client: TestClient, token_for: Callable[..., dict[str, str]]
) -> None:
    headers = token_for()
    url = f"{URL}/{send(client, headers).json()['id']}"

    published = client.post(f"{url}/publish", headers=headers)
    again = client.post(f"{url}/publish", headers=headers)
    days = {"effective_on": "2025-09-01", "expires_on": "2026-09-01"}
    mended = client.post(
        f"{url}/corrections", json={"values": days, "reason": "đọc sai"}, headers=headers
    )
    later = {"effective_on": "2027-01-01", "expires_on": "2027-02-01"}
    both = client.post(
        f"{url}/corrections", json={"values": later, "reason": "đọc sai"}, headers=headers
    )
    gone = client.post(f"{url}/withdrawal", json={"reason": "nhập nhầm"}, headers=headers)

    assert (published.status_code, published.json()["state"]) == (200, "published")
    assert (again.status_code, again.json()["code"]) == (409, "document_not_draft")
    assert {name: mended.json()[name] for name in days} == days
    assert {name: both.json()[name] for name in later} == later
    assert gone.json()["state"] == "withdrawn"
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("values", "status", "field"),
    [
        ({"number_as_printed": "không phải số"}, 422, "number_as_printed"),
        ({"expires_on": "2025-01-01", "effective_on": "2025-02-01"}, 422, "expires_on"),
        ({"issuer_id": 999_999}, 404, "issuer_id"),
        ({"issuer_id": TOO_LARGE}, 422, "values.issuer_id"),
        ({"title": None}, 422, "values.title"),
        ({"title": "có \x00 bên trong"}, 422, "values.title"),
        ({"state": "published"}, 422, "values.state"),
        ({"source_url": "javascript:alert(1)"}, 422, "values.source_url"),
        ({"issued_on": None}, 409, None),
    ],
)
def test_a_correction_that_would_be_wrong_is_refused(
    client: TestClient,
    token_for: Callable[..., dict[str, str]],
    values: dict[str, object],
    status: int,
    field: str | None,
) -> None:
    headers = token_for()
    made = send(client, headers, accept="true").json()

    answer = client.post(
        f"{URL}/{made['id']}/corrections",
        json={"values": values, "reason": "đọc sai"},
        headers=headers,
    )

    assert (answer.status_code, answer.json()["field"]) == (status, field)
    assert client.get(f"{URL}/{made['id']}").json() == made


def test_a_number_cannot_be_corrected_into_anothers(
    client: TestClient, token_for: Callable[..., dict[str, str]], stored: Callable[..., Any]
) -> None:
    headers = token_for()
    other = stored(lambda session: make_document(session, number_as_printed="88/BNV-TCBC"))
    made = send(client, headers).json()

    answer = client.post(
        f"{URL}/{made['id']}/corrections",
        json={"values": {"number_as_printed": "88/BNV-TCBC"}, "reason": "đọc sai"},
        headers=headers,
    )

    assert (answer.status_code, answer.json()["document_id"]) == (409, other.id)


def test_a_drafter_cannot_change_another_agencys_document(
    client: TestClient, token_for: Callable[..., dict[str, str]], stored: Callable[..., Any]
) -> None:
    document = stored(
        lambda s: make_document(s, make_actor(s, Role.DRAFTER, agency_id=agency_id(s, "BTC")))
    )

    answer = client.post(
        f"{URL}/{document.id}/withdrawal", json={"reason": "nhập nhầm"}, headers=token_for()
    )

    assert (document.state, answer.status_code) == (RecordState.PUBLISHED, 403)
