import pytest

from index.query import SearchQuery
from index.synonyms import AMBIGUOUS, SURE
from tests.index.test_query import words


@pytest.mark.parametrize(
    ("typed", "written", "weight"),
    [
        ("UBND thị trấn", ["ủy ban nhân dân thị trấn"], SURE),
        ("ubnd thi tran", ["ủy ban nhân dân thi tran"], SURE),
        ("Uỷ ban nhân dân thị trấn", ["ubnd thị trấn"], SURE),
        ("uy ban nhan dan thi tran", ["ubnd thi tran"], SURE),
        ("GD&ĐT", ["giáo dục và đào tạo"], SURE),
        ("TP.HCM", ["thành phố hồ chí minh"], SURE),
        ("thông tư", ["tt"], AMBIGUOUS),
        ("P. Cửa Bắc", ["phường cửa bắc"], AMBIGUOUS),
        ("phường Cửa Bắc", ["p cửa bắc"], AMBIGUOUS),
        ("TM. chủ nhà", ["thay mặt chủ nhà"], AMBIGUOUS),
        ("ký thay chủ nhà", ["kt chủ nhà"], AMBIGUOUS),
        ("T/L chủ nhà", ["thừa lệnh chủ nhà"], AMBIGUOUS),
        ("về việc họp chợ", ["v v họp chợ"], AMBIGUOUS),
    ],
)
def test_there_is_another_way_to_write_it(typed: str, written: list[str], weight: float) -> None:
    (variant,) = SearchQuery.parse(typed).variants

    assert (words(variant.free), variant.weight) == (written, weight)


def test_an_ambiguous_abbreviation_has_each_of_its_meanings_at_less_weight() -> None:
    variants = SearchQuery.parse("BCT ban hành").variants

    assert [words(one.free) for one in variants] == [
        ["bộ chính trị ban hành"],
        ["bộ công thương ban hành"],
    ]
    assert {one.weight for one in variants} == {AMBIGUOUS}


def test_each_kind_of_change_is_made_by_itself() -> None:
    variants = SearchQuery.parse("UBND xã").variants

    assert [(words(one.free), one.weight) for one in variants] == [
        (["ủy ban nhân dân xã"], SURE),
        (["ubnd x"], AMBIGUOUS),
    ]


def test_a_letter_stands_for_a_word_only_with_its_full_stop() -> None:
    assert SearchQuery.parse("điểm p").variants == ()


def test_words_beside_a_number_have_other_ways_and_the_number_has_none() -> None:
    (variant,) = SearchQuery.parse("UBND 878/QĐ-BNV").variants

    assert words(variant.free) == ["ủy ban nhân dân 878 qđ bnv"]


def test_other_tones_are_no_abbreviation_and_no_meaning() -> None:
    assert SearchQuery.parse("bảo hiểm xả hồi").variants == ()
    assert SearchQuery.parse("thông tự").variants == ()


def test_what_is_quoted_excluded_or_a_number_stays_as_typed() -> None:
    for typed in ('"UBND xã"', "lương -UBND", "15/2025/QĐ-UBND"):
        assert SearchQuery.parse(typed).variants == ()


def test_a_text_without_end_has_no_variants() -> None:
    assert SearchQuery.parse("UBND " * 100).variants == ()
