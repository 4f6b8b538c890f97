"""The order of hits beyond their words, and what filters leave, for every engine."""

from datetime import date
from typing import Any

import pytest

from index.engine import Filters, IndexedProvision, SearchEngine, SearchResult
from index.query import SearchQuery
from tests.index.catalogue import fill, keys


def put(engine: SearchEngine, *provisions: dict[str, Any]) -> None:
    for number, facts in enumerate(provisions, start=1):
        document_id = facts.pop("document_id", number)
        one = IndexedProvision(document_id=document_id, **{"provision_id": "dieu-1", **facts})
        engine.replace_document(document_id, [one])
    engine.commit(1)


def ask(engine: SearchEngine, text: str, **options: Any) -> SearchResult:
    filters = options.pop("filters", Filters())
    return engine.search(SearchQuery.parse(text), filters=filters, limit=10, **options)


def test_in_force_comes_before_expired_when_both_fit_alike(engine: SearchEngine) -> None:
    put(
        engine,
        {"key": "old", "text": "bồi thường về đất", "status": "expired"},
        {"key": "new", "text": "bồi thường về đất đai", "status": "in_force"},
    )

    assert keys(engine, "bồi thường về đất") == ["new", "old"]


def test_the_very_tones_come_before_what_is_in_force(engine: SearchEngine) -> None:
    put(
        engine,
        {"key": "other", "text": "số lượng", "status": "in_force"},
        {"key": "very", "text": "tiền lương", "status": "expired"},
    )

    assert keys(engine, "lương") == ["very", "other"]


def test_all_words_of_a_short_query_come_before_one_of_them_many_times(
    engine: SearchEngine,
) -> None:
    put(
        engine,
        {"key": "often", "text": "chi trả, chi trả và chi trả " * 9, "heading": "Chi trả"},
        {"key": "all", "text": f"chi trả lương {'và việc khác ' * 60}", "status": "expired"},
        *({"key": f"other{n}", "text": "lương hưu"} for n in range(20)),
    )

    assert keys(engine, "chi tra luong")[:2] == ["all", "often"]


def test_the_newer_of_two_that_say_the_same_comes_first(engine: SearchEngine) -> None:
    put(
        engine,
        {"key": "2010", "text": "phí công chứng", "issued_on": date(2010, 1, 1)},
        {"key": "2025", "text": "phí công chứng", "issued_on": date(2025, 1, 1)},
    )

    assert keys(engine, "phí công chứng") == ["2025", "2010"]


def test_the_article_comes_before_the_document(engine: SearchEngine) -> None:
    engine.replace_document(
        1,
        [
            IndexedProvision(key="1", document_id=1, text="lệ phí hộ tịch"),
            IndexedProvision(
                key="1#dieu-1", document_id=1, provision_id="dieu-1", text="lệ phí hộ tịch"
            ),
        ],
    )
    engine.commit(1)

    assert keys(engine, "lệ phí hộ tịch") == ["1#dieu-1", "1"]


@pytest.fixture
def long_document(engine: SearchEngine) -> SearchEngine:
    articles = [
        IndexedProvision(
            key=f"1#dieu-{number}",
            document_id=1,
            provision_id=f"dieu-{number}",
            text="quản lý chợ",
        )
        for number in range(1, 8)
    ]
    engine.replace_document(1, articles)
    engine.replace_document(
        2, [IndexedProvision(key="2", document_id=2, text="quản lý chợ và nhiều việc khác nữa")]
    )
    engine.commit(1)
    return engine


def test_a_document_shows_three_hits_and_tells_how_many_more(long_document: SearchEngine) -> None:
    found = ask(long_document, "quản lý chợ")

    assert [hit.document_id for hit in found.hits] == [1, 1, 1, 2]
    assert [hit.more for hit in found.hits] == [0, 0, 4, 0]
    assert (found.total, found.reachable) == (8, 4)


def test_asked_for_one_document_all_its_hits_are_shown(long_document: SearchEngine) -> None:
    found = ask(long_document, "quản lý chợ", filters=Filters(documents=(1,)))

    assert (len(found.hits), found.total, found.reachable) == (7, 7, 7)
    assert ask(long_document, "quản lý chợ", filters=Filters(documents=())).total == 0


def test_hits_can_be_ordered_by_date(engine: SearchEngine) -> None:
    fill(engine)

    newest = [hit.key for hit in ask(engine, "", order="newest").hits]
    oldest = [hit.key for hit in ask(engine, "", order="oldest").hits]

    assert (newest[0], oldest[-1]) == ("3", "3")
    assert set(newest[3:]) == set(oldest[:2]) == {"2", "2:doan-2"}


def test_by_date_a_question_must_be_answered_half(engine: SearchEngine) -> None:
    put(
        engine,
        {
            "key": "fits",
            "text": "hỗ trợ nhà ở công vụ cho cán bộ xã",
            "issued_on": date(2020, 1, 1),
        },
        {"key": "newer", "text": "xã phường", "issued_on": date(2025, 1, 1)},
    )
    question = "hỗ trợ nhà ở công vụ cho cán bộ xã phường"

    assert [hit.key for hit in ask(engine, question, order="newest").hits] == ["fits"]


def test_filters_by_day_and_province(engine: SearchEngine) -> None:
    fill(engine)
    summer = Filters(issued_from=date(2025, 6, 1), issued_to=date(2025, 6, 30))

    assert set(keys(engine, "", summer)) == {"1", "1:dieu-4"}
    assert keys(engine, "", Filters(issued_from=date(2025, 9, 1))) == ["3"]
    assert keys(engine, "", Filters(province=("91",))) == ["3"]
    assert keys(engine, "", Filters(issued_to=date(2020, 1, 1))) == []


def test_a_provision_without_a_day_is_of_no_day(engine: SearchEngine) -> None:
    put(engine, {"key": "1", "text": "chợ"})

    assert keys(engine, "chợ", Filters(issued_to=date(2030, 1, 1))) == []
    assert keys(engine, "chợ") == ["1"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("UBND xã", "Ủy ban nhân dân xã quyết định"),
        ("uỷ ban nhân dân xã", "UBND xã quyết định"),
        ("GPMB", "giải phóng mặt bằng"),
        ("kĩ thuật", "kỹ thuật"),
        ("quý báu", "quí báu"),
        ('"kĩ thuật số"', "kỹ thuật số"),
        ('"quý báu"', "quí báu"),
        ("thuat ki", "kỹ thuật"),
        ("hoà giải", "hòa giải"),
        ("BCT", "Bộ Công Thương"),
        ("P. Cửa Bắc", "phường Cửa Bắc"),
        ("phuong Cua Bac", "P.Cửa Bắc"),
        ("V/v", "Về việc"),
    ],
)
def test_other_spellings_meet(engine: SearchEngine, typed: str, text: str) -> None:
    put(engine, {"key": "1", "text": text}, {"key": "2", "text": "điều khoản khác"})

    assert keys(engine, typed) == ["1"]


def test_old_and_new_tone_placement_are_the_very_same_tones(engine: SearchEngine) -> None:
    put(
        engine,
        {"key": "other", "text": "hoa giai"},
        {"key": "very", "text": "hòa giải và nhiều việc khác nữa của xã"},
    )

    assert keys(engine, "hoà giải") == ["very", "other"]


def test_i_and_y_meet_in_what_is_excluded(engine: SearchEngine) -> None:
    put(engine, {"key": "1", "text": "quản lí chợ"}, {"key": "2", "text": "quản trị chợ"})

    assert keys(engine, "chợ -lý") == ["2"]


def test_the_very_words_of_a_long_question_come_first_too(engine: SearchEngine) -> None:
    question = "bán đất thửa hoang của làng thì hỏi ai và nộp gì"
    put(
        engine,
        {
            "key": "other",
            "text": "bạn đặt thua hoảng của lắng thì hỏi ai và nộp gì",
            "status": "in_force",
        },
        {"key": "very", "text": f"{question} và nhiều việc khác nữa", "status": "expired"},
    )

    assert keys(engine, question) == ["very", "other"]


def test_of_two_that_lack_a_word_the_one_with_more_of_the_very_tones_comes_first(
    engine: SearchEngine,
) -> None:
    filler = "và nhiều việc khác của thôn"
    put(
        engine,
        {"key": "very", "text": f"bán đất thửa {filler} {filler}", "issued_on": date(2020, 1, 1)},
        {"key": "other", "text": f"bạn đặt thua {filler}", "issued_on": date(2025, 1, 1)},
    )

    assert keys(engine, "bán đất thửa hoang") == ["very", "other"]


def test_terms_are_counted_and_those_of_removed_documents_are_gone(engine: SearchEngine) -> None:
    fill(engine)
    assert engine.frequencies("literal", ["an_giang"]) == [1]
    assert engine.frequencies("bigram", ["dat_dai", "zzz_zzz"]) == [3, 0]
    assert engine.frequencies("syllable", []) == []
    assert engine.has_term("literal", "an_giang")

    engine.remove_document(3)
    engine.commit(2)

    assert not engine.has_term("literal", "an_giang")
    assert engine.has_term("bigram", "dat_dai")


def test_titles_are_completed_newest_first(engine: SearchEngine) -> None:
    fill(engine)

    assert engine.list_titled(["thong"], "", limit=5) == [3]
    assert engine.list_titled(["thong", "bao"], "a", limit=5) == [3]
    assert engine.list_titled([], "t", limit=5) == [3, 2]
    assert engine.list_titled([], "t", limit=1) == [3]
    assert engine.list_titled(["zzz"], "", limit=5) == []
