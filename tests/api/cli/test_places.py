from pathlib import Path

import pytest

from tests.api.cli.conftest import Runner

ON = ("--on", "2025-10-10")
LIST = """name,code,kind,province,successor,day
Trúc Bạch,00004,Phường,01,00004,2025-07-01
Phường Phúc Xá,00001,phường,Hà Nội,00004,2025-07-01
Ba Đình,001,quận,01,00004;00008,2025-07-01
"""


@pytest.fixture
def former(tmp_path: Path) -> str:
    """A list of former places."""
    path = tmp_path / "cu.csv"
    path.write_text(LIST, encoding="utf-8")
    return str(path)


def test_a_new_commune_takes_others_over(run: Runner) -> None:
    added = run("place", "add", "99001", "Xã Mới", "--province", "01", *ON, "--json").json
    assert added["place"]["province_code"] == "01"
    dry = run("place", "merge", "00004", "00008", "--into", "99001", *ON, "--dry-run", "--json")
    assert dry.json["dry_run"] is True
    assert dry.json["concerned"]["gaps"] == 0
    assert run("place", "show", "00004", "--json").json["valid_to"] is None

    assert "99001: Xã Mới." in run("place", "merge", "00004", "--into", "99001", *ON).out
    shown = run("place", "show", "00004", "--json").json
    assert shown["successor_code"] == "99001"
    assert [one["successor_code"] for one in shown["successions"]] == ["99001"]
    assert "00004 → 99001" in run("place", "show", "00004").out


def test_a_commune_becomes_a_ward_and_is_found_by_its_old_name(run: Runner) -> None:
    assert run("place", "rename", "02647", "Phường Tên Mới", *ON).code == 0

    periods = run("place", "show", "02647", "--json").json["periods"]
    assert [one["kind"] for one in periods] == ["ward", "ward"]
    found = run("place", "list", "--query", periods[0]["name"], "--json").json
    assert "02647" in [one["code"] for one in found]
    assert "Phường Tên Mới" in run("place", "list", "--query", "ten moi").out


def test_a_commune_is_divided_gives_a_part_and_moves(run: Runner) -> None:
    part = ("--to", "00008", "--scope", "Hai tổ dân phố")
    assert run("place", "transfer", "00004", *part, *ON).code == 0
    assert run("place", "move", "00025", "--to", "15", *ON).code == 0
    split = run("place", "split", "00070", "--into", "00008", "--into", "00004", *ON, "--dry-run")
    assert "Chạy thử" in split.out
    assert run("place", "split", "00070", "--into", "00008", *ON, "--json").code == 2


def test_former_places_are_loaded_once(run: Runner, former: str) -> None:
    dry = run("place", "load", former, "--dry-run", "--json").json
    assert (dry["dry_run"], dry["added"]) == (True, 3)
    assert "Chạy thử" in run("place", "load", former, "--dry-run").out

    assert "Thêm 3, đã có 0, không nhận 0." in run("place", "load", former).out
    assert run("place", "load", former, "--json").json == {
        "dry_run": False,
        "added": 0,
        "known": 3,
        "problems": [],
    }
    assert run("place", "show", "cu-001", "--json").json["name"] == "Quận Ba Đình"


def test_a_row_that_cannot_be_taken_is_named(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "hong.csv"
    path.write_text(LIST + "Không Loại,00009,,01,00004,2025-07-01\n", encoding="utf-8")

    answer = run("place", "load", str(path))
    assert "Thêm 3" in answer.out
    assert "Dòng 5, cột name “Không Loại”" in answer.err
    assert run("place", "load", str(path), "--json").json["problems"][0]["line"] == 5
