from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.models.base import saved_id
from tests.factories import make_actor, make_document

Stored = Callable[[Callable[[Session], Any]], Any]


@pytest.fixture
def source(stored: Stored) -> int:
    return int(stored(lambda s: saved_id(make_document(s, make_actor(s)))))


def test_a_relation_is_recorded_rejected_and_confirmed_again(
    client: TestClient, source: int, token_for: Callable[..., dict[str, str]]
) -> None:
    headers = token_for()
    made = client.post(
        f"/api/v1/documents/{source}/relations",
        json={"kind": "amends", "number": "178/2024/NĐ-CP", "target_provision": "khoản 2 Điều 5"},
        headers=headers,
    )
    assert made.status_code == 201
    address = made.headers["Location"]
    assert made.json()["target_provision"] == "dieu-5__khoan-2"
    assert made.json()["status"] == "confirmed"

    refused = client.post(f"{address}/rejection", json={"reason": " "}, headers=headers)
    rejected = client.post(f"{address}/rejection", json={"reason": "Nhầm"}, headers=headers)
    again = client.post(f"{address}/confirmation", headers=headers)

    assert (refused.status_code, refused.json()["field"]) == (422, "reason")
    assert rejected.json()["status"] == "rejected"
    decided = [(one["status"], one["reason"]) for one in again.json()["decisions"]]
    assert decided == [("confirmed", ""), ("rejected", "Nhầm"), ("confirmed", "")]
    assert client.get(address).json()["decisions"][0]["by"] is None
    listed = client.get(f"/api/v1/documents/{source}").json()["relations"]
    assert [one["id"] for one in listed] == [made.json()["id"]]


def test_the_public_decides_nothing(client: TestClient, source: int) -> None:
    typed = {"kind": "amends", "number": "178/2024/NĐ-CP"}

    assert client.post(f"/api/v1/documents/{source}/relations", json=typed).status_code == 401
    assert client.post("/api/v1/relations/1/confirmation").status_code == 404


def test_of_several_documents_the_choices_are_told(
    client: TestClient, source: int, stored: Stored, token_for: Callable[..., dict[str, str]]
) -> None:
    def alike(session: Session) -> list[int]:
        return [
            saved_id(make_document(session, number_as_printed="15/BNV-VP", issued_on=day))
            for day in (date(2024, 1, 1), date(2025, 1, 1))
        ]

    ids = stored(alike)
    answer = client.post(
        f"/api/v1/documents/{source}/relations",
        json={"kind": "cites", "number": "15/BNV-VP"},
        headers=token_for(),
    )

    assert (answer.status_code, answer.json()["document_ids"]) == (409, ids)


def test_a_relation_names_its_other_end(
    client: TestClient, source: int, token_for: Callable[..., dict[str, str]]
) -> None:
    answer = client.post(
        f"/api/v1/documents/{source}/relations", json={"kind": "cites"}, headers=token_for()
    )

    assert answer.status_code == 422


def test_the_days_of_a_suspension_are_said_and_changed_with_a_reason(
    client: TestClient, source: int, stored: Stored, token_for: Callable[..., dict[str, str]]
) -> None:
    headers = token_for()
    number = stored(lambda session: make_document(session).number)
    typed = {"kind": "suspends_effect", "number": number, "acts_from": "2025-09-01"}
    made = client.post(f"/api/v1/documents/{source}/relations", json=typed, headers=headers)
    address = f"{made.headers['Location']}/days"
    days = {"acts_from": "2025-09-01", "acts_to": "2025-12-31", "reason": "Quyết định sửa"}

    said = client.post(address, json=days, headers=headers)
    reversed_days = client.post(address, json={**days, "acts_to": "2025-08-01"}, headers=headers)
    no_reason = client.post(address, json={**days, "reason": ""}, headers=headers)

    assert said.status_code == 200
    assert (said.json()["acts_from"], said.json()["acts_to"]) == ("2025-09-01", "2025-12-31")
    assert (reversed_days.status_code, reversed_days.json()["field"]) == (422, "acts_to")
    assert (no_reason.status_code, no_reason.json()["field"]) == (422, "reason")
    assert client.post(address, json=days).status_code == 401
    missing = client.post("/api/v1/relations/999/days", json=days, headers=headers)
    assert missing.status_code == 404
    target = made.json()["target"]
    for day, status in (("2025-12-31", "suspended"), ("2026-01-01", "in_force")):
        told = client.get(f"/api/v1/documents/{target}/validity", params={"as_of": day}).json()
        assert told["current"]["status"] == status


def test_a_document_that_would_act_on_a_newer_one_is_refused_with_the_field(
    client: TestClient, source: int, stored: Stored, token_for: Callable[..., dict[str, str]]
) -> None:
    headers, url = token_for(), f"/api/v1/documents/{source}/relations"
    newer = stored(lambda s: make_document(s, issued_on=date(2025, 9, 30)).number)
    older = stored(lambda s: make_document(s, issued_on=date(2025, 8, 1)).number)

    wrong_way = client.post(url, json={"kind": "replaces", "number": newer}, headers=headers)
    too_early = {"kind": "replaces", "number": older, "acts_from": "2025-07-31"}
    early = client.post(url, json=too_early, headers=headers)

    assert (wrong_way.status_code, wrong_way.json()["field"]) == (422, "number")
    assert (early.status_code, early.json()["field"]) == (422, "acts_from")
