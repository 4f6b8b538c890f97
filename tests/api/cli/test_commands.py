from pathlib import Path

import pytest

from api.cli.main import cli
from tests.api.cli.conftest import Runner


def test_a_new_machine_is_ready_after_two_commands(run_empty: Runner, data_dir: Path) -> None:
    assert run_empty("migrate").code == 0
    first = run_empty("example")
    again = run_empty("example")

    assert first.code == 0
    assert "mật khẩu" in first.out
    assert "mật khẩu" not in again.out
    found = run_empty("search", "dieu dong cong chuc tang cuong co so", "--json").json
    assert found["hits"][0]["document"]["number"] == "878/QĐ-BNV"


def test_the_overdue_report_names_who_is_late(run: Runner) -> None:
    run("example")

    report = run("report", "overdue", "--as-of", "2025-10-20", "--json").json

    assert report.keys() == {"report", "as_of", "known_at", "rows", "undated"}
    late = {row["promised"]: row for row in report["rows"]}
    paid = late["Hoàn thành chi trả chế độ cho người đã nghỉ việc"]
    assert (paid["due_to"], paid["days_late"]) == ("2025-10-14", 6)
    assert paid["source"]["quote"]
    assert len(report["undated"]) == 8
    assert "quá hạn 6 ngày" in run("report", "overdue", "--as-of", "2025-10-20").out
    figures = run("report", "official_figures", "--as-of", "2025-10-20").out
    assert "Tất cả: 4 cam kết" in figures
    assert "Bộ Nội vụ: 2 cam kết" in figures


def test_a_past_report_is_made_again_exactly(run: Runner) -> None:
    run("example")
    first = run("report", "overdue", "--as-of", "2025-10-20", "--json")
    known_at = first.json["known_at"]

    again = run("report", "overdue", "--as-of", "2025-10-20", "--known-at", known_at, "--json")

    assert again.out == first.out


def test_reminding_twice_queues_once(run: Runner) -> None:
    run("example")

    assert "Đã xếp hàng 27 " in run("remind", "--on", "2025-10-20").out
    assert "Đã xếp hàng 0 " in run("remind", "--on", "2025-10-20").out


def test_the_index_can_be_rebuilt(run: Runner) -> None:
    run("example")

    assert run("reindex").code == 0
    assert run("search", "QĐ 878", "--json").json["degraded"] is False


def test_a_database_that_is_not_there_is_said_in_one_line(run_empty: Runner) -> None:
    run = run_empty("search", "đất đai", "--json")

    assert (run.code, run.json["error"]["code"]) == (1, "database_not_ready")
    assert len(run.err.splitlines()) == 1


def test_an_account_is_made_with_a_password_shown_once(run: Runner) -> None:
    made = run("user", "add", "an.nguyen", "--name", "An", "--role", "drafter", "--agency", "BTC")

    assert made.code == 0
    assert "an.nguyen" in run("user", "list").out
    assert run("user", "password", "an.nguyen").out != made.out
    assert run("token", "add", "an.nguyen").out.startswith("dt_")


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (("--role", "drafter", "--agency", "KHONGCO"), "agency"),
        (("--role", "drafter"), "agency"),
        (("--role", "officer"), "place"),
        (("--role", "officer", "--place", "99999"), "place"),
    ],
)
def test_an_account_needs_its_agency_or_place(
    run: Runner, arguments: tuple[str, ...], field: str
) -> None:
    refused = run("user", "add", "ai", "--name", "Ai", *arguments)

    assert refused.code in {1, 2}
    assert len(refused.err.splitlines()) == 1
    assert field in {"agency", "place"}


def test_a_name_that_cannot_be_typed_everywhere_is_refused(run: Runner) -> None:
    refused = run("user", "add", "Ấn", "--name", "Ấn", "--role", "oversight")

    assert (refused.code, "Tên đăng nhập" in refused.err) == (2, True)


@pytest.mark.parametrize(
    "arguments",
    [("khong-co",), ("search",), ("report", "khac"), ("remind", "--on", "mai"), ("number", "--x")],
)
def test_a_wrong_command_line_is_explained_in_vietnamese(
    run_empty: Runner, arguments: tuple[str, ...]
) -> None:
    wrong = run_empty(*arguments)

    assert wrong.code == 2
    assert "--help" in wrong.err
    assert not any(word in wrong.err for word in ("Error", "Usage", "Invalid", "No such"))


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_help_in_both_languages(
    run_empty: Runner, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    vietnamese = run_empty(name, "--help")
    monkeypatch.setenv("DIRECTIVES_LANGUAGE", "en")
    english = run_empty(name, "--help")

    assert (vietnamese.code, english.code) == (0, 0)
    assert "Cách dùng:" in vietnamese.out
    assert "Usage:" in english.out
    assert vietnamese.out.splitlines()[2] != english.out.splitlines()[2]
