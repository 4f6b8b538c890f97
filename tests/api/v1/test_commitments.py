from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from directives.vocabulary import CommitmentKind, RecordState, Role
from tests.api.conftest import SignedIn
from tests.factories import UNDATED, make_commitment, make_document, make_gap

URL = "/api/v1/commitments"
DUE = {
    "due_from": "2025-10-14",
    "due_to": "2025-10-14",
    "due_operator": "before",
    "due_precision": "day",
    "due_phrase": "trước ngày 15/10",
}
NEW = {
    "promise": "Ban hành thông tư hướng dẫn",
    "kind": "guidance",
    "lead_agency": "BNV",
    "promised_on": "2025-10-01",
    **DUE,
}
OPEN = {
    "due_from": None,
    "due_to": None,
    "due_operator": None,
    "due_precision": "session",
    "due_phrase": "Kỳ họp giữa năm 2026",
}
MOVE = {
    "moved_on": "2025-10-10",
    "reason": "collecting_comments",
    "due_from": "2025-11-01",
    "due_to": "2025-11-30",
    "due_precision": "month",
    "due_phrase": "trong tháng 11",
}


def test_a_call_sent_again_with_its_key_is_led_to_what_it_did(
    client: TestClient, token_for: Callable[..., dict[str, str]]
) -> None:
    headers = token_for() | {"Idempotency-Key": "f81d4fae"}
    first = client.post(URL, json=NEW, headers=headers)
    again = client.post(URL, json=NEW, headers=headers)
    other = client.post(URL, json=NEW | {"promise": "Ban hành Thông tư khác"}, headers=headers)
    others = client.post(URL, json=NEW, headers=token_for() | {"Idempotency-Key": "f81d4fae"})
    url = first.headers["location"]
    step = {"kind": "accepted", "held_on": "2025-10-01"}
    taken = [client.post(f"{url}/steps", json=step, headers=headers) for _ in range(2)]

    assert (first.status_code, again.status_code, again.headers["location"]) == (201, 303, url)
    assert (other.status_code, others.status_code) == (201, 201)
    assert [one.status_code for one in taken] == [201, 303]
    assert taken[1].headers["location"] == url
    assert client.get(URL).json()["total"] == 3


def test_a_refused_call_may_be_sent_again_with_its_key(
    client: TestClient, token_for: Callable[..., dict[str, str]]
) -> None:
    wrong = NEW | {"lead_agency": "KHÔNG CÓ"}
    headers = token_for() | {"Idempotency-Key": "f81d4fae"}

    statuses = [client.post(URL, json=wrong, headers=headers).status_code for _ in range(2)]
    assert statuses == [422, 422]
    assert client.post(URL, json=wrong, headers={"Idempotency-Key": "f81d4fae"}).status_code == 401


def test_a_promise_is_recorded_moved_and_kept(
    client: TestClient,
    token_for: Callable[..., dict[str, str]],
    stored: Callable[..., Any],
    on: Callable[[str], None],
) -> None:
    headers, gap = token_for(), stored(make_gap)
    more = {
        "kind": "action",
        "gap_ids": [gap.id, gap.id],
        "coordinators": ["BTC", "các địa phương"],
    }

    recorded = client.post(URL, json={**NEW, **more}, headers=headers)
    url = recorded.headers["location"]
    on("2025-10-10")
    moved = client.post(f"{url}/moves", json=MOVE, headers=headers)
    on("2025-12-02")
    kept = client.post(
        f"{url}/fulfilment",
        json={"held_on": "2025-12-02", "evidence": "biên bản"},
        headers=token_for(Role.OVERSIGHT),
    )

    made = recorded.json()
    assert (recorded.status_code, made["state"], made["lead"]) == (201, "in_time", "Bộ Nội vụ")
    assert made["gap_ids"] == [gap.id]
    assert made["coordinators"] == ["Bộ Tài chính", "các địa phương"]
    assert (moved.json()["due_to"], moved.json()["slip_days"]) == ("2025-11-30", 47)
    assert moved.json()["first_due"]["due_to"] == "2025-10-14"
    assert moved.json()["history"][0]["reason"] == "collecting_comments"
    assert (kept.json()["state"], kept.json()["days_late"]) == ("done_late", 2)
    assert kept.json()["end"]["words"] == "biên bản"


def test_a_promise_is_kept_by_a_document(
    client: TestClient,
    token_for: Callable[..., dict[str, str]],
    stored: Callable[..., Any],
    on: Callable[[str], None],
) -> None:
    promise = stored(make_commitment)
    later = stored(lambda session: make_document(session, issued_on=date(2025, 10, 5)))
    earlier = stored(lambda session: make_document(session, issued_on=date(2025, 9, 5)))
    headers, url = token_for(), f"{URL}/{promise.id}/fulfilment"
    on("2025-10-06")

    refused = client.post(
        url, json={"held_on": "2025-10-05", "document_id": earlier.id}, headers=headers
    )
    kept = client.post(
        url, json={"held_on": "2025-10-05", "document_id": later.id}, headers=headers
    )
    again = client.post(
        url, json={"held_on": "2025-10-06", "document_id": later.id}, headers=headers
    )

    assert (refused.status_code, refused.json()["field"]) == (422, "document_id")
    assert (kept.status_code, kept.json()["state"]) == (201, "done_on_time")
    assert (again.status_code, again.json()["code"]) == (409, "commitment_closed")


def test_a_promise_is_taken_back(
    client: TestClient,
    token_for: Callable[..., dict[str, str]],
    stored: Callable[..., Any],
    on: Callable[[str], None],
) -> None:
    promise = stored(make_commitment)
    on("2025-10-02")

    answer = client.post(
        f"{URL}/{promise.id}/withdrawal",
        json={"held_on": "2025-10-02", "reason": "không còn cần"},
        headers=token_for(Role.OVERSIGHT),
    )

    assert (answer.status_code, answer.json()["state"]) == (201, "withdrawn")


def test_a_late_promise_is_taken_back_by_oversight_only(
    client: TestClient,
    token_for: Callable[..., dict[str, str]],
    stored: Callable[..., Any],
    on: Callable[[str], None],
) -> None:
    url = f"{URL}/{stored(make_commitment).id}"
    on("2025-10-20")
    sent = {"held_on": "2025-10-20", "reason": "không còn cần"}

    refused = client.post(f"{url}/withdrawal", json=sent, headers=token_for())
    gone = client.post(f"{url}/withdrawal", json=sent, headers=token_for(Role.OVERSIGHT)).json()

    assert (refused.status_code, refused.json()["code"]) == (403, "withdrawn_when_late")
    assert (gone["state"], gone["days_late"], gone["late_since"]) == ("withdrawn", 6, "2025-10-15")


def test_promises_are_listed_by_state_on_a_day(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    dated = stored(make_commitment)
    undated = stored(lambda session: make_commitment(session, **UNDATED))

    def keys(**query: str) -> list[int]:
        return [found["id"] for found in client.get(URL, params=query).json()["commitments"]]

    assert keys() == [dated.id, undated.id]
    assert keys(state="undated") == [undated.id]
    assert keys(state="overdue") == []
    assert keys(state="overdue", as_of="2025-10-15") == [dated.id]
    assert keys(as_of="2025-09-30") == []
    page = client.get(URL, params={"limit": "1", "offset": "1"}).json()
    assert (page["total"], [one["id"] for one in page["commitments"]]) == (2, [undated.id])


def test_a_date_may_name_a_session_whose_day_is_not_known(
    client: TestClient, token_for: Callable[..., dict[str, str]]
) -> None:
    made = client.post(URL, json={**NEW, **OPEN}, headers=token_for())

    told = {key: made.json()[key] for key in ("state", "precision", "phrase", "due_to")}
    assert made.status_code == 201
    assert told == {
        "state": "undated",
        "precision": "session",
        "phrase": "Kỳ họp giữa năm 2026",
        "due_to": None,
    }


WORDS_ALONE = {key: value for key, value in NEW.items() if not key.startswith("due_")}


def test_words_alone_are_read_as_a_date(
    client: TestClient, token_for: Callable[..., dict[str, str]]
) -> None:
    headers = token_for()
    said = WORDS_ALONE | {"due_phrase": "trong tháng 12/2026"}
    made = client.post(URL, json=said, headers=headers).json()
    move = {"moved_on": "2025-10-01", "reason": "collecting_comments", "due_phrase": "quý I/2027"}
    moved = client.post(f"{URL}/{made['id']}/moves", json=move, headers=headers)

    assert (made["due_from"], made["due_to"]) == ("2026-12-01", "2026-12-31")
    assert (made["precision"], made["phrase"]) == ("month", "trong tháng 12/2026")
    assert (moved.status_code, moved.json()["due_to"]) == (201, "2027-03-31")


def test_words_alone_that_name_no_day_are_an_undated_promise_or_refused(
    client: TestClient, token_for: Callable[..., dict[str, str]]
) -> None:
    headers = token_for()
    session = WORDS_ALONE | {"due_phrase": "tại Kỳ họp giữa năm 2026"}
    made = client.post(URL, json=session, headers=headers).json()
    said = WORDS_ALONE | {"due_phrase": "chưa biết lúc nào"}
    refused = client.post(URL, json=said, headers=headers)
    as_said = client.post(URL, json=said | {"due_precision": "none"}, headers=headers)

    assert (made["state"], made["precision"]) == ("undated", "session")
    assert (refused.status_code, refused.json()["field"]) == (422, "due_phrase")
    assert (as_said.status_code, as_said.json()["state"]) == (201, "undated")


def test_a_period_named_by_its_days_is_exact_to_the_day_and_ends_with_its_last(
    client: TestClient, token_for: Callable[..., dict[str, str]]
) -> None:
    ends = {"due_from": "2025-10-05", "due_to": "2025-10-14"}
    new = {**NEW, **ends, "due_precision": "day", "due_phrase": "từ ngày 5 đến ngày 14/10/2025"}
    made = client.post(URL, json=new, headers=token_for()).json()

    late = {
        day: client.get(URL, params={"state": "overdue", "as_of": f"2025-10-{day}"}).json()["total"]
        for day in (14, 15)
    }
    assert made == {**made, **ends, "precision": "day"}
    assert late == {14: 0, 15: 1}


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"kind": "x"}, 422, "kind"),
        ({"lead_agency": "không có"}, 422, "lead_agency"),
        ({"lead_agency": ""}, 422, "lead_words"),
        ({"sector": "x"}, 422, "sector"),
        ({"due_to": "2025-10-13"}, 422, "due_to"),
        ({"due_precision": "none"}, 422, "due_precision"),
        ({"due_from": None, "due_to": None}, 422, "due_precision"),
        ({**OPEN, "due_phrase": ""}, 422, "due_phrase"),
        ({"promised_on": "2025-13-01"}, 422, "promised_on"),
        ({"promised_on": 1759276800}, 422, "promised_on"),
        ({"kind": "action", "expected_title": "Thông tư về trụ sở"}, 422, "expected_title"),
        ({"kind": "action", "expected_type_code": "TT"}, 422, "expected_type_code"),
        ({"gap_ids": [999_999]}, 404, "gap_ids"),
        ({"gap_ids": [2**63]}, 422, "gap_ids.0"),
        ({"coordinators": [""]}, 422, "coordinators.0"),
        ({"source_document_id": 999_999}, 422, "source_quote"),
        ({"source_document_id": 999_999, "source_quote": "nguyên văn"}, 404, None),
    ],
)
def test_a_promise_that_is_said_wrongly_is_refused(
    client: TestClient,
    token_for: Callable[..., dict[str, str]],
    change: dict[str, object],
    status: int,
    field: str | None,
) -> None:
    answer = client.post(URL, json={**NEW, **change}, headers=token_for())

    assert (answer.status_code, answer.json()["field"]) == (status, field)
    assert client.get(URL).json()["total"] == 0


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("moves", {**MOVE, "moved_on": "2025-09-30"}, "moved_on"),
        ("moves", {**MOVE, "reason": "x"}, "reason"),
        ("moves", {**MOVE, "due_to": "2025-10-01"}, "due_to"),
        ("moves", {**MOVE, "sector": "dat-dai"}, "sector"),
        ("gaps", {"gap_id": 1, "sector": "dat-dai"}, "sector"),
        ("fulfilment", {"held_on": "2025-10-01"}, "evidence"),
        ("fulfilment", {"held_on": "2025-10-01", "evidence": "biên bản"}, "document_id"),
        ("fulfilment", {"held_on": "2025-09-05", "evidence": "biên bản"}, "held_on"),
        ("withdrawal", {"held_on": "2025-09-05", "reason": "không cần"}, "held_on"),
    ],
)
def test_a_change_that_is_said_wrongly_is_refused(
    client: TestClient,
    token_for: Callable[..., dict[str, str]],
    stored: Callable[..., Any],
    path: str,
    body: dict[str, object],
    field: str,
) -> None:
    promise = stored(make_commitment)

    answer = client.post(f"{URL}/{promise.id}/{path}", json=body, headers=token_for())

    assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_a_source_that_is_not_public_is_not_named(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    draft = stored(lambda session: make_document(session, state=RecordState.DRAFT))
    promise = stored(
        lambda session: make_commitment(
            session, source_document_id=draft.id, source_quote="nguyên văn"
        )
    )

    source = client.get(f"{URL}/{promise.id}").json()["source"]

    assert (source["document_id"], source["document"]) == (None, None)


def test_changes_need_the_right(
    client: TestClient,
    token_for: Callable[..., dict[str, str]],
    signed_in: Callable[..., SignedIn],
) -> None:
    assert client.post(URL, json=NEW).status_code == 401
    assert client.post(URL, json=NEW, headers=token_for(Role.OFFICER)).status_code == 403
    wrong_token = {"Authorization": "Bearer dt_sai"}
    assert client.post(URL, json=NEW, headers=wrong_token).status_code == 401
    drafter = signed_in()
    assert client.post(URL, json=NEW).status_code == 403
    assert client.post(URL, json=NEW, headers=drafter.headers).status_code == 201


def test_a_body_does_not_close_its_promise_of_a_circular_with_a_letter(
    client: TestClient, token_for: Callable[..., dict[str, str]], stored: Callable[..., Any]
) -> None:
    promise = stored(lambda session: make_commitment(session, expected_type_code="TT"))
    letter = stored(lambda session: make_document(session, issued_on=date(2025, 10, 1)))
    url, held = f"{URL}/{promise.id}", {"held_on": "2025-10-01", "document_id": letter.id}

    alone = client.post(f"{url}/fulfilment", json=held, headers=token_for())
    reported = client.post(f"{url}/steps", json={**held, "kind": "reported"}, headers=token_for())
    kept = client.post(f"{url}/confirmation", headers=token_for(Role.OVERSIGHT))

    assert (alone.status_code, alone.json()["code"]) == (403, "confirmation_needed")
    assert alone.json()["field"] == "document_id"
    assert reported.json()["state"] == "awaiting_confirmation"
    assert kept.json()["state"] == "done_on_time"


@pytest.mark.parametrize(("key", "status"), [(1, 404), (2**63, 422)])
def test_a_promise_that_is_not_there(client: TestClient, key: int, status: int) -> None:
    assert client.get(f"{URL}/{key}").status_code == status


def test_a_promise_is_accepted_transferred_paused_reported_and_confirmed(
    client: TestClient,
    token_for: Callable[..., dict[str, str]],
    stored: Callable[..., Any],
    on: Callable[[str], None],
) -> None:
    promise = stored(lambda session: make_commitment(session, kind=CommitmentKind.ACTION))
    url, drafter, oversight = f"{URL}/{promise.id}", token_for(), token_for(Role.OVERSIGHT)

    def step(headers: dict[str, str], kind: str, day: str, **more: object) -> dict[str, Any]:
        body = {"kind": kind, "held_on": day, **more}
        answer = client.post(f"{url}/steps", json=body, headers=headers)
        found: dict[str, Any] = answer.json()
        assert answer.status_code == (201 if "id" in found else found["status"])
        return found

    on("2025-10-02")
    accepted = step(drafter, "accepted", "2025-10-02")
    on("2025-10-06")
    given = step(oversight, "transferred", "2025-10-03", agency="BTC", words="đúng chức năng")
    refused = step(drafter, "paused", "2025-10-04", words="chờ luật mới")
    paused = step(oversight, "paused", "2025-10-04", words="chờ luật mới")
    early = step(oversight, "resumed", "2025-10-03")
    step(oversight, "resumed", "2025-10-05")
    reported = step(oversight, "reported", "2025-10-06", words="biên bản")
    confirmed = client.post(f"{url}/confirmation", headers=oversight)

    assert (accepted["responsibility"], accepted["state"]) == ("accepted", "in_time")
    assert (given["responsibility"], given["lead"]) == ("unanswered", "Bộ Nội vụ")
    assert len(given["answered_for_by"]) == 1
    assert refused["code"] == "right_missing"
    assert (paused["state"], paused["official_state"]) == ("paused", None)
    assert (early["status"], early["field"]) == (422, "held_on")
    assert reported["state"] == "awaiting_confirmation"
    assert (confirmed.status_code, confirmed.json()["state"]) == (201, "done_on_time")
    assert [one["kind"] for one in confirmed.json()["steps"]][-2:] == ["resumed", "reported"]
    assert confirmed.json()["end"]["words"] == "biên bản"


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"kind": "transferred", "words": "lý do"}, 422, "agency"),
        ({"kind": "transferred", "words": "lý do", "agency": "không có"}, 422, "agency"),
        ({"kind": "paused"}, 422, "words"),
        ({"kind": "resumed"}, 409, None),
        ({"kind": "reported"}, 422, "words"),
        ({"kind": "x"}, 422, "kind"),
    ],
)
def test_a_step_that_is_said_wrongly_is_refused(
    client: TestClient,
    token_for: Callable[..., dict[str, str]],
    stored: Callable[..., Any],
    on: Callable[[str], None],
    body: dict[str, object],
    status: int,
    field: str | None,
) -> None:
    promise = stored(make_commitment)
    on("2025-10-02")

    said = {"held_on": "2025-10-02", **body}
    headers = token_for(Role.OVERSIGHT)
    answer = client.post(f"{URL}/{promise.id}/steps", json=said, headers=headers)

    assert (answer.status_code, answer.json()["field"]) == (status, field)


def test_a_promise_goes_through_its_stages(
    client: TestClient,
    token_for: Callable[..., dict[str, str]],
    stored: Callable[..., Any],
    on: Callable[[str], None],
) -> None:
    url, headers = f"{URL}/{stored(make_commitment).id}", token_for()

    def enter(**said: object) -> Any:
        return client.post(f"{url}/stages", json=said, headers=headers)

    on("2025-10-07")
    entered = enter(stage="comments", entered_on="2025-10-06", procedure="shortened")
    refused = enter(stage="reporting", entered_on="2025-10-07")
    half = enter(stage="appraisal", entered_on="2025-10-07", limit_days=5)
    late = client.get(url, params={"as_of": "2025-10-12"}).json()["stages"]

    assert (entered.status_code, entered.json()["stages"][0]["limit_days"]) == (201, 3)
    assert (refused.status_code, refused.json()["code"]) == (422, "stage_not_of_kind")
    assert (half.status_code, half.json()["field"]) == (422, "limit_days")
    assert late == [
        {
            "stage": "comments",
            "procedure": "shortened",
            "entered_on": "2025-10-06",
            "limit_days": 3,
            "limit_unit": "working",
            "limit_holds_from": None,
            "due_on": "2025-10-09",
            "left_on": None,
            "days_late": 3,
        }
    ]


def test_a_promise_waits_for_another_and_never_in_a_circle(
    client: TestClient,
    token_for: Callable[..., dict[str, str]],
    stored: Callable[..., Any],
    on: Callable[[str], None],
) -> None:
    first, second = stored(make_commitment).id, stored(make_commitment).id
    document, headers = stored(make_document).id, token_for()

    def say(key: int, **said: object) -> Any:
        body = {"held_on": "2025-10-06", **said}
        return client.post(f"{URL}/{key}/blocks", json=body, headers=headers)

    on("2025-10-06")
    waits = say(first, by_commitment_id=second)
    both = say(first, by_document_id=document).json()
    circle = say(second, by_commitment_id=first)
    lifted = say(first, by_commitment_id=second, is_lifted=True).json()

    assert (waits.status_code, waits.json()["waits_for_commitments"]) == (201, [second])
    assert both["waits_for_documents"] == [document]
    assert (circle.status_code, circle.json()["code"]) == (422, "blocked_in_circle")
    assert (lifted["waits_for_commitments"], lifted["waits_for_documents"]) == ([], [document])


def test_the_deadline_of_the_body_itself_is_shown_to_its_own_people_only(
    client: TestClient, token_for: Callable[..., dict[str, str]]
) -> None:
    own, oversight = token_for(), token_for(Role.OVERSIGHT)
    url = client.post(URL, json=NEW, headers=own).headers["location"]
    said = {"due_on": "2025-10-10", "words": "để kịp trình"}

    made = client.post(f"{url}/internal-deadlines", json=said, headers=own)
    assert (made.status_code, made.json()["internal_due_on"]) == (201, "2025-10-10")
    assert client.get(url, headers=oversight).json()["internal_due_on"] == "2025-10-10"
    for headers in ({}, token_for(Role.OFFICER)):
        seen = client.get(url, headers=headers).json()
        assert (seen["internal_due_on"], seen["internal_history"]) == (None, [])
        assert (seen["due_to"], seen["state"]) == ("2025-10-14", "in_time")
    late = {"due_on": "2025-10-14"}
    refused = client.post(f"{url}/internal-deadlines", json=late, headers=own)
    assert (refused.status_code, refused.json()["field"]) == (422, "due_on")
    assert client.post(f"{url}/internal-deadlines", json=said, headers=oversight).status_code == 403


def test_a_gap_is_tied_later_and_known_since_then(
    client: TestClient,
    token_for: Callable[..., dict[str, str]],
    on: Callable[[str], None],
    stored: Callable[..., Any],
) -> None:
    promise, gap, headers = stored(make_commitment).id, stored(make_gap).id, token_for()
    url = f"{URL}/{promise}"

    on("2025-10-06")
    tied = client.post(f"{url}/gaps", json={"gap_id": gap}, headers=headers)
    again = client.post(f"{url}/gaps", json={"gap_id": gap}, headers=headers)
    nothing = client.post(f"{url}/gaps", json={"gap_id": 999_999}, headers=headers)

    assert (tied.status_code, tied.json()["gap_ids"]) == (201, [gap])
    assert (again.status_code, again.json()["code"]) == (409, "already_tied")
    assert (nothing.status_code, nothing.json()["field"]) == (404, "gap_id")
    before = {"as_of": "2025-10-06", "known_at": "2025-10-05T00:00:00Z"}
    assert client.get(url, params=before).json()["gap_ids"] == []


def test_the_title_of_what_is_promised_is_put_right(
    client: TestClient, token_for: Callable[..., dict[str, str]], on: Callable[[str], None]
) -> None:
    headers = token_for()
    named = NEW | {"expected_type_code": "TT", "expected_title": "Thông tư về trụ sở"}
    made = client.post(URL, json=named, headers=headers)
    url = made.headers["location"]

    on("2025-10-06")
    again = client.post(f"{url}/titles", json={"title": named["expected_title"]}, headers=headers)
    new = client.post(f"{url}/titles", json={"title": "Thông tư về nhà, đất"}, headers=headers)

    assert (made.json()["expected_title"], made.json()["titles"]) == ("Thông tư về trụ sở", [])
    assert made.json()["expected_type_code"] == "TT"
    assert (again.status_code, again.json()["field"]) == (422, "title")
    assert (new.status_code, new.json()["expected_title"]) == (201, "Thông tư về nhà, đất")
    assert [one["title"] for one in new.json()["titles"]] == ["Thông tư về nhà, đất"]
    (listed,) = client.get(URL).json()["commitments"]
    assert listed["expected_title"] == "Thông tư về nhà, đất"
    before = {"known_at": "2025-10-05T00:00:00Z"}
    assert client.get(url, params=before).json()["expected_title"] == "Thông tư về trụ sở"


def test_what_was_recorded_later_was_not_known_before(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    promise = stored(make_commitment)
    before = {"as_of": "2025-10-20", "known_at": "2025-09-30T00:00:00Z"}

    assert client.get("/api/v1/commitments", params=before).json()["commitments"] == []
    assert client.get(f"/api/v1/commitments/{promise.id}", params=before).status_code == 404
    after = {**before, "known_at": "2025-10-02T00:00:00Z"}
    assert client.get(f"/api/v1/commitments/{promise.id}", params=after).status_code == 200
