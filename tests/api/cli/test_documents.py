import zipfile
from pathlib import Path

import pytest
from sqlmodel import Session, select

from directives.models.audit import AuditEvent
from directives.store.session import open_engine
from tests.api.cli.conftest import Runner


def test_a_number_needs_no_database(run_empty: Runner) -> None:
    run = run_empty("number", "so 878/qd-bnv", "--json")

    assert run.code == 0
    assert run.json == {
        "input": "so 878/qd-bnv",
        "scheme": "admin_named",
        "display": "878/QĐ-BNV",
        "key": "878/QĐ-BNV",
        "key_folded": "878/QD-BNV",
        "number": 878,
        "suffix": "",
        "sub": "",
        "year": None,
        "type": "QĐ",
        "issuer": "BNV",
        "unit": "",
        "complete": True,
        "candidates": [],
    }


def test_a_number_is_told_in_words(run_empty: Runner) -> None:
    run = run_empty("number", "878/qd-bnv")

    assert run.out.splitlines()[0] == "Số, ký hiệu: 878/QĐ-BNV"


def test_a_date_is_no_number(run_empty: Runner) -> None:
    run = run_empty("number", "15/10/2025", "--json")

    assert (run.code, run.json["error"]["code"]) == (2, "not_a_document_number")
    assert run.json["error"]["message"] == run.err.strip()


def test_reading_prints_every_value_with_its_words(run_empty: Runner, letter: Path) -> None:
    read = run_empty("read", str(letter), "--json").json

    number = read["fields"]["number"]
    assert number["value"] == "7001/BNV-TCBC"
    source = number["source"]
    assert read["text"][source["start"] : source["end"]] == source["quote"]
    assert read["file"]["format"] == "docx"


def test_reading_stores_nothing(run_empty: Runner, letter: Path, data_dir: Path) -> None:
    assert run_empty("read", str(letter)).code == 0
    assert not data_dir.exists()


def test_registering_accepts_and_publishes(run: Runner, letter: Path) -> None:
    (outcome,) = run("register", "--yes", "--json", str(letter)).json

    assert outcome.keys() == {"file", "outcome", "id", "number", "message"}
    assert (outcome["outcome"], outcome["number"]) == ("registered", "7001/BNV-TCBC")
    found = run("search", "7001/bnv-tcbc", "--json").json
    assert found["hits"][0]["document"]["id"] == outcome["id"]


def test_registering_without_yes_keeps_a_draft(run: Runner, letter: Path) -> None:
    (outcome,) = run("register", "--json", str(letter)).json

    assert outcome["outcome"] == "registered"
    assert run("search", "7001/bnv-tcbc", "--json").json["total"] == 0


def test_registering_again_reports_the_duplicate(run: Runner, letter: Path) -> None:
    (first,) = run("register", "--yes", "--json", str(letter)).json

    again = run("register", "--yes", "--json", str(letter))

    assert again.code == 0
    assert (again.json[0]["outcome"], again.json[0]["id"]) == ("duplicate", first["id"])


def test_a_failing_file_does_not_stop_the_others(run: Runner, letter: Path, broken: Path) -> None:
    outcomes = run("register", "--yes", "--json", str(broken), str(letter))

    assert [outcome["outcome"] for outcome in outcomes.json] == ["failed", "registered"]
    assert outcomes.code == 1
    assert len(outcomes.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [("rong.docx", b""), ("doi-ten.docx", b"GIF89a" + bytes(40)), ("hong.docx", b"PK\x03\x04cut")],
)
def test_a_bad_file_gives_one_line_and_changes_nothing(
    run: Runner, tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)

    failed = run("register", "--yes", str(file))

    assert (failed.code, failed.out, len(failed.err.splitlines())) == (2, "", 1)
    assert name in failed.err
    assert not (tmp_path / "data" / "files").exists()


def test_a_missing_file_is_named(run_empty: Runner) -> None:
    run = run_empty("read", "khong-co.docx", "--json")

    assert (run.code, run.json["error"]["code"]) == (2, "file_missing")


def test_many_files_end_with_a_count_of_each_outcome(
    run: Runner, letter: Path, broken: Path
) -> None:
    done = run("register", "--yes", str(letter), str(broken), str(letter))

    lines = done.out.splitlines()
    assert "đã đăng ký và công bố 7001/BNV-TCBC" in lines[0]
    assert "Cùng một tệp, giống từng byte." in lines[1]
    assert lines[2] == "3 tệp: đã đăng ký 1, đã có trong danh mục 1, lỗi 1."
    assert len(done.err.splitlines()) == 1


def test_a_hostile_file_is_audited_and_none_of_it_is_kept(
    run: Runner, letter: Path, data_dir: Path
) -> None:
    with zipfile.ZipFile(letter, "a") as archive:
        archive.writestr("word/x.xml", '<!DOCTYPE x [<!ENTITY y "z">]><x>&y;</x>')

    refused = run("register", "--yes", str(letter))

    assert refused.code == 2
    engine = open_engine(f"sqlite:///{data_dir / 'directives.db'}")
    with Session(engine) as session:
        (event,) = session.exec(select(AuditEvent).where(AuditEvent.action == "file.refuse"))
    engine.dispose()
    assert '"reason": "file_unsafe"' in event.details
    assert letter.name not in event.details
    assert not (data_dir / "files").exists()
