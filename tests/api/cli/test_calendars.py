from datetime import date
from pathlib import Path

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.commitment_stage import NewStage
from directives.services.commitment_stages import enter_stage
from directives.store.session import open_engine, unit_of_work
from directives.vocabulary import Operator, Role, Stage
from tests.api.cli.conftest import Runner
from tests.factories import NOW, TODAY, make_actor, make_commitment

DUE = date(2025, 10, 15)  # ten working days from 1 October 2025


def owe(session: Session) -> None:
    make_commitment(
        session,
        due_from=DUE,
        due_to=DUE,
        due_operator=Operator.ON_OR_BEFORE,
        due_phrase="trong 10 ngày làm việc",
    )


def test_a_day_is_tried_changed_and_listed_with_the_dates_that_move(
    run: Runner, data_dir: Path
) -> None:
    engine = open_engine(f"sqlite:///{data_dir / 'directives.db'}")
    with unit_of_work(engine) as session:
        owe(session)
    engine.dispose()
    change = ("calendar", "set", "2025-10-13", "--kind", "holiday", "--reason", "Thông báo 1")

    tried = run(*change, "--dry-run", "--json").json
    assert (tried["saved"], [one["after"] for one in tried["moved"]]) == (False, ["2025-10-16"])
    assert run("calendar", "history", "--json").json == []

    done = run(*change, "--json").json
    assert (done["saved"], done["moved"]) == (True, tried["moved"])
    listed = run("calendar", "list", "--year", "2025", "--json").json
    (day,) = [one for one in listed if one["day"] == "2025-10-13"]
    assert (day["kind"], day["reason"], day["status"]) == ("holiday", "Thông báo 1", "confirmed")
    (said,) = run("calendar", "history", "--json").json
    assert (said["version"], said["by"]) == (1, "Dòng lệnh")
    assert "Thông báo 1" in run("calendar", "history").out


def test_a_stage_that_moves_is_listed_with_its_name(run: Runner, data_dir: Path) -> None:
    engine = open_engine(f"sqlite:///{data_dir / 'directives.db'}")
    with unit_of_work(engine) as session:
        key = saved_id(make_commitment(session))
        new = NewStage(stage=Stage.COMMENTS, entered_on=TODAY)
        enter_stage(session, make_actor(session, Role.OVERSIGHT), key, new, now=NOW)
    engine.dispose()
    change = ("calendar", "set", "2025-10-13", "--kind", "holiday", "--reason", "Thông báo 1")

    (moved,) = run(*change, "--dry-run", "--json").json["moved"]
    assert (moved["stage"], moved["before"], moved["after"]) == ("comments", str(DUE), "2025-10-16")
    assert run(*change).out.splitlines()[0].endswith("\tcomments")


def test_a_swap_changes_both_days_and_can_be_taken_back(run: Runner) -> None:
    swap = ("calendar", "swap", "2025-10-13", "2025-10-11", "--reason", "Thông báo 2")

    assert "chưa ghi gì" in run(*swap, "--dry-run").out
    assert "Đã sửa lịch" in run(*swap).out
    assert "2025-10-11\tLàm bù" in run("calendar", "list", "--year", "2025").out
    back = ("calendar", "set", "2025-10-13", "--kind", "ordinary", "--reason", "Bỏ hoán đổi")
    assert run(*back).code == 0
    assert "2025-10-13" not in run("calendar", "list").out


def test_a_day_that_cannot_be_so_is_bad_input(run: Runner) -> None:
    done = run("calendar", "swap", "2025-10-11", "2025-10-13", "--reason", "Ngược ngày", "--json")

    assert (done.code, done.json["error"]["field"]) == (2, "day")


def test_the_calendar_is_compared_with_the_package(run: Runner) -> None:
    told = run("calendar", "check", "--year", "2026", "--json").json

    assert [(one["day"], one["is_working"]) for one in told] == [
        ("2026-01-02", False),
        ("2026-01-10", True),
    ]
    assert "0 ngày khác nhau." in run("calendar", "check", "--year", "2025").out
    assert "2027-02-04\tlàm việc\t\t29 Tết" in run("calendar", "check").out
