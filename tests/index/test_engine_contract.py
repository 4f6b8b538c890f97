"""What every engine must do, on real indexes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.engine import FACETS, Filters, IndexedProvision, SearchEngine
from index.query import SearchQuery
from tests.index.catalogue import DOCUMENTS, LAND, PAY, PLACES, fill, keys


@pytest.fixture(autouse=True)
def _filled(engine: SearchEngine) -> None:
    fill(engine)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("đất đai", "1"),
        ("dat dai", "1"),
        ("ĐẤT ĐAI", "1"),
        ("chi tra luong", "2"),
        ("chế độ nghỉ việc", "2"),
        ("chế độ nghĩ việc", "2"),
        ("2 cấp", "1"),
        ("khoản 2", "1:dieu-4"),
        ("điểm a", "1:dieu-4"),
        ("An Giang", "3"),
        ("an giang", "3"),
        ("15/2025/nd-cp", "1"),
        ("31 bnv tcbc", "2"),
        ("thẩm quyền của xã", "1:dieu-4"),
        ("Uỷ ban xã", "1:dieu-4"),
    ],
)
def test_it_is_found_first_as_typed(engine: SearchEngine, typed: str, key: str) -> None:
    assert keys(engine, typed)[0] == key


def test_a_whole_question_finds_what_answers_most_of_it(engine: SearchEngine) -> None:
    question = "Ai được chi trả chế độ nghỉ việc khi sắp xếp bộ máy của đơn vị hành chính?"

    assert keys(engine, question)[0] == "2"


@pytest.mark.parametrize(
    ("typed", "first", "later"),
    [
        ("lương", "2", "2:doan-2"),
        ("lượng", "2:doan-2", "2"),
        ("An Giang", "3", "2:doan-2"),
        ("ăn giảng", "2:doan-2", "3"),
        ("đất đai", "1", "3"),
        ("đất đài", "3", "1"),
    ],
)
def test_the_very_tones_come_first_and_others_follow(
    engine: SearchEngine, typed: str, first: str, later: str
) -> None:
    found = keys(engine, typed)

    assert found.index(first) < found.index(later)


def test_words_in_another_order_are_found_when_nothing_else_is(engine: SearchEngine) -> None:
    assert keys(engine, "nghỉ độ chế") == ["2"]


def test_a_phrase_must_stand_word_after_word(engine: SearchEngine) -> None:
    assert keys(engine, '"giấy chứng nhận theo"') == ["1:dieu-4"]
    assert keys(engine, '"chứng nhận giấy"') == []
    assert keys(engine, '"giao ban" "trường học"') == ["3"]


def test_free_words_beside_a_phrase_only_rank(engine: SearchEngine) -> None:
    assert keys(engine, '"chi trả lương" người hoạt động không chuyên trách')[0] == "2"


def test_excluded_words_and_phrases_are_absent(engine: SearchEngine) -> None:
    assert "3" not in keys(engine, "đất đai -giang")
    assert "2" not in keys(engine, 'lương -"nghỉ việc"')
    assert "2:doan-2" in keys(engine, 'lương -"nghỉ việc"')


def test_an_exclusion_with_tones_spares_other_tones(engine: SearchEngine) -> None:
    assert set(keys(engine, "-lương")) == {"1", "1:dieu-4", "2:doan-2", "3"}
    assert keys(engine, "công việc -lượng") == []


def test_filters_allow_any_of_their_values_and_demand_each_other(engine: SearchEngine) -> None:
    either = Filters(type=("NĐ", "TB"))
    both = Filters(type=("NĐ", "TB"), sector=("school",))

    assert set(keys(engine, "đất đai", either)) == {"1", "1:dieu-4", "3"}
    assert keys(engine, "đất đai", both) == ["3"]
    assert keys(engine, "đất đai", Filters(year=(2024,))) == []
    assert keys(engine, "lương", Filters(sector=("staff",), status=("expired",)))[0] == "2"
    assert keys(engine, "lương", Filters(agency=("CP",))) == []


def test_without_words_everything_that_passes_the_filters_is_found(engine: SearchEngine) -> None:
    assert set(keys(engine, "")) == {"1", "1:dieu-4", "2", "2:doan-2", "3"}
    assert keys(engine, "", Filters(type=("TB",))) == ["3"]


def test_facets_count_all_that_was_found(engine: SearchEngine) -> None:
    found = engine.search(
        SearchQuery.parse(""), filters=Filters(year=(2024, 2025)), limit=1, with_facets=True
    )

    assert found.total == 5
    assert found.facets == {
        "type": {"NĐ": 2, "CV": 2, "TB": 1},
        "agency": {"CP": 2, "BNV": 2, "VPCP": 1},
        "sector": {"land": 2, "pay": 2, "staff": 2, "school": 1},
        "year": {"2025": 3, "2024": 2},
        "status": {"in_force": 3, "expired": 2},
        "province": {"91": 1},
    }


def test_facets_of_nothing_are_empty(engine: SearchEngine) -> None:
    query = SearchQuery.parse("zzz")

    found = engine.search(query, filters=Filters(), limit=10, with_facets=True)

    assert (found.hits, found.total) == ((), 0)
    assert found.facets == {name: {} for name in FACETS}


def test_pages_follow_each_other_without_gap_or_overlap(engine: SearchEngine) -> None:
    query = SearchQuery.parse("đất đai lương")
    whole = engine.search(query, filters=Filters(), limit=10)

    pages = [engine.search(query, filters=Filters(), limit=1, offset=n) for n in range(whole.total)]

    assert tuple(hit for page in pages for hit in page.hits) == whole.hits
    assert {page.total for page in pages} == {whole.total}
    beyond = engine.search(query, filters=Filters(), limit=5, offset=50)
    assert (beyond.hits, beyond.total) == ((), whole.total)


def test_a_hit_names_its_document_and_provision(engine: SearchEngine) -> None:
    (hit,) = engine.search(SearchQuery.parse('"giấy chứng nhận"'), filters=Filters(), limit=10).hits

    assert (hit.key, hit.document_id, hit.provision_id) == ("1:dieu-4", LAND, "dieu-4")
    assert hit.score > 0


def test_replacing_a_document_replaces_all_its_provisions(engine: SearchEngine) -> None:
    engine.replace_document(PAY, [IndexedProvision(key="2", document_id=PAY, text="thủy lợi")])
    engine.commit(2)

    assert keys(engine, "thủy lợi") == ["2"]
    assert keys(engine, "chi trả lương") == []
    assert engine.count() == 4


def test_a_removed_document_is_gone_and_removing_it_again_is_harmless(
    engine: SearchEngine,
) -> None:
    engine.remove_document(PLACES)
    engine.remove_document(PLACES)
    engine.remove_document(99)
    engine.commit(2)

    assert "3" not in keys(engine, "An Giang")
    assert engine.count() == 4


def test_replacing_twice_before_a_commit_keeps_the_last(engine: SearchEngine) -> None:
    for text in ("lần một", "lần hai"):
        engine.replace_document(9, [IndexedProvision(key="9", document_id=9, text=text)])
    engine.commit(2)

    assert keys(engine, '"lần một"') == []
    assert keys(engine, '"lần hai"') == ["9"]
    assert engine.count() == 6


@pytest.mark.parametrize(
    "typed",
    [
        '"đất',
        "[",
        "đất [ đai )",
        "a AND",
        "OR",
        "NOT NOT",
        "Điều 1: phạm vi",
        "title:*",
        "-",
        "--",
        '-"',
        '""',
        "~^{}\\/?*",
        "\x00\ud800",
        "a" * 5_000,
        "đất " * 3_000,
        "_ __ a_b",
        "'; DROP TABLE document; --",
    ],
)
def test_hostile_queries_get_an_answer(engine: SearchEngine, typed: str) -> None:
    keys(engine, typed)


@given(st.text(alphabet=st.characters() | st.sampled_from('đấtai "-[]():*AND'), max_size=60))
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_gets_an_answer(engine: SearchEngine, typed: str) -> None:
    keys(engine, typed)


def test_every_word_of_the_catalogue_finds_its_provision(engine: SearchEngine) -> None:
    for provision in (one for document in DOCUMENTS.values() for one in document):
        assert provision.key in keys(engine, provision.text[:40] or provision.title)
