from tests.api.cli.conftest import Runner


def test_limits_of_stages_are_shown_and_set(run: Runner) -> None:
    shown = run("stage-limit", "list", "--json").json
    comments = {
        "type_code": None,
        "stage": "comments",
        "procedure": "shortened",
        "limit_days": 3,
        "limit_unit": "working",
        "holds_from": None,
    }
    assert comments in shown
    assert "\tcomments\tnormal\t10\tworking\t" in run("stage-limit", "list").out

    change = (
        "stage-limit",
        "set",
        "drafting",
        "--type",
        "TT",
        "--days",
        "20",
        "--unit",
        "calendar",
    )
    changed = run(*change, "--from", "2027-01-01", "--reason", "Thử", "--json").json
    assert changed[-1] == {
        "type_code": "TT",
        "stage": "drafting",
        "procedure": "normal",
        "limit_days": 20,
        "limit_unit": "calendar",
        "holds_from": "2027-01-01",
    }
    assert run("stage-limit", "list", "--on", "2026-12-31", "--json").json == shown
    unlimited = ("stage-limit", "set", "comments", "--reason", "Thử")
    assert run(*unlimited).out == "Đã đặt thời hạn của bước.\n"
    assert run(*unlimited).code == 2, "nothing changes"
    assert run(*change, "--reason", "Thử", "--days", "0").code == 2
