"""The benchmark itself: its measures, its form, on a corpus of three lines."""

import gzip
import json
from pathlib import Path

import pytest

from tests.benchmarks.search import main
from tests.benchmarks.search_contestants import CONTESTANTS
from tests.benchmarks.search_quality import ndcg, percentile, recall, reciprocal_rank

FIELDS = {
    *("measure", "engine", "documents", "queries", "ndcg@10", "recall@10", "mrr@10"),
    *("p50_ms", "p95_ms", "build_s", "index_mb", "peak_rss_mb", "folded"),
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
@pytest.mark.parametrize("flags", [[], ["--fold-queries"]])
def test_one_line_per_engine_says_all(
    data: tuple[str, str], engine: str, flags: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--corpus", data[0], "--queries", data[1], "--engine", engine, *flags])

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (line,) = [one for one in lines if one["measure"] == "search"]
    assert line.keys() == FIELDS
    assert (line["engine"], line["documents"], line["queries"]) == (engine, 3, 1)
    assert (line["ndcg@10"], line["recall@10"], line["mrr@10"]) == (1.0, 1.0, 1.0)
    assert line["folded"] is bool(flags)


def test_the_cost_over_a_bare_query_is_told(
    data: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--corpus", data[0], "--queries", data[1], "--engine", "tantivy"])

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (line,) = [one for one in lines if one["measure"] == "search-ratio"]
    assert line["runs"] == 5
    assert line["p95_ratio"] > 0


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
