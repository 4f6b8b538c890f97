from pathlib import Path

import pytest

from directives.models.base import saved_id
from directives.store.session import open_engine, unit_of_work
from tests.api.cli.conftest import Runner
from tests.factories import make_commitment, make_document


@pytest.fixture
def promise(run: Runner, data_dir: Path) -> str:
    """The key of a promise of the Ministry of Home Affairs."""
    assert run("commitment", "list").out == ""
    engine = open_engine(f"sqlite:///{data_dir / 'directives.db'}")
    with unit_of_work(engine) as session:
        make_document(session, number_as_printed="77/BNV-TCBC")
        key = str(saved_id(make_commitment(session, promised_on="2025-08-01")))
    engine.dispose()
    return key


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
