"""The benchmark itself: its measures, its form, on a corpus of three lines."""

import gzip
import json
from contextlib import nullcontext, suppress
from pathlib import Path
from random import Random

import pytest

from directives.rules.vietnamese import fold
from tests.benchmarks import search_peer
from tests.benchmarks.comparison import print_lines
from tests.benchmarks.search import main
from tests.benchmarks.search_contestants import CONTESTANTS
from tests.benchmarks.search_data import Question
from tests.benchmarks.search_limits import limits_of, limits_of_http
from tests.benchmarks.search_quality import ndcg, percentile, recall, reciprocal_rank
from tests.benchmarks.search_typing import WAYS, typed, with_wrong_tone
from tests.reading.samples import letter, saved

FIELDS = {
    *("measure", "engine", "documents", "queries", "ndcg@10", "recall@10", "mrr@10"),
    *("p50_ms", "p95_ms", "build_s", "index_mb", "peak_rss_mb", "folded", "typed"),
}


@pytest.fixture
def data(tmp_path: Path) -> tuple[str, str]:
    articles = [
        {"id": "a", "title": "Đất đai", "text": "Giao đất cho xã."},
        {"id": "b", "title": "Tiền lương", "text": "Chi trả lương hằng tháng."},
        {"id": "c", "title": "", "text": "Trường học công lập."},
    ]
    questions = [{"qid": "1", "text": "Chi trả lương khi nào?", "relevant": ["b"]}]
    corpus, queries = tmp_path / "corpus.jsonl.gz", tmp_path / "queries.jsonl"
    with gzip.open(corpus, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in articles)
    queries.write_text("".join(json.dumps(row) + "\n" for row in questions), encoding="utf-8")
    return str(corpus), str(queries)


@pytest.mark.parametrize("engine", CONTESTANTS)
@pytest.mark.parametrize("flags", [[], ["--fold-queries"], ["--wrong-tone", "--seed", "3"]])
def test_one_line_per_engine_says_all(
    data: tuple[str, str], engine: str, flags: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--corpus", data[0], "--queries", data[1], "--engine", engine, *flags])

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (line,) = [one for one in lines if one["measure"] == "search"]
    assert line.keys() == FIELDS
    assert (line["engine"], line["documents"], line["queries"]) == (engine, 3, 1)
    assert (line["ndcg@10"], line["recall@10"], line["mrr@10"]) == (1.0, 1.0, 1.0)
    assert line["folded"] is ("--fold-queries" in flags)
    assert line["typed"] == (flags or ["--toned"])[0].removeprefix("--").replace(
        "fold-queries", "folded"
    )


def test_the_cost_over_a_bare_query_is_told(
    data: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--corpus", data[0], "--queries", data[1], "--engine", "tantivy"])

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for measure in ("search-ratio", "search-ratio-full"):
        (line,) = [one for one in lines if one["measure"] == measure]
        assert line["runs"] == 5
        assert line["p95_ratio"] > 0


def test_what_each_step_brings_is_told(
    data: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--corpus", data[0], "--queries", data[1], "--engine", "tantivy", "--ablation"])

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    steps = [one for one in lines if one["measure"] == "search-ablation"]
    assert len({one["recipe"] for one in steps}) == len(steps) == 8
    assert {one["ndcg@10"] for one in steps} == {1.0}


def test_one_tone_goes_wrong_and_the_same_one_each_time() -> None:
    question = Question("Chi trả lương khi nào?", frozenset("b"))

    first, again = (typed([question], "wrong-tone", seed)[0].text for seed in (4, 4))

    assert first == again != question.text
    assert fold(first) == fold(question.text)
    assert sum(one != other for one, other in zip(first, question.text, strict=True)) == 1


def test_a_question_without_vowels_has_no_tone_to_go_wrong() -> None:
    assert with_wrong_tone("QĐ 12 - ?", Random(1)) == "QĐ 12 - ?"


def test_without_data_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIRECTIVES_SHARED", str(tmp_path))

    main([])

    (line,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert "skipped" in line


@pytest.fixture
def collections(data: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the three lines be both collections."""
    for name in ("alqac23", "big"):
        folder = tmp_path / "shared" / "search" / name
        folder.mkdir(parents=True)
        for path in data:
            (folder / Path(path).name).write_bytes(Path(path).read_bytes())
    monkeypatch.setenv("DIRECTIVES_SHARED", str(tmp_path / "shared"))


@pytest.mark.usefixtures("collections")
def test_by_default_both_collections_are_asked_in_all_ways_and_limits_are_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with suppress(SystemExit):  # on three lines a bare query costs next to nothing
        main(["--engine", "tantivy"])

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    searched = {(one["collection"], one["typed"]) for one in lines if one["measure"] == "search"}
    assert searched == {(name, way) for name in ("alqac23", "big") for way in WAYS}
    limits = {one["what"]: one for one in lines if one["measure"] == "limit"}
    assert limits["alqac23, toned: nDCG@10"]["must"] == ">= 0.88"
    assert limits["big, wrong-tone: recall@10"]["holds"]
    assert {one["collection"] for one in lines if one["measure"] == "search-ablation"} == {
        *("alqac23", "big")
    }


@pytest.mark.parametrize(("ndcg", "holds"), [(0.83, True), (0.8299, False)])
def test_a_figure_below_its_limit_makes_the_run_fail(
    ndcg: float, holds: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {"measure": "search", "engine": "tantivy", "typed": "toned"}
    limits = limits_of("big", line | {"ndcg@10": ndcg, "recall@10": 0.91})

    with nullcontext() if holds else pytest.raises(SystemExit):
        print_lines(limits)

    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["holds"] for one in told] == [holds, True]


def test_http_has_limits_for_the_database_json_pages_errors_and_what_is_new() -> None:
    found = {
        "filtered_in_process_p95_over_bare": 5.1,
        "json_p95_over_in_process_ms": 3.0,
        "page_p95_over_in_process_ms": 12.1,
        "clients": 50,
        "errors": 0,
        "found_after_s": 0.4,
        "gone_after_s": 2.1,
    }

    holds = [one["holds"] for one in limits_of_http(found)]

    assert holds == [False, True, False, True, True, False]


def test_every_figure_is_told_beside_the_peers(
    data: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "a.docx").write_bytes(saved(letter()))

    with suppress(SystemExit):  # a corpus of three lines does not reach the limits
        search_peer.main(["--corpus", data[0], "--queries", data[1], "--files", str(files)])

    told = {one["what"]: one for one in map(json.loads, capsys.readouterr().out.splitlines())}
    assert told["recall@10, toned"]["ours"] == told["recall@10, folded"]["ours"] == 1.0
    assert told["“đất đai”: first ten with these very tones, of 1 that have them"]["holds"]
    assert all(told[f"{typed}: answered, with a hint"]["holds"] for typed in ('"đất đai', "["))
    assert told["processes"]["ours"] == 1
    assert told[".docx files read"]["ours"] == 1
    assert not told[".rtf files read"]["holds"]


def test_the_measures_are_those_of_the_literature() -> None:
    ranked = ["x", "a", "y", "b"]

    assert ndcg(ranked, {"a", "b"}) == pytest.approx(0.6509, abs=1e-4)
    assert recall(ranked, {"a", "b", "c"}) == pytest.approx(2 / 3)
    assert reciprocal_rank(ranked, {"a", "b"}) == 0.5
    assert percentile([3, 1, 2], 0.5) == 2
