from tests.api.cli.conftest import Runner


def test_sectors_are_added_renamed_and_retired(run: Runner) -> None:
    added = run("sector", "add", "Lưu trữ", "--english", "Archives", "--keywords", "lưu trữ")
    assert "mã luu-tru" in added.out
    assert run("sector", "rename", "luu-tru", "Lưu trữ quốc gia").code == 0
    assert run("sector", "retire", "luu-tru").code == 0

    last = run("sector", "list", "--json").json[-1]
    assert (last["code"], last["name"]) == ("luu-tru", "Lưu trữ quốc gia")
    assert last["retired_on"] is not None
    assert run("sector", "retire", "luu-tru", "--undo").code == 0
    assert "luu-tru\tLưu trữ quốc gia\t\n" in run("sector", "list").out


def test_an_unknown_sector_fails_in_one_line(run: Runner) -> None:
    assert run("sector", "retire", "khong-co").code == 1
