from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.translation import translator
from index.fields import FIELDS
from index.filters import Filters
from index.query import LONGEST_QUERY, SearchQuery
from tests.index.test_query import words

ALIVE = ("in_force", "partly_expired", "partly_suspended")
ENDED = ("expired", "repealed", "superseded")


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        ("loại:quyết-định", Filters(type=("QĐ",))),
        ("loai:quyet_dinh", Filters(type=("QĐ",))),
        ("type:decree", Filters(type=("NĐ",))),
        ("loại:QĐ,nđ", Filters(type=("QĐ", "NĐ"))),
        ("loại:QĐ loại:NĐ", Filters(type=("QĐ", "NĐ"))),
        ("loại văn bản: nghị định", Filters(type=("NĐ",))),
        ("cơ-quan:BNV", Filters(agency=("BNV",))),
        ("agency:bnv", Filters(agency=("BNV",))),
        ('cơ quan:"Bộ Nội vụ"', Filters(agency=("BNV",))),
        ("co-quan:bo-noi-vu", Filters(agency=("BNV",))),
        ("cơ quan: bộ nội vụ", Filters(agency=("BNV",))),
        ('issuer:"Bộ Văn hóa, Thể thao và Du lịch"', Filters(agency=("BVHTTDL",))),
        ("lĩnh-vực:đất-đai", Filters(sector=("dat-dai",))),
        ("sector:land", Filters(sector=("dat-dai",))),
        ("linh vuc:so-do", Filters(sector=("dat-dai",))),
        ("tỉnh:Lâm-Đồng", Filters(province=("68",))),
        ("province:binh-duong", Filters(province=("79",))),
        ('tinh:"thành phố Huế"', Filters(province=("46",))),
        ("năm:2025", Filters(year=(2025,))),
        ("year:2024-2026", Filters(year=(2024, 2025, 2026))),
        ("năm:2023,2025", Filters(year=(2023, 2025))),
        ("còn-hiệu-lực:có", Filters(status=ALIVE)),
        ("in-force:no", Filters(status=("suspended", *ENDED))),
        ("hiệu lực:còn", Filters(status=ALIVE)),
        ("tình-trạng:hết-hiệu-lực", Filters(status=ENDED)),
        ("tình-trạng:ngưng-hiệu-lực-một-phần", Filters(status=("partly_suspended",))),
        ("status:in_force", Filters(status=("in_force",))),
        ("từ:2025-07-01", Filters(issued_from=date(2025, 7, 1))),
        ("từ ngày:1/7/2025", Filters(issued_from=date(2025, 7, 1))),
        ("to:2025-02", Filters(issued_to=date(2025, 2, 28))),
        (
            "from:2/2024 đến:2024",
            Filters(issued_from=date(2024, 2, 1), issued_to=date(2024, 12, 31)),
        ),
    ],
)
def test_a_field_asks_for_values(typed: str, filters: Filters) -> None:
    query = SearchQuery.parse(typed)

    assert query.filters == filters
    assert (query.wanted, query.hints) == ((), ())


def test_fields_stand_among_words_phrases_and_exclusions() -> None:
    query = SearchQuery.parse('tách thửa loại:QĐ "hạn mức" năm:2025 -giao')

    assert words(query.free) == ["tách thửa"]
    assert words(query.phrases) == ["hạn mức"]
    assert words(query.excluded) == ["giao"]
    assert query.filters == Filters(type=("QĐ",), year=(2025,))


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("số:878", ["878"]),
        ("number:878/qd-bnv", ["878/QD-BNV"]),
        ("Số: 16/CV-BCĐ", ["16/CV-BCD"]),
        ('so hieu:"QĐ 878"', ["878/QD-*"]),
    ],
)
def test_a_number_field_names_documents(typed: str, numbers: list[str]) -> None:
    query = SearchQuery.parse(typed)

    found = [one.key_folded or str(one.number) for one in query.bearing]
    assert [one.split("|")[0] for one in found] == numbers
    assert (query.free, query.numbers) == ((), ())


def test_a_body_that_only_the_database_may_know_is_kept() -> None:
    query = SearchQuery.parse('cơ-quan:"Sở Nội vụ tỉnh Lâm Đồng" lương')

    assert query.agencies == ("Sở Nội vụ tỉnh Lâm Đồng",)
    assert words(query.free) == ["lương"]


@pytest.mark.parametrize(
    ("typed", "free", "hint"),
    [
        ('"chưa đóng', ["chưa đóng"], "Dấu ngoặc kép chưa đóng"),
        ("title:đất", ["title đất"], "Không có trường “title”"),
        ("loại:xyz", ["xyz"], "Không hiểu “xyz” sau “loại:”"),
        ("từ:hôm-qua", ["hôm qua"], "Không hiểu “hôm-qua” sau “từ:”"),
        ("từ:2025-02-30", ["2025 02 30"], "Không hiểu “2025-02-30”"),
        ("năm:2025-9999", ["2025 9999"], "Không hiểu"),
        ("số:abc", ["abc"], "Không hiểu “abc” sau “số:”"),
        ("lương -loại:QĐ", ["lương"], "Không loại trừ được bằng trường “loại”"),
        ("đất " * 600, [" ".join(["đất"] * 500)], "Câu tìm quá dài"),
        ("-lương", [], "Chỉ có từ loại trừ"),
        ("a AND", ["a"], "“AND” được bỏ qua"),
        ("Điều 1: phạm vi", ["điều 1 phạm vi"], "Dấu : không có nghĩa riêng"),
        ("đất* [đai", ["đất đai"], "Dấu * [ không có nghĩa riêng"),
        ("?!", [], "Không có từ hay số nào"),
    ],
)
def test_what_is_not_understood_is_words_and_a_hint(typed: str, free: list[str], hint: str) -> None:
    query = SearchQuery.parse(typed)

    assert words(query.free) == free
    (told,) = query.hints
    assert str(told).startswith(hint)


def test_hints_are_said_in_english_too() -> None:
    (hint,) = SearchQuery.parse("title:đất").hints

    assert (
        hint.said(translator("en"))
        == "There is no field “title”: these words were searched for as they are."
    )


def test_web_addresses_times_and_plain_colons_are_no_fields() -> None:
    for typed in ("https://vbpl.example", "Điều 1: phạm vi", "lúc 8:30", "::", "type:// x"):
        query = SearchQuery.parse(typed)
        told = [str(hint) for hint in query.hints if "trường" in str(hint)]
        assert (told, query.filters) == ([], Filters())


def test_a_field_inside_a_phrase_is_part_of_the_phrase() -> None:
    query = SearchQuery.parse('"tỉnh: An Giang"')

    assert words(query.phrases) == ["tỉnh an giang"]
    assert not query.filters.chooses


names = st.sampled_from([*FIELDS, "title", "loại", "số", "-năm"])
values = st.text(alphabet=st.characters() | st.sampled_from('":, -QĐ2025/'), max_size=12)


@given(st.lists(st.tuples(names, values, st.sampled_from(["", " ", '"'])), max_size=12))
def test_no_fields_raise(fields: list[tuple[str, str, str]]) -> None:
    typed = " ".join(f"{name}:{quote}{value}{quote}" for name, value, quote in fields)

    query = SearchQuery.parse(typed)

    assert all(str(hint) for hint in query.hints)
    assert len(query.hints) <= 6


@pytest.mark.parametrize(
    "piece", ['a:"', "loại:", '"-', "số:1 ", "cơ quan ", "-loại:x ", '""', "từ: a b ", "ủy ban "]
)
def test_the_longest_query_of_any_piece_is_read(piece: str) -> None:
    query = SearchQuery.parse(piece * LONGEST_QUERY)

    assert len(query.text) <= LONGEST_QUERY
    assert query.syllable_count <= LONGEST_QUERY
