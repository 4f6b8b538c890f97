from datetime import date

import pytest
from sqlmodel import Session

from directives.models.base import saved_id
from directives.services.commitments import move
from tests.api.cli.conftest import InDatabase, Runner
from tests.factories import NOW, make_actor, make_commitment, make_document
from tests.services.test_commitments import moved_to


@pytest.fixture
def promise(run: Runner, in_database: InDatabase) -> str:
    """The key of a promise of the Ministry of Home Affairs."""

    def make(session: Session) -> str:
        make_document(session, number_as_printed="77/BNV-TCBC")
        return str(saved_id(make_commitment(session, promised_on="2025-08-01")))

    assert run("commitment", "list").out == ""
    return str(in_database(make))


def test_a_promise_is_listed_shown_and_taken_on(run: Runner, promise: str) -> None:
    step = ("commitment", "step", promise)
    assert run(*step, "accepted", "--on", "2025-08-02").code == 0
    assert (
        run(*step, "transferred", "--on", "2025-08-03", "--to", "BTC", "--words", "đúng").code == 0
    )
    reported = run(*step, "reported", "--on", "2025-08-14", "--document", "77/BNV-TCBC")
    waiting = run("commitment", "list", "--state", "awaiting_confirmation", "--json").json
    assert run(*step, "confirmed").code == 0
    shown = run("commitment", "show", promise).json

    assert (reported.code, waiting["total"]) == (0, 1)
    assert [one["kind"] for one in shown["steps"]] == ["accepted", "transferred", "reported"]
    assert (shown["state"], shown["end"]["held_on"]) == ("done_on_time", "2025-08-14")
    past = run("commitment", "show", promise, "--as-of", "2025-08-02", "--json").json
    assert (past["state"], past["responsibility"]) == ("in_time", "accepted")
    assert "Hoàn thành đúng hạn\t2025-10-14\tBộ Nội vụ" in run("commitment", "list").out
    assert run("commitment", "list", "--as-of", "2025-07-31", "--json").json["total"] == 0


def test_a_step_out_of_turn_is_refused_in_one_line(run: Runner, promise: str) -> None:
    assert run("commitment", "step", promise, "resumed").code == 1
    assert run("commitment", "step", promise, "confirmed").code == 1
    assert run("commitment", "step", promise, "paused").code == 2
    assert run("commitment", "step", promise, "transferred", "--to", "không có").code == 2
    assert run("commitment", "show", "99").code == 1


def test_a_promise_enters_a_stage_and_its_limit_is_told(run: Runner, promise: str) -> None:
    stage = ("commitment", "stage", promise)
    drafting = run(*stage, "drafting", "--on", "2025-08-04")
    short = ("comments", "--on", "2025-08-05", "--procedure", "shortened", "--json")
    comments = run(*stage, *short).json["stages"][-1]
    own = ("appraisal", "--on", "2025-08-11", "--days", "5", "--unit", "calendar", "--json")
    appraisal = run(*stage, *own).json["stages"][-1]

    assert drafting.out == f"Đã ghi vào quá trình của cam kết {promise}.\n"
    assert (comments["procedure"], comments["due_on"]) == ("shortened", "2025-08-08")
    assert (appraisal["limit_days"], appraisal["due_on"]) == (5, "2025-08-18")
    assert run(*stage, "doing").code == 2, "no stage of a document"
    assert run(*stage, "submitted", "--days", "5", "--json").json["error"]["field"] == "limit_days"
    assert run(*stage, "thẩm tra").code == 2


def test_a_promise_waits_and_waits_no_longer(run: Runner, promise: str) -> None:
    wait = ("commitment", "wait", promise, "--document", "77/BNV-TCBC")
    waiting = run(*wait, "--words", "chờ hướng dẫn", "--json").json["waits_for_documents"]
    lifted = run(*wait, "--lifted", "--on", "2026-01-05")

    assert (len(waiting), lifted.code) == (1, 0)
    assert run("commitment", "show", promise).json["waits_for_documents"] == []
    assert run("commitment", "wait", promise).code == 2, "for what?"
    assert run("commitment", "wait", promise, "--commitment", promise).code == 2, "for itself"
    assert run("commitment", "wait", promise, "--commitment", "99").code == 1


def test_the_moves_of_a_promise_are_listed(
    run: Runner, promise: str, in_database: InDatabase
) -> None:
    def put_back(session: Session) -> None:
        later = moved_to(date(2025, 11, 20), date(2025, 10, 1))
        later.reason_words = "chờ ý kiến"
        move(session, make_actor(session), int(promise), later, now=NOW)

    assert run("commitment", "moves", promise).out == ""
    in_database(put_back)
    moves = run("commitment", "moves", promise, "--json").json

    assert (moves["first_due"]["due_to"], len(moves["history"])) == ("2025-10-14", 1)
    line = run("commitment", "moves", promise).out.rstrip("\n").split("\t")
    assert line == ["2025-10-01", "2025-10-14", "2025-11-20", "Đang lấy ý kiến", "chờ ý kiến"]
    assert run("commitment", "moves", "99").code == 1


def test_the_deadline_of_the_body_itself_is_set_shown_and_taken_back(
    run: Runner, promise: str
) -> None:
    internal = ("commitment", "internal", promise)
    assert "Chưa có hạn nội bộ" in run(*internal).out
    assert run(*internal, "--due", "2025-10-10").out == "Hạn nội bộ: 10/10/2025.\n"
    back = run(*internal, "--none", "--words", "không cần", "--json").json

    assert back["internal_due_on"] is None
    assert [one["due_on"] for one in back["internal_history"]] == ["2025-10-10", None]
    assert run(*internal, "--due", "2025-10-14").code == 2, "not before the public one"
    assert run("commitment", "show", promise).json["internal_history"] == []
