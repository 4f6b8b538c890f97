from pathlib import Path

from tests.api.cli.conftest import Runner

DOCUMENTS = """number,type,date,agency,effective,title_fragment
11/2019/TT-BNV,Thông tư,31/12/2019,Bộ Nội vụ,15/02/2020,Quy định ví dụ
12,Thông tư,01/03/2021,Bộ Nội vụ,01/05/2021,/2021/TT-BNV Sửa đổi ví dụ
x,Thông tư,01/03/2021,Bộ Nội vụ,01/05/2021,không có số
"""
EDGES = """amending,amended,relation,article_count
12/2021/TT-BNV,11/2019/TT-BNV,sửa đổi,3
"""


def files(folder: Path) -> list[str]:
    documents, edges = folder / "documents.csv", folder / "edges.csv"
    documents.write_text(DOCUMENTS, encoding="utf-8-sig")
    edges.write_text(EDGES, encoding="utf-8")
    return ["--documents", str(documents), "--edges", str(edges)]


def test_a_dry_run_says_exactly_what_the_import_does(run: Runner, tmp_path: Path) -> None:
    given = ["import-graph", *files(tmp_path), "--json"]

    dry, real, again = run(*given, "--dry-run"), run(*given), run(*given)

    assert (dry.code, dry.json.pop("dry_run"), real.json["dry_run"]) == (0, True, False)
    assert {**dry.json, "dry_run": False} == real.json
    assert real.json["documents"] == {"new": 2, "completed": 0, "known": 0, "bad": 1}
    assert real.json["problems"] == [
        {
            "file": "documents",
            "line": 4,
            "column": "number",
            "value": "x",
            "reason": "Không đọc được số, ký hiệu.",
        }
    ]
    assert again.json["documents"]["new"] == again.json["relations"]["new"] == 0


def test_what_was_imported_is_found_by_its_number(run: Runner, tmp_path: Path) -> None:
    assert run("import-graph", *files(tmp_path)).code == 0

    found = run("search", "12/2021/tt-bnv", "--json").json

    assert found["hits"][0]["document"]["number"] == "12/2021/TT-BNV"


def test_people_are_told_the_counts_and_each_bad_line(run: Runner, tmp_path: Path) -> None:
    told = run("import-graph", *files(tmp_path), "--dry-run")

    assert "Chạy thử" in told.out
    assert "mới 2" in told.out
    assert "Dòng 4 của documents" in told.err


def test_a_file_that_is_none_is_bad_input(run: Runner, tmp_path: Path) -> None:
    given = files(tmp_path)
    (tmp_path / "edges.csv").write_bytes(b"\xff\xfe\x00")
    missing = [*given[:1], str(tmp_path / "none.csv"), *given[2:]]

    for arguments in (given, missing):
        refused = run("import-graph", *arguments, "--json")
        assert refused.code == 2
        assert refused.json["error"]["field"] in {"documents", "edges"}


def test_what_is_missing_is_reported_on_the_command_line(run: Runner, tmp_path: Path) -> None:
    run("import-graph", *files(tmp_path))

    assert run("report", "not_held", "--json").json["rows"][0]["number"] == "11/2019/TT-BNV"
    assert "11/2019/TT-BNV" in run("report", "not_held").out
    assert run("report", "number_gaps", "--json").json["rows"] == []
    assert run("report", "number_gaps").code == 0
