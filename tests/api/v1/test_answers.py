from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.commitment import Commitment, NewMove
from directives.models.commitment_block import NewBlock
from directives.models.commitment_step import NewStep
from directives.models.explanation import NewExplanation
from directives.services.commitment_blocks import say_blocked
from directives.services.commitment_steps import take_step
from directives.services.explanations import explain
from directives.vocabulary import MoveReason, Operator, Precision, RecordState, Role, StepKind
from tests.factories import (
    NOW,
    TODAY,
    UNDATED,
    agency_id,
    make_actor,
    make_commitment,
    make_document,
    make_move,
    moment_of,
)
from tests.services.test_gap_reports import reported

URL = "/api/v1/answers/late"
DAY = {"as_of": "2025-11-10"}


def moved_late(session: Session, number: str = "309/BNV-TCBC") -> Commitment:
    """Make a promise that two places wait for, moved once, a day after it was due."""
    gap = reported(session, "15", "01")
    source = make_document(session, number_as_printed=number)
    said: dict[str, Any] = {"source_document_id": source.id, "source_quote": "nguyên văn"}
    promise = make_commitment(session, gap_ids=(gap,), **said)
    moved = NewMove(
        moved_on=date(2025, 10, 15),
        reason=MoveReason.RESOURCES,
        reason_words="Thiếu người soạn thảo.",
        due_from=date(2025, 10, 31),
        due_to=date(2025, 10, 31),
        due_operator=Operator.ON_OR_BEFORE,
        due_precision=Precision.DAY,
        due_phrase="hết tháng 10",
    )
    make_move(session, promise, moved)
    return promise


def test_the_sentence_names_the_promised_document_unless_the_promise_does(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    late: dict[str, Any] = {"promise": "Ban hành thông tư hướng dẫn"}
    for title in ("Thông tư hướng dẫn", "Thông tư về trụ sở"):
        stored(partial(make_commitment, **late, expected_title=title))

    answers = client.get(URL, params=DAY).json()["answers"]

    told = [one["sentence"]["vi"].partition("đã hứa ")[2] for one in answers]
    assert told[0].startswith("ban hành thông tư hướng dẫn trước ngày 15/10/2025")
    assert told[1].startswith("ban hành thông tư hướng dẫn (“Thông tư về trụ sở”) trước ngày")
    assert answers[1]["expected_title"] == "Thông tư về trụ sở"


def test_each_answer_is_one_sentence_whose_every_clause_has_a_source(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    key = stored(moved_late).id

    answer = client.get(URL, params=DAY).json()

    (late,) = answer["answers"]
    assert (answer["as_of"], answer["total"]) == ("2025-11-10", 1)
    assert late["sentence"]["vi"] == (
        "Bộ Nội vụ quá hạn 10 ngày, từ ngày 01/11/2025: đã hứa ban hành thông tư hướng dẫn chậm"
        " nhất ngày 31/10/2025 tại Công văn 309/BNV-TCBC; đã lùi hạn 1 lần (1 lần khi đã quá"
        " hạn); lý do: thiếu nhân lực, kinh phí – thiếu người soạn thảo."
    )
    assert late["sentence"]["en"].startswith("Ministry of Home Affairs is 10 days late, since ")
    assert [clause["part"] for clause in late["clauses"]] == [
        "who",
        "since",
        "what",
        "where",
        "moved",
        "why",
    ]
    assert late["clauses"][3]["url"] == f"/van-ban/{late['source']['document_id']}"
    for clause in late["clauses"]:
        assert client.get(clause["url"]).status_code == 200
    figures = ("first_due_to", "due_to", "late_since", "days_late", "slip_days", "moves")
    assert [late[name] for name in figures] == [
        "2025-10-14",
        "2025-10-31",
        "2025-11-01",
        10,
        17,
        1,
    ]
    assert (late["id"], late["moves_after_due"], late["reason"]) == (key, 1, "resources")
    assert (late["waiting_places"], late["debt_days"]) == (2, 20)


def test_the_days_of_a_pause_are_named_where_days_and_since_would_not_agree(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    def paused(session: Session) -> Commitment:
        promise, oversight = make_commitment(session), make_actor(session, Role.OVERSIGHT)
        for kind, day in (
            (StepKind.PAUSED, date(2025, 10, 16)),
            (StepKind.RESUMED, date(2025, 11, 4)),
        ):
            step = NewStep(kind=kind, held_on=day, words="chờ luật")
            take_step(session, oversight, saved_id(promise), step, now=moment_of(day))
        return promise

    key = stored(paused).id
    known = {**DAY, "known_at": "2025-11-10T12:00:00Z"}

    (late,) = client.get(URL, params=known).json()["answers"]

    assert (late["late_since"], late["days_late"], late["paused_days"]) == ("2025-10-15", 9, 18)
    assert late["reported_on"] is None
    assert (
        "quá hạn 9 ngày, từ ngày 15/10/2025 (không kể 18 ngày tạm dừng): "
        in (late["sentence"]["vi"])
    )
    assert "(not counting 18 days of a pause)" in late["sentence"]["en"]
    assert late["clauses"][2]["url"] == f"/cam-ket/{key}#qua-trinh"


def test_what_was_reported_when_late_stays_late_and_waits_to_be_confirmed(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    reported_on = date(2025, 10, 20)

    def reported(session: Session) -> Commitment:
        promise, body = make_commitment(session), make_actor(session)
        report = NewStep(kind=StepKind.REPORTED, held_on=reported_on, words="đã trình")
        take_step(session, body, saved_id(promise), report, now=moment_of(reported_on))
        return promise

    key = stored(reported).id
    known = {**DAY, "known_at": "2025-11-10T12:00:00Z"}

    (late,) = client.get(URL, params=known).json()["answers"]

    assert (late["reported_on"], late["days_late"], late["paused_days"]) == ("2025-10-20", 6, 21)
    assert (
        "quá hạn 6 ngày, từ ngày 15/10/2025, báo hoàn thành ngày 20/10/2025, chờ xác nhận"
        " (không kể 21 ngày tạm dừng hoặc chờ xác nhận): " in late["sentence"]["vi"]
    )
    assert "was reported as kept on 20/10/2025 and waits" in late["sentence"]["en"]
    assert late["clauses"][2]["url"] == f"/cam-ket/{key}#qua-trinh"
    listed = client.get("/api/v1/commitments", params={**known, "state": "overdue"}).json()
    assert [one["id"] for one in listed["commitments"]] == [key]


def why(client: TestClient) -> tuple[str, str, list[str]]:
    """Return why the only late promise is late, in both languages, and where that is shown."""
    (late,) = client.get(URL, params=DAY).json()["answers"]
    clauses = [clause for clause in late["clauses"] if clause["part"] == "why"]
    told = late["sentence"]["vi"].rsplit("; ", 1)[1], late["sentence"]["en"].rsplit("; ", 1)[1]
    for clause in clauses:
        assert client.get(clause["url"]).status_code == 200
    return *told, [clause["url"] for clause in clauses]


def test_why_is_what_it_waits_for_else_what_the_body_explains_else_what_came_with_the_promise(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    key = stored(lambda session: make_commitment(session, delay_reason="Chờ luật.")).id
    page = f"/cam-ket/{key}"
    assert why(client) == (
        "lý do: chờ luật.",
        "reason: chờ luật.",
        [f"{page}#ly-do-cham"],
    )
    told = " ".join(client.get(page).text.split())
    assert 'id="ly-do-cham">Lý do chậm, nêu cùng cam kết</h2> <p>Chờ luật.</p>' in told

    words = "Chờ ý kiến của các bộ. " * 20
    stored(lambda session: make_explanation(session, key, words))
    told, english, urls = why(client)
    assert told.startswith("giải trình: chờ ý kiến của các bộ. Chờ")
    assert (told.endswith(" ….") and len(told) < 230, urls) == (True, [f"{page}#giai-trinh"])
    assert english.startswith("its explanation: chờ ý kiến")

    draft = stored(lambda session: blocked_by_document(session, key, RecordState.DRAFT))
    assert why(client)[0] == told  # nobody may know of the draft
    other = stored(lambda session: blocked_by_promise(session, key))
    letter = stored(lambda session: blocked_by_document(session, key, RecordState.PUBLISHED))
    assert why(client) == (
        "chờ cam kết “trình Chính phủ nghị định”, Công văn 77/BNV-TCBC.",
        "waiting for the commitment “trình Chính phủ nghị định”, Công văn 77/BNV-TCBC.",
        [f"/cam-ket/{other}", f"/van-ban/{letter}"],
    )
    (late,) = client.get(URL, params=DAY).json()["answers"]
    assert (late["waits_for_commitments"], late["waits_for_documents"]) == ([other], [letter])
    assert (draft in late["waits_for_documents"], late["delay_reason"]) == (False, "Chờ luật.")


def make_explanation(session: Session, key: int, words: str) -> None:
    new = NewExplanation(explained_on=TODAY, words=words)
    explain(session, make_actor(session, Role.SYSTEM), key, new, now=NOW)


def blocked_by_promise(session: Session, key: int) -> int:
    made = make_commitment(session, promise="Trình Chính phủ nghị định", **UNDATED)
    other = saved_id(made)
    new = NewBlock(by_commitment_id=other, held_on=TODAY)
    say_blocked(session, make_actor(session, Role.SYSTEM), key, new, now=NOW)
    return other


def blocked_by_document(session: Session, key: int, state: RecordState) -> int:
    printed = "77/BNV-TCBC" if state is RecordState.PUBLISHED else "78/BNV-TCBC"
    made = make_document(session, number_as_printed=printed, state=state)
    document = saved_id(made)
    new = NewBlock(by_document_id=document, held_on=TODAY)
    say_blocked(session, make_actor(session, Role.SYSTEM), key, new, now=NOW)
    return document


def test_what_is_not_recorded_is_said_to_be_missing(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    stored(lambda session: make_commitment(session, lead_is_inferred=True))

    (late,) = client.get(URL, params=DAY).json()["answers"]

    assert late["sentence"]["vi"] == (
        "Bộ Nội vụ (được coi là cơ quan chủ trì) quá hạn 27 ngày, từ ngày 15/10/2025: đã hứa ban"
        " hành thông tư hướng dẫn trước ngày 15/10/2025, chưa ghi văn bản nguồn; chưa lùi hạn lần"
        " nào; chưa nêu lý do."
    )


def test_a_source_that_is_no_longer_public_is_not_linked_and_a_draft_not_even_quoted(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    def with_source(session: Session, state: RecordState) -> Commitment:
        source = make_document(session, number_as_printed="77/BNV-TCBC", state=state)
        return make_commitment(session, source_document_id=source.id, source_quote="nguyên văn")

    stored(lambda session: with_source(session, RecordState.DRAFT))

    (late,) = client.get(URL, params=DAY).json()["answers"]

    assert "77/BNV" not in str(late)
    assert late["source"] == {
        "document_id": None,
        "document": None,
        "provision_id": None,
        "quote": "",
    }


def test_the_past_does_not_know_what_came_later_and_filters_narrow(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    stored(moved_late)
    finance = stored(lambda s: make_commitment(s, lead_agency_id=agency_id(s, "BTC"))).id
    earlier = {**DAY, "known_at": "2025-09-30T00:00:00+07:00"}

    assert client.get(URL, params=earlier).json()["answers"] == []
    found = client.get(URL, params={**DAY, "agency": "BTC"}).json()
    assert [late["id"] for late in found["answers"]] == [finance]
    assert client.get(URL, params={**DAY, "sector": "dat-dai"}).json()["total"] == 0
    assert client.get(URL, params={**DAY, "province": "15"}).json()["total"] == 1
    paged = client.get(URL, params={**DAY, "limit": 1, "offset": 1}).json()
    assert (paged["total"], len(paged["answers"])) == (2, 1)


@pytest.mark.parametrize(
    ("query", "status", "field"),
    [
        ({"agency": "khong-co"}, 422, "agency"),
        ({"sector": "khong-co"}, 422, "sector"),
        ({"province": "khong-co"}, 404, "code"),
        ({"as_of": "2025-02-30"}, 422, "as_of"),
        ({"known_at": "hôm qua"}, 422, "known_at"),
    ],
)
def test_a_wrong_question_is_named(
    client: TestClient, query: dict[str, str], status: int, field: str
) -> None:
    answer = client.get(URL, params=query)

    assert (answer.status_code, answer.json()["field"]) == (status, field)


def test_the_bodys_explanation_stands_in_the_answer_and_in_the_promise(
    client: TestClient, stored: Callable[..., Any], token_for: Callable[..., dict[str, str]]
) -> None:
    key = stored(moved_late).id
    url = f"/api/v1/commitments/{key}/explanations"
    sent = {"explained_on": "2025-10-01", "words": "Chờ ý kiến của bộ khác."}

    assert client.post(url, json=sent).status_code == 401
    assert client.post(url, json=sent, headers=token_for(Role.OVERSIGHT)).status_code == 403
    answer = client.post(url, json=sent, headers=token_for(Role.DRAFTER))

    assert answer.status_code == 201
    assert [one["words"] for one in answer.json()["explanations"]] == [sent["words"]]
    (late,) = client.get(URL, params=DAY).json()["answers"]
    assert [one["explained_on"] for one in late["explanations"]] == ["2025-10-01"]
