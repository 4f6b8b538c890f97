"""The benchmark of reading: its comparisons, its counts and its form, on composed documents."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.reading import main
from tests.benchmarks.reading_facts import FactScores
from tests.benchmarks.reading_scans import scan_lines
from tests.benchmarks.reading_scores import Judged, Scores
from tests.benchmarks.reading_truth import TruthRow, is_same
from tests.reading import samples

LETTER: dict[str, Any] = {
    "path": "mẫu/letter.docx",
    "number": "457/STC-QLCS",
    "type": "Công văn",
    "agency": "Sở Tài chính tỉnh Lâm Đồng",
    "date": "2025-08-05",
    "place": "Lâm Đồng",
    "title": "V/v rà soát trụ sở dôi dư",
    "signer_name": "Trần Văn Khác",
    "signer_title": "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC",
    "cited_numbers": ["1234/BTC-QLCS", "186/2025/NĐ-CP", "1/2020/NĐ-CP"],
    "amends": [],
    "replaces": ["5/QĐ-STC"],
    "repeals": [],
    "deadlines": [{"text": "Gửi kết quả", "date": "2025-09-15"}],
    "read": "full",
}
PAGE = {
    "url": "https://example.org/van-ban/mau",
    "number": "05/2026/TT-BNV",
    "type": "Thông tư",
    "agency": "BỘ NỘI VỤ ____",
    "date": "2026-03-01",
    "effective": "15/04/2026",
    "text": "BỘ NỘI VỤ\nSố: 5/2026/TT-BNV\nHà Nội, ngày 01 tháng 3 năm 2026\nTHÔNG TƯ\nVề ví dụ\n"
    "Điều 1. Thông tư này có hiệu lực từ ngày 15 tháng 4 năm 2026.",
}


@pytest.fixture
def data(tmp_path: Path) -> list[str]:
    (tmp_path / "mẫu").mkdir()
    (tmp_path / "mẫu" / "letter.docx").write_bytes(samples.saved(samples.letter()))
    absent = LETTER | {"path": "mẫu/absent.pdf", "scanned": True}
    write(tmp_path / "truth.jsonl", [LETTER, absent])
    write(tmp_path / "vbpl.jsonl", [PAGE, PAGE | {"number": "6/2026/TT-BNV"}])
    return ["--truth", str(tmp_path / "truth.jsonl"), "--root", str(tmp_path)]


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def lines_of(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    main(arguments)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_fields_are_counted_per_format_and_every_miss_is_told(
    data: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    lines = lines_of([*data, "--only", "docx"], capsys)

    counts = {
        one["field"]: (one["right"], one["wrong"], one["missing"])
        for one in lines
        if one["measure"] == "reading" and one["format"] == "docx"
    }
    assert counts.pop("signer_name") == (0, 1, 0)
    assert set(counts.values()) == {(1, 0, 0)}
    misses = {one["field"]: one for one in lines if one["measure"] == "reading-miss"}
    assert misses.keys() == {"signer_name", "citations", "relations", "deadlines"}
    assert misses["signer_name"]["read"] == "Trần Văn Mẫu"
    assert misses["citations"]["expected"] == "1/2020/NĐ-CP"


def test_citations_relations_and_deadlines_have_recall_and_precision(
    data: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    lines = {one["measure"]: one for one in lines_of([*data, "--only", "docx"], capsys)}

    citations = lines["reading-citations"]
    assert (citations["expected"], citations["found"], citations["precision"]) == (3, 2, 1.0)
    assert lines["reading-relations"]["recall"] == 0.0
    assert lines["reading-relations"]["precision"] is None
    assert lines["reading-deadlines"]["expected"] == 1


def test_pages_of_the_database_are_read_as_paragraphs_unless_they_show_another_document(
    data: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    lines = lines_of(data, capsys)

    pages = [one for one in lines if one.get("format") == "vbpl"]
    assert {one["field"]: (one["right"], one["exact"]) for one in pages} == dict.fromkeys(
        ("number", "type", "agency", "issued_on", "effective_on"), (1, 1.0)
    )
    assert [one["error"] for one in lines if one["measure"] == "reading-refused"] == [
        "FileNotFoundError",
        "AnotherDocument",
    ]
    bands = [one for one in lines if one["measure"] == "reading-calibration"]
    assert sum(one["shown"] for one in bands if one["source"] == "vbpl") == 5


def test_speed_is_told_as_ratio_and_per_minute(
    data: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    lines = {one["measure"]: one for one in lines_of([*data, "--speed"], capsys)}

    assert lines["reading-ratio"]["files"] == 1
    assert lines["reading-ratio"]["ratio"] > 0
    assert lines["reading-searchable"]["searchable"] == 1
    assert "reading-pool" in lines


def test_without_data_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIRECTIVES_SHARED", str(tmp_path))

    (line,) = lines_of([], capsys)
    assert "skipped" in line


@pytest.mark.parametrize(
    ("field", "expected", "read", "same"),
    [
        ("number", "878/QĐ-BNV", "878/QĐ/BNV", True),
        ("number", "878/QĐ-BNV", "879/QĐ-BNV", False),
        ("title", "V/v: rà soát  trụ sở", "Rà soát trụ sở", True),
        ("title", "Về việc rà soát", "rà soát", True),
        ("title", "rà soát", "rà soát đất", False),
        ("agency", "UBND tỉnh An Giang", "Ủy ban nhân dân Tỉnh An Giang", True),
        ("issued_on", "2025-08-05", "2025-08-06", False),
    ],
)
def test_values_are_compared_by_what_they_say(
    field: str, expected: str, read: str, same: bool
) -> None:
    assert is_same(field, expected, read) is same


def judged(read: str | None, confidence: float | None, expected: str | None = "a") -> Judged:
    return Judged("x", "scan", "number", expected, read, confidence)


@pytest.mark.parametrize(
    ("one", "outcome"),
    [
        (judged("a", 0.9), "right"),
        (judged("b", 0.9), "wrong"),
        (judged(None, None), "missing"),
        (judged(None, None, expected=None), "right"),
        (judged("a", 0.9, expected=None), "wrong"),
    ],
)
def test_silence_is_right_only_where_nothing_is_printed(one: Judged, outcome: str) -> None:
    assert one.outcome == outcome


def test_calibration_counts_what_was_shown_in_bands_of_confidence() -> None:
    scores = Scores([judged("a", 0.9), judged("b", 0.94), judged("a", 0.97), judged(None, None)])

    bands = [(one["from"], one["to"], one["share"]) for one in scores.calibration("x")]
    assert bands == [(0.9, 0.95, 0.5), (0.95, 1.0, 1.0)]


@pytest.mark.parametrize(
    ("confidence", "codes", "accepted"),
    [(0.9, [], True), (0.9, ["uncertain_number"], False), (0.5, ["uncertain_date"], False)],
)
def test_a_wrong_value_of_a_scan_must_be_doubted(
    confidence: float, codes: list[str], accepted: bool
) -> None:
    reading = {"warnings": [{"code": code} for code in codes]}

    (line,) = scan_lines([judged("b", confidence)], reading)

    assert line["accepted_wrongly"] is accepted


@pytest.mark.parametrize(
    ("printed", "phrase", "due_to", "found"),
    [
        ("2025-09-15", "trước ngày 15/9/2025", "2025-09-14", True),
        ("2025-11", "trong tháng 11 năm 2025", "2025-11-30", True),
        ("--12-15", "trước ngày 15 tháng 12 hằng năm", None, True),
        ("2027-07-01", "trong thời hạn 02 năm", "2027-07-01", True),
        ("2025-09-15", "trước ngày 16/9/2025", "2025-09-15", True),
        ("2025-09-15", "trong tháng 10 năm 2025", "2025-10-31", False),
        ("--12-15", "trước ngày 15 tháng 11", None, False),
    ],
)
def test_a_deadline_is_found_by_its_quote_and_its_printed_day(
    printed: str, phrase: str, due_to: str | None, found: bool
) -> None:
    expected = {"text": "Gửi kết quả về Sở Tài chính", "date": printed}
    row = TruthRow("a.docx", LETTER | {"deadlines": [expected]})
    task = {"phrase": phrase, "due_from": None, "due_to": due_to}
    reading: dict[str, Any] = {"bases": [], "citations": [], "relations": []}
    quotes = {"Các xã gửi kết quả về Sở Tài chính": found, "Sở Nội vụ họp thường kỳ": False}
    for quote, is_found in quotes.items():
        facts = FactScores()
        facts.add(row, reading | {"tasks": [task | {"quote": quote}]})
        assert facts.deadlines.found == is_found
