"""The benchmarks of the index: what they print, on a corpus of three lines."""

import gzip
import json
from pathlib import Path

import pytest

from tests.benchmarks import index_growth, search_http
from tests.benchmarks.grown_catalogue import grown


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl.gz"
    articles = [
        {"id": "a", "title": "Đất đai", "text": "Giao đất cho xã. " * 20},
        {"id": "b", "title": "Tiền lương", "text": "Chi trả lương hằng tháng. " * 20},
        {"id": "c", "title": "Trường học", "text": "Trường học công lập. " * 20},
    ]
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in articles)
    return path


def test_a_corpus_grows_by_copies_with_changes(corpus: Path) -> None:
    first, again = list(grown(corpus, 7)), list(grown(corpus, 7))

    assert first == again
    assert [one.id for one in first] == ["a", "b", "c", "a-1", "b-1", "c-1", "a-2"]
    assert len({one.text for one in first}) == 7


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_growth_prints_one_line_per_size(
    corpus: Path, engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    index_growth.main(["--corpus", str(corpus), "--rows", "30,60", "--engine", engine])

    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    lines, limits = printed[::2], printed[1::2]
    assert [(one["must"], one["holds"]) for one in limits] == [("<= 1000", True)] * 2
    assert [(line["provisions"], line["documents"]) for line in lines] == [(30, 2), (60, 3)]
    assert lines[0].keys() == {
        *("measure", "engine", "provisions", "documents", "build_s", "index_mb", "peak_rss_mb"),
        *("queries", "p50_ms", "p95_ms", "add_one_p50_ms", "add_one_max_ms"),
    }


def test_http_is_measured_beside_the_same_search_in_process(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    search_http.main(["--corpus", str(corpus), "--rows", "40", "--clients", "4"])

    line = json.loads(capsys.readouterr().out)
    assert (line["provisions"], line["requests"], line["errors"]) == (40, 80, 0)
    assert line["json_p95_over_in_process_ms"] == pytest.approx(
        line["json_p95_ms"] - line["json_in_process_p95_ms"], abs=0.02
    )
    assert line["filtered_in_process_p95_over_bare"] > 0
    assert line["requests_per_s"] > 0
    assert line["found_after_s"] > 0
    assert line["gone_after_s"] > 0
