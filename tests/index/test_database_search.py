"""What searches give while there is no index: on SQLite and on PostgreSQL, within bounds."""

import threading
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from directives.models.base import saved_id
from directives.models.document import Provision
from directives.store.session import reading, unit_of_work
from directives.vocabulary import RecordState
from index.database_search import search_database
from index.engine import Filters, Order, SearchResult
from index.query import SearchQuery
from index.words_in_text import WordsInText
from tests.factories import TODAY, agency_id, make_document


def add(database: sa.Engine, title: str, *articles: str, **facts: Any) -> int:
    with unit_of_work(database) as session:
        if "agency" in facts:
            facts["issuer_id"] = agency_id(session, facts.pop("agency"))
        key = saved_id(make_document(session, title=title, **facts))
        for number, text in enumerate(articles, start=1):
            row: dict[str, Any] = {
                "position": number,
                "label": f"Điều {number}",
                "heading": "",
                "text": text,
            }
            session.add(Provision(document_id=key, provision_id=f"dieu-{number}", **row))
            clause: dict[str, Any] = {"position": number, "label": "1", "heading": "", "text": text}
            name, parent = f"dieu-{number}__khoan-1", f"dieu-{number}"
            session.add(
                Provision(document_id=key, provision_id=name, parent_provision_id=parent, **clause)
            )
        return key


def ask(
    database: sa.Engine, text: str, filters: Filters | None = None, order: Order = "relevance"
) -> SearchResult:
    with reading(database) as session:
        query = SearchQuery.parse(text)
        wanted = filters or Filters()
        return search_database(session, query, filters=wanted, today=TODAY, limit=10, order=order)


def keys(result: SearchResult) -> list[str]:
    return [hit.key for hit in result.hits]


def test_articles_and_titles_are_found_with_tones_and_without(database: sa.Engine) -> None:
    land = add(database, "Hướng dẫn đất đai", "Ủy ban xã cấp giấy chứng nhận.", "Trường học.")
    add(database, "Hướng dẫn tiền lương", "Chi trả lương hằng tháng.")

    assert keys(ask(database, "giấy chứng nhận")) == [f"{land}#dieu-1"]
    assert keys(ask(database, "GIAY CHUNG NHAN")) == [f"{land}#dieu-1"]
    assert keys(ask(database, "dat dai")) == [f"{land}#"]


def test_the_very_tones_come_first(database: sa.Engine) -> None:
    first = add(database, "Về đất đai")
    other = add(database, "Về đất đài quan sát")

    assert keys(ask(database, "đất đai")) == [f"{first}#", f"{other}#"]
    assert keys(ask(database, "đất đài")) == [f"{other}#", f"{first}#"]
    assert keys(ask(database, "dat dai")) == [f"{other}#", f"{first}#"]  # then the newest


def test_a_title_comes_before_a_text(database: sa.Engine) -> None:
    title = add(database, "Bồi thường khi thu hồi đất")
    text = add(database, "Một văn bản khác", "Bồi thường khi thu hồi đất.")

    assert keys(ask(database, "bồi thường khi thu hồi")) == [f"{title}#", f"{text}#dieu-1"]


def test_a_long_question_needs_a_part_of_its_words_only(database: sa.Engine) -> None:
    found = add(database, "Đất đai", "Hộ gia đình được cấp giấy chứng nhận quyền sử dụng đất.")
    add(database, "Lương", "Người lao động được hưởng lương.")

    asked = "Hộ gia đình muốn xin cấp giấy chứng nhận thì cần nộp những hồ sơ nào"
    assert keys(ask(database, asked)) == [f"{found}#dieu-1"]


def test_few_words_are_found_in_any_order(database: sa.Engine) -> None:
    found = add(database, "Một văn bản", "Trường công lập ở xã vùng cao.")

    assert keys(ask(database, "xã trường")) == [f"{found}#dieu-1"]


def test_phrases_and_exclusions_hold(database: sa.Engine) -> None:
    land = add(database, "Quyền sử dụng đất")
    add(database, "Sử dụng quyền về đất")

    assert keys(ask(database, '"quyen su dung"')) == [f"{land}#"]
    assert keys(ask(database, "quyen -dat")) == []


def test_a_part_of_a_syllable_is_not_the_syllable(database: sa.Engine) -> None:
    add(database, "Ban hành quy chế")

    assert keys(ask(database, "an")) == []


def test_drafts_are_in_no_hit_count_or_facet(database: sa.Engine) -> None:
    add(database, "Bản nháp kín", "Nội dung kín.", state=RecordState.DRAFT)

    found = ask(database, "kín")

    assert (found.hits, found.total) == ((), 0)
    assert not any(found.facets.values())


def test_filters_hold_and_facets_count_what_is_left(database: sa.Engine) -> None:
    home = add(database, "Hướng dẫn chung", type_code="CV", agency="BNV")
    money = add(database, "Hướng dẫn chung", type_code="TT", agency="BTC")

    assert set(keys(ask(database, "huong dan"))) == {f"{home}#", f"{money}#"}
    found = ask(database, "huong dan", Filters(type=("TT",)))
    assert keys(found) == [f"{money}#"]
    assert found.facets["agency"] == {"BTC": 1}
    assert keys(ask(database, "huong dan", Filters(year=(1999,)))) == []
    assert keys(ask(database, "huong dan", Filters(status=("in_force",), agency=("BNV",)))) == [
        f"{home}#"
    ]


def test_a_query_without_words_lists_the_newest(database: sa.Engine) -> None:
    old, new = add(database, "Cũ", "Điều cũ"), add(database, "Mới")

    assert keys(ask(database, "")) == [f"{new}#", f"{old}#"]


def test_hits_come_in_the_order_of_days_if_asked(database: sa.Engine) -> None:
    days = [date(2025, 3, 1), date(2025, 9, 1), date(2025, 6, 1)]
    keys_of = {day: f"{add(database, 'Về kho bạc', issued_on=day)}#" for day in days}

    newest = keys(ask(database, "kho bạc", order="newest"))
    oldest = keys(ask(database, "kho bạc", order="oldest"))

    assert newest == [keys_of[day] for day in sorted(days, reverse=True)]
    assert oldest == [keys_of[day] for day in sorted(days)]


def test_pages_follow_one_another(sqlite_engine: sa.Engine) -> None:
    for number in range(5):
        add(sqlite_engine, f"Hướng dẫn {number}")

    with reading(sqlite_engine) as session:
        query = SearchQuery.parse("huong dan")
        pages = [
            search_database(session, query, filters=Filters(), today=TODAY, limit=2, offset=offset)
            for offset in (0, 2, 4)
        ]
    assert [len(page.hits) for page in pages] == [2, 2, 1]
    assert len({hit.key for page in pages for hit in page.hits}) == 5


def test_the_time_of_a_search_is_bounded(
    sqlite_engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        add(sqlite_engine, f"Văn bản {number}", "Cấp giấy chứng nhận.")
    monkeypatch.setattr("index.database_search.SECONDS", 0.0)
    monkeypatch.setattr("directives.store.word_scan._PROVISIONS_AT_ONCE", 2)

    assert 0 < ask(sqlite_engine, "giấy chứng nhận").total < 20


def test_many_searches_at_once_all_answer(
    sqlite_engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        add(sqlite_engine, f"Hướng dẫn đất đai {number}", "Cấp giấy chứng nhận. " * 50)
    # However slow the machine: here it counts that they do not stand in each other's way.
    monkeypatch.setattr("index.database_search.SECONDS", 60.0)
    monkeypatch.setattr("index.database_search._TITLE_SECONDS", 60.0)
    totals: list[int] = []

    def visit() -> None:
        totals.append(ask(sqlite_engine, "huong dan dat dai").total)

    visitors = [threading.Thread(target=visit) for _ in range(12)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()

    assert totals == [30] * 12


@pytest.mark.parametrize("typed", ['"', "-", "%", "_", "' OR 1=1 --", "(" * 500, "a" * 3_000])
def test_nothing_that_is_typed_is_an_error(sqlite_engine: sa.Engine, typed: str) -> None:
    add(sqlite_engine, "Hướng dẫn", "Nội dung")

    assert ask(sqlite_engine, typed).total <= 2


def test_a_pattern_leaves_open_what_vietnamese_marks() -> None:
    words = WordsInText(SearchQuery.parse("điều động công chức"))

    assert words.patterns().some == ["%c_ng_ch_c%", "%__ng_c_ng%", "%_______ng%"]
