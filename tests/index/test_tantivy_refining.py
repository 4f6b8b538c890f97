"""The second look at a question's best hits, on real indexes of the default engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.engine import Filters, IndexedProvision, SearchEngine, create_engine
from index.query import SearchQuery
from index.ranking import BLOCK

QUESTION = "xã có được hỗ trợ nhà ở công vụ cho cán bộ điều động không"


@pytest.fixture
def tantivy_engine(tmp_path: Path) -> Iterator[SearchEngine]:
    made = create_engine("tantivy", tmp_path / "index")
    yield made
    made.close()


def put(engine: SearchEngine, texts: list[str]) -> None:
    for number, text in enumerate(texts, start=1):
        one = IndexedProvision(
            key=str(number), document_id=number, provision_id="dieu-1", text=text
        )
        engine.replace_document(number, [one])
    engine.commit(1)


def test_what_covers_a_question_comes_before_what_repeats_one_rare_pair(
    tantivy_engine: SearchEngine,
) -> None:
    repeats = "công vụ lệnh. " * 6
    covers = (
        "hỗ trợ nhà ở công vụ cho cán bộ được điều động về xã và những việc khác " + "nữa " * 40
    )
    put(tantivy_engine, [repeats, covers, *["việc khác của thôn"] * 20])

    found = tantivy_engine.search(SearchQuery.parse(QUESTION), filters=Filters(), limit=5)

    assert found.hits[0].key == "2"


def test_every_hit_of_a_question_is_shown_once_through_all_blocks(
    tantivy_engine: SearchEngine,
) -> None:
    put(tantivy_engine, [f"nhà ở công vụ số {number}" for number in range(2 * BLOCK + 7)])
    query = SearchQuery.parse(QUESTION)

    shown = [
        hit.key
        for offset in range(0, 140, 20)
        for hit in tantivy_engine.search(query, filters=Filters(), limit=20, offset=offset).hits
    ]

    assert sorted(shown, key=int) == [str(number) for number in range(1, 2 * BLOCK + 8)]


def test_a_question_of_unknown_words_finds_nothing(tantivy_engine: SearchEngine) -> None:
    put(tantivy_engine, ["chợ"])
    question = "một hai ba bốn năm sáu bảy tám chín"

    assert tantivy_engine.search(SearchQuery.parse(question), filters=Filters(), limit=5).hits == ()
