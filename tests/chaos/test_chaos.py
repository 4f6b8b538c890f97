from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.chaos.__main__ import storm_on
from tests.chaos.storm import Plan
from tests.chaos.world import Owed, Person, Promise, World

SHORT = Plan(days=2, runs_each_day=8, schedulers=2, deliverers=2, people=12, promises=15)


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_each_notice_is_kept_once_and_told_once_a_day_whoever_dies(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    template = request.getfixturevalue(f"{kind}_template")
    with template.copy(tmp_path) as url:
        storm, verdict = storm_on(url, tmp_path, SHORT)

    assert verdict.wrong == dict.fromkeys(verdict.wrong, 0), (storm.troubles, verdict.histories)
    assert int(str(verdict.seen["notices"])) > 0
    assert int(str(verdict.seen["mails"])) > 0
    assert int(str(verdict.seen["brought_by_schedulers"])) > 0
    assert int(str(verdict.seen["mail_server_kept_silent"])) > 0


def test_the_slow_computation_names_the_last_rung_of_each_circle() -> None:
    due = date(2025, 10, 14)
    world = World(
        people=[Person(1, 7, "person"), Person(2, 7, "office"), Person(3, None, "oversight")],
        promises={1: Promise(1, 7, date(2025, 9, 1), due)},
        absences=[(1, due, due)],
    )

    assert set(world.owed(due - timedelta(8))) == {Owed(1, 1, "person", -30, due)}
    assert set(world.owed(due)) == {Owed(1, 2, "person", 0, due)}, "the person is away"
    assert set(world.owed(due + timedelta(31))) == {
        Owed(1, 1, "person", 0, due),
        Owed(1, 2, "unit_head", 1, due),
        Owed(1, 2, "office", 15, due),
        Owed(1, 3, "oversight", 30, due),
    }


def test_the_slow_computation_chases_what_has_no_date_each_month() -> None:
    made = date(2025, 9, 1)
    world = World(people=[Person(1, 7, "person")], promises={1: Promise(1, 7, made, None)})

    owed = {after: list(world.owed(made + timedelta(after))) for after in (13, 14, 43, 44)}

    assert owed[13] == []
    assert owed[14] == owed[43] == [Owed(1, 1, "person", 14, None)]
    assert owed[44][0] == Owed(1, 1, "person", 44, None)
