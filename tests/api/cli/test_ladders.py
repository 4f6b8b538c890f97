import pytest

from tests.api.cli.conftest import Runner


def test_ladders_are_shown_and_changed(run: Runner) -> None:
    shown = run("ladder", "list", "--json").json
    assert shown["dated"]["steps"][0] == {"days": -30, "audience": "person"}
    assert shown["undated"]["every_days"] == 30
    assert "undated\t+14:person,+44:person,+44:unit_head\t30" in run("ladder", "list").out

    change = ("ladder", "set", "dated", "--steps", "-5:person, +2:office", "--reason", "Thử")
    changed = run(*change, "--json").json
    assert changed["dated"]["steps"] == [
        {"days": -5, "audience": "person"},
        {"days": 2, "audience": "office"},
    ]
    chase = ("ladder", "set", "undated", "--steps", "7:person", "--every", "14")
    assert "Đã đổi thang nhắc." in run(*chase, "--reason", "Thử").out
    assert run("ladder", "list", "--json").json["undated"]["every_days"] == 14


def test_the_ladders_of_those_who_oversee_are_shown_too(run: Runner) -> None:
    shown = run("ladder", "list", "--json").json
    assert [step["days"] for step in shown["report"]["steps"]] == [0, 7, 14, 30]
    assert shown["rejection"] == shown["report"]
    assert shown["pause"] == {"steps": [{"days": 30, "audience": "oversight"}], "every_days": 30}
    assert "pause\t+30:oversight\t30" in run("ladder", "list").out


@pytest.mark.parametrize("steps", ["7", "7:nobody", "person:7", "7:person,", "1:office"])
def test_steps_that_are_none_are_bad_input(run: Runner, steps: str) -> None:
    done = run("ladder", "set", "dated", "--steps", steps, "--reason", "Thử", "--json")

    assert (done.code, done.json["error"]["field"]) == (2, "steps")
