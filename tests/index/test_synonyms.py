import pytest

from index.query import SearchQuery
from index.synonyms import AMBIGUOUS, SURE
from tests.index.test_query import words


@pytest.mark.parametrize(
    ("typed", "written", "weight"),
    [
        ("UBND xã", ["ủy ban nhân dân xã"], SURE),
        ("ubnd xa", ["ủy ban nhân dân xa"], SURE),
        ("Uỷ ban nhân dân xã", ["ubnd xã"], SURE),
        ("uy ban nhan dan xa", ["ubnd xa"], SURE),
        ("GD&ĐT", ["giáo dục và đào tạo"], SURE),
        ("TP.HCM", ["thành phố hồ chí minh"], SURE),
        ("thông tư", ["tt"], AMBIGUOUS),
        ("kĩ thuật", ["kỹ thuật"], SURE),
        ("quí một", ["quý một"], SURE),
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


def test_other_tones_are_no_abbreviation_and_no_meaning() -> None:
    assert SearchQuery.parse("bảo hiểm xã hồi").variants == ()
    assert SearchQuery.parse("thông tự").variants == ()


def test_what_is_quoted_excluded_or_a_number_stays_as_typed() -> None:
    for typed in ('"UBND xã"', "lương -UBND", "15/2025/QĐ-UBND"):
        assert SearchQuery.parse(typed).variants == ()


def test_a_text_without_end_has_no_variants() -> None:
    assert SearchQuery.parse("UBND " * 100).variants == ()
