"""The benchmark itself: its measures, its form, on a corpus of three lines."""

import gzip
import json
from pathlib import Path
from random import Random

import pytest

from directives.rules.vietnamese import fold
from tests.benchmarks.search import main
from tests.benchmarks.search_contestants import CONTESTANTS
from tests.benchmarks.search_data import Question
from tests.benchmarks.search_quality import ndcg, percentile, recall, reciprocal_rank
from tests.benchmarks.search_typing import typed, with_wrong_tone

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


def test_the_measures_are_those_of_the_literature() -> None:
    ranked = ["x", "a", "y", "b"]

    assert ndcg(ranked, {"a", "b"}) == pytest.approx(0.6509, abs=1e-4)
    assert recall(ranked, {"a", "b", "c"}) == pytest.approx(2 / 3)
    assert reciprocal_rank(ranked, {"a", "b"}) == 0.5
    assert percentile([3, 1, 2], 0.5) == 2
