from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.models.base import saved_id
from directives.services.promise_proposals import propose_promises
from directives.vocabulary import Role
from tests.factories import NOW, make_actor, make_document, make_gap
from tests.services.test_promise_proposals import DATED, UNDATED, read_into

URL = "/api/v1/promise-proposals"


@pytest.fixture
def proposals(stored: Callable[..., Any]) -> list[int]:
    """Two proposals of one letter."""

    def make(session: Session) -> list[int]:
        document = make_document(session)
        read_into(session, document, DATED, UNDATED)
        found = propose_promises(session, make_actor(session), document, now=NOW)
        return [saved_id(one) for one in found]

    keys: list[int] = stored(make)
    return keys


def test_proposals_are_listed_accepted_and_rejected(
    client: TestClient, token_for: Callable[..., dict[str, str]], proposals: list[int]
) -> None:
    headers = token_for()
    listed = client.get(URL, params={"limit": 1}, headers=headers).json()
    accepted = client.post(f"{URL}/{proposals[0]}/acceptance", headers=headers)
    rejected = client.post(
        f"{URL}/{proposals[1]}/rejection", json={"reason": "nhắc lại"}, headers=headers
    )

    assert (listed["total"], len(listed["proposals"])) == (2, 1)
    assert listed["proposals"][0]["coordinators"] == ["Bộ Nội vụ"]
    assert listed["proposals"][0]["due_to"] == "2025-10-14"
    assert (accepted.status_code, accepted.json()["lead"]) == (201, "Bộ Tài chính")
    assert accepted.headers["location"] == f"/api/v1/commitments/{accepted.json()['id']}"
    assert accepted.json()["source"]["quote"]
    assert rejected.status_code == 204
    assert client.get(URL, headers=headers).json()["total"] == 0


def test_a_sector_and_gaps_are_said_with_it(
    client: TestClient,
    token_for: Callable[..., dict[str, str]],
    stored: Callable[..., Any],
    proposals: list[int],
) -> None:
    gap, headers = stored(make_gap).id, token_for()
    url = f"{URL}/{proposals[0]}/acceptance"

    unknown = client.post(url, json={"sector": "x"}, headers=headers)
    made = client.post(url, json={"sector": "dat-dai", "gap_ids": [gap]}, headers=headers)

    assert (unknown.status_code, unknown.json()["field"]) == (422, "sector")
    assert (made.status_code, made.json()["gap_ids"]) == (201, [gap])
    late = {"sector": "dat-dai", "as_of": "2025-10-20"}
    (answer,) = client.get("/api/v1/answers/late", params=late).json()["answers"]
    assert answer["id"] == made.json()["id"]


def test_kind_and_type_are_put_right_with_it(
    client: TestClient, token_for: Callable[..., dict[str, str]], proposals: list[int]
) -> None:
    headers, url = token_for(), f"{URL}/{proposals[0]}/acceptance"
    for wrong in (
        {"expected_type_code": "x"},
        {"kind": "x"},
        {"kind": "action", "expected_type_code": "TT"},
    ):
        assert client.post(url, json=wrong, headers=headers).status_code == 422
    made = client.post(url, json={"expected_type_code": "NĐ"}, headers=headers).json()
    assert (made["kind"], made["expected_type_code"]) == ("guidance", "NĐ")


def test_a_date_is_taken_only_instead_of_an_impossible_one(
    client: TestClient, token_for: Callable[..., dict[str, str]], proposals: list[int]
) -> None:
    url, said = f"{URL}/{proposals[0]}/acceptance", {"due_to": "2025-11-30"}
    refused = client.post(url, json=said, headers=token_for())

    assert (refused.status_code, refused.json()["field"]) == (422, "due_to")


def test_who_may_not_decide_is_refused(
    client: TestClient, token_for: Callable[..., dict[str, str]], proposals: list[int]
) -> None:
    headers = token_for()
    url = f"{URL}/{proposals[0]}"

    assert client.get(URL).status_code == 401
    assert client.get(URL, headers=token_for(Role.OFFICER)).status_code == 403
    refused = client.post(f"{url}/rejection", json={"reason": "x"}, headers=headers)
    assert (refused.status_code, refused.json()["field"]) == (422, "reason")
    assert client.post(f"{URL}/999/acceptance", headers=headers).status_code == 404
    client.post(f"{url}/acceptance", headers=headers)
    again = client.post(f"{url}/acceptance", headers=headers)
    assert (again.status_code, again.json()["code"]) == (409, "proposal_decided")
