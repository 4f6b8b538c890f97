import pytest

from directives.rules.divisions import articles_of, is_division

CHILDREN = {
    "chuong-2": ["chuong-2__muc-1", "chuong-2__muc-2"],
    "chuong-2__muc-1": ["dieu-5", "dieu-6"],
    "chuong-2__muc-2": ["dieu-7"],
    "dieu-5": ["dieu-5__khoan-1"],
}


@pytest.mark.parametrize(
    ("provision", "expected"),
    [
        ("chuong-2", True),
        ("kem-theo-1__chuong-2", True),
        ("chuong-2__muc-1", True),
        ("phan-1", True),
        ("dieu-5", False),
        ("phu-luc-1", False),
        ("mot-phan", False),
        ("", False),
    ],
)
def test_parts_chapters_and_sections_are_divisions(provision: str, expected: bool) -> None:
    assert is_division(provision) is expected


@pytest.mark.parametrize(
    ("division", "articles"),
    [
        ("chuong-2", ["dieu-5", "dieu-6", "dieu-7"]),
        ("chuong-2__muc-1", ["dieu-5", "dieu-6"]),
        ("chuong-9", []),
    ],
)
def test_the_articles_of_a_division_are_told_by_the_structure(
    division: str, articles: list[str]
) -> None:
    assert list(articles_of(division, CHILDREN)) == articles
