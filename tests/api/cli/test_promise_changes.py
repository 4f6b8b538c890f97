"""A promise is recorded, moved, fulfilled and withdrawn from the command line."""

import pytest
from sqlmodel import Session

from tests.api.cli.conftest import InDatabase, Runner
from tests.factories import make_document, make_gap
from tests.services.test_relation_entry import add_provision

RECORD = ("commitment", "record", "Ban hành thông tư hướng dẫn", "--kind", "guidance")
BY = ("--lead", "BNV", "--on", "2025-08-01")


@pytest.fixture
def gap(run: Runner, in_database: InDatabase) -> str:
    """The code of a gap, beside two letters: one that says what is promised, one that keeps it."""
    assert run("commitment", "list").code == 0

    def make(session: Session) -> str:
        says = make_document(session, number_as_printed="16/CV-BCĐ")
        add_provision(session, says, "dieu-2", "Bộ Nội vụ ban hành Thông tư.")
        make_document(session, number_as_printed="77/BNV-TCBC")
        return make_gap(session).code

    return str(in_database(make))


def test_a_promise_is_recorded_with_all_that_was_said(run: Runner, gap: str) -> None:
    said = (
        *("--type", "CV", "--with", "BTC", "--with", "các địa phương", "--sector", "dat-dai"),
        *("--gap", gap, "--source", "16/CV-BCĐ", "--provision", "Điều 2"),
        *("--quote", "Bộ Nội vụ ban hành", "--delay-reason", "Chờ Luật."),
        *("--phrase", "trong quý IV năm 2025"),
    )

    made = run(*RECORD, *BY, *said, "--json").json

    assert (made["promised_on"], made["lead"]) == ("2025-08-01", "Bộ Nội vụ")
    assert (made["due_from"], made["due_to"]) == ("2025-10-01", "2025-12-31")
    assert (made["precision"], made["phrase"]) == ("quarter", "trong quý IV năm 2025")
    assert made["coordinators"] == ["Bộ Tài chính", "các địa phương"]
    assert (len(made["gap_ids"]), made["delay_reason"]) == (1, "Chờ Luật.")
    assert made["source"]["provision_id"] == "dieu-2"
    undated = run(*RECORD, "--lead-words", "các bộ", "--inferred")
    assert (undated.code, undated.out) == (0, f"Đã ghi cam kết {made['id'] + 1}.\n")


def test_a_date_is_moved_by_days_or_by_words(run: Runner, gap: str) -> None:
    key = str(run(*RECORD, *BY, "--due", "2025-09-30", "--json").json["id"])
    move = ("commitment", "move", key, "--reason", "resources")

    period = ("--due-from", "2025-10-01", "--due", "2025-10-31", "--precision", "month")
    first = run(*move, *period, "--operator", "before", "--on", "2025-08-05", "--json").json
    second = run(*move, "--phrase", "quý IV năm 2025", "--source", "16/CV-BCĐ", "--words", "thiếu")

    assert (first["due_from"], first["due_to"]) == ("2025-10-01", "2025-10-31")
    assert second.out == f"Đã ghi vào quá trình của cam kết {key}.\n"
    history = run("commitment", "moves", key, "--json").json["history"]
    assert [one["precision"] for one in history] == ["month", "quarter"]
    assert [one["phrase"] for one in history] == ["", "quý IV năm 2025"]
    assert run(*move, "--phrase", "quý IV năm 2025").code == 2, "the present date"
    assert run(*move, "--json").json["error"]["field"] == "due_to", "to what?"
    assert run("commitment", "move", key, "--reason", "calendar", "--due", "2026-01-01").code == 2


def test_a_promise_is_fulfilled_by_a_document_and_an_action_by_words(run: Runner, gap: str) -> None:
    key = str(run(*RECORD, *BY, "--json").json["id"])
    action = ("commitment", "record", "Sắp xếp trụ sở", "--kind", "action", *BY, "--json")
    done = str(run(*action).json["id"])

    kept = ("commitment", "fulfil", key)
    assert run(*kept, "--words", "đã làm").code == 2, "guidance is kept by a document"
    shown = run(*kept, "--document", "77/BNV-TCBC", "--on", "2025-08-20", "--json").json
    assert (shown["state"], shown["end"]["held_on"]) == ("done_undated", "2025-08-20")
    assert run("commitment", "fulfil", done, "--words", "Biên bản họp.").code == 0
    assert run("commitment", "fulfil", done, "--words", "Biên bản họp.").code == 1, "closed"


def test_a_promise_is_withdrawn_with_its_reason(run: Runner, gap: str) -> None:
    key = str(run(*RECORD, *BY, "--json").json["id"])

    assert run("commitment", "withdraw", key).code == 2
    assert run("commitment", "withdraw", key, "--words", " ").code == 2
    gone = run("commitment", "withdraw", key, "--words", "Không còn cần.", "--json").json

    assert (gone["state"], gone["end"]["words"]) == ("withdrawn", "Không còn cần.")


def test_a_gap_is_tied_to_a_promise_that_was_recorded(run: Runner, gap: str) -> None:
    key = str(run(*RECORD, *BY, "--json").json["id"])

    assert run("commitment", "tie", key, "KT-99999").code == 2
    assert len(run("commitment", "tie", key, gap, "--json").json["gap_ids"]) == 1
    assert run("commitment", "tie", key, gap).code == 1, "once"


def test_the_promised_document_is_named_and_renamed(run: Runner) -> None:
    made = run(*RECORD, *BY, "--title", "Thông tư về trụ sở", "--json").json

    renamed = run("commitment", "title", str(made["id"]), "Thông tư về nhà, đất", "--json").json

    assert made["expected_title"] == "Thông tư về trụ sở"
    assert renamed["expected_title"] == "Thông tư về nhà, đất"
    assert run("commitment", "title", str(made["id"]), "TT").code == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (("--lead", "không có"), "lead_agency"),
        (("--lead", "BNV", "--gap", "KT-99"), "gaps"),
        (("--lead", "BNV", "--type", "ZZZ"), "expected_type_code"),
        (("--lead", "BNV", "--kind", "action", "--title", "Thông tư"), "expected_title"),
        (("--lead", "BNV", "--phrase", "không rõ"), "due_phrase"),
        (("--lead", "BNV", "--due-from", "2025-10-01"), "due_to"),
        (("--lead", "BNV", "--due", "hôm nay"), "due_to"),
        ((), "lead_words"),
    ],
)
def test_what_is_wrong_is_named(run: Runner, gap: str, wrong: tuple[str, ...], field: str) -> None:
    refused = run(*RECORD, *wrong, "--json")

    assert (refused.code, refused.json["error"]["field"]) == (2, field)
