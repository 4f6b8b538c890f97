from collections.abc import Callable
from typing import Any

from fastapi.testclient import TestClient

from directives.vocabulary import Role
from tests.factories import make_document, make_gap

URL = "/api/v1/gaps"
Stored = Callable[..., Any]
TokenFor = Callable[..., dict[str, str]]


def test_a_gap_is_changed_measured_and_decided(
    client: TestClient, token_for: TokenFor, stored: Stored
) -> None:
    gap, drafter = stored(make_gap), token_for()
    url = f"{URL}/{gap.id}"
    scope = {"provinces": ["15"], "exemptions": {"01": "mô hình khác"}}
    changed = client.patch(
        url,
        json={
            "scope": scope,
            "sector": "dat-dai",
            "affected_count": 12,
            "interim_instruction": "Dùng mẫu cũ",
            "interim_until": "2025-12-31",
        },
        headers=drafter,
    )
    figure = {"name": "Chưa chi trả", "value": 31065, "as_of": "2025-08-19"}
    measured = client.post(f"{url}/figures", json=figure, headers=drafter)
    override = {
        "kind": "override",
        "state": "covered",
        "reason": "đã thống nhất",
        "expires_on": "2025-10-05",
    }
    decided = client.post(f"{url}/decisions", json=override, headers=drafter).json()

    assert changed.json()["scope"]["exemptions"] == [{"place": "01", "reason": "mô hình khác"}]
    assert (changed.json()["sector"], changed.json()["state"]) == ("dat-dai", "interim")
    assert changed.json()["title"] == gap.title  # what is not sent stays
    assert measured.json()["figures"][0]["value"] == 31065
    assert (decided["state"], decided["computed_state"]) == ("covered", "interim")
    assert client.get(url, params={"as_of": "2025-10-06"}).json()["state"] == "interim"
    wrong = {"kind": "override", "state": "covered", "reason": "không có hạn"}
    assert client.post(f"{url}/decisions", json=wrong, headers=drafter).status_code == 422
    kinds = {"scope": {"kinds": ["province"]}}
    assert client.patch(url, json=kinds, headers=drafter).status_code == 422


def test_a_merged_gap_tells_what_is_left_and_can_be_split(
    client: TestClient, token_for: TokenFor, stored: Stored
) -> None:
    part, left, drafter = stored(make_gap), stored(make_gap), token_for()
    merge = {"into": left.id, "reason": "cùng một việc"}
    merged = client.post(f"{URL}/{part.id}/merge", json=merge, headers=drafter)

    assert merged.json()["id"] == left.id
    assert client.get(f"{URL}/{part.id}").json()["merged_into"] == left.id
    assert client.get(URL).json()["total"] == 1
    again = client.post(f"{URL}/{part.id}/merge", json=merge, headers=drafter)
    assert again.status_code == 409
    split = client.post(f"{URL}/{part.id}/split", json={"reason": "hai việc"}, headers=drafter)
    assert split.json()["merged_into"] is None


def test_a_report_is_answered_step_by_step_and_withdrawn(
    client: TestClient, token_for: TokenFor, stored: Stored
) -> None:
    gap, drafter, officer = stored(make_gap), token_for(), token_for(Role.OFFICER)
    url = f"{URL}/{gap.id}"
    client.post(f"{url}/reports", json={"place_code": "15"}, headers=officer)
    started = client.post(f"{url}/answers", json={"state": "in_progress"}, headers=drafter)
    withdrawn = client.post(f"{url}/reports/15/withdraw", json={"words": "rõ"}, headers=officer)

    (report,) = started.json()["reports"]
    assert (report["state"], report["limit_working_days"]) == ("in_progress", 15)
    assert report["due_on"] == "2025-10-22"
    assert withdrawn.json()["places_reported"] == 0
    nobody = client.post(f"{url}/answers", json={"state": "in_progress"}, headers=drafter)
    assert nobody.status_code == 404


def test_a_link_is_rejected_and_confirmed_again(
    client: TestClient, token_for: TokenFor, stored: Stored
) -> None:
    gap, document, drafter = stored(make_gap), stored(make_document), token_for()
    said = {"document_id": document.id, "extent": "full", "quote": "nguyên văn"}
    linked = client.post(f"{URL}/{gap.id}/links", json=said, headers=drafter).json()
    link = f"/api/v1/coverage-links/{linked['links'][0]['id']}"
    rejected = client.post(f"{link}/reject", json={"reason": "nhầm"}, headers=drafter)
    agreed = {"extent": "interim", "expires_on": "2025-12-31", "quote": "nguyên văn"}
    confirmed = client.post(f"{link}/confirm", json=agreed, headers=drafter)

    assert linked["state"] == "covered"
    assert (rejected.json()["state"], rejected.json()["links"]) == ("open", [])
    assert confirmed.json()["state"] == "interim"
    unknown = client.post("/api/v1/coverage-links/777/reject", json={}, headers=drafter)
    assert unknown.status_code == 404


def test_a_place_says_that_a_document_has_arrived_and_is_clear(
    client: TestClient, token_for: TokenFor, stored: Stored
) -> None:
    document, officer = stored(make_document), token_for(Role.OFFICER)
    url = f"/api/v1/documents/{document.id}"
    received = client.post(f"{url}/receipts", json={"place_code": "15"}, headers=officer)
    mark = {"place_code": "15", "clarity": "unclear"}

    assert received.json()["provinces_reached"] == 1
    assert client.post(f"{url}/feedback", json=mark, headers=officer).status_code == 422
    mark["words"] = "chưa có mẫu"
    marked = client.post(f"{url}/feedback", json=mark, headers=officer)
    assert [one["words"] for one in marked.json()["marks"]] == ["chưa có mẫu"]
    assert client.get(f"{url}/feedback").json() == marked.json()


def test_days_that_cannot_be_are_refused_with_the_field(
    client: TestClient, token_for: TokenFor, stored: Stored
) -> None:
    gap, document, drafter = stored(make_gap), stored(make_document), token_for()
    url, ahead = f"{URL}/{gap.id}", "2099-01-01"
    link = {"document_id": document.id, "quote": "nguyên văn", "extent": "full"}
    sent = [
        client.patch(url, json={"raised_on": ahead}, headers=drafter),
        client.post(
            f"{url}/figures", json={"name": "Xã", "value": 1, "as_of": ahead}, headers=drafter
        ),
        client.post(f"{url}/links", json=link | {"linked_on": ahead}, headers=drafter),
        client.post(f"{url}/links", json=link | {"extent": "interim"}, headers=drafter),
    ]

    told = [(one.status_code, one.json()["field"]) for one in sent]
    assert told == [
        (422, "raised_on"),
        (422, "as_of"),
        (422, "linked_on"),
        (422, "expires_on"),
    ]
