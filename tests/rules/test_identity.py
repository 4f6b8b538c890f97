from datetime import date

import pytest

from directives.rules.document_number import DocumentNumber
from directives.rules.identity import congress_term, series_of


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2000, 1, 1), None),
        (date(2021, 1, 31), "XII"),
        (date(2025, 8, 1), "XIII"),
        (date(2026, 2, 1), "XIV"),
    ],
)
def test_a_day_falls_into_a_congress_term(day: date, term: str | None) -> None:
    assert congress_term(day) == term


@pytest.mark.parametrize(
    ("number", "day", "series"),
    [
        ("178/2024/NĐ-CP", None, "2024"),
        ("878/QĐ-BNV", date(2025, 8, 11), "2025"),
        ("878/QĐ-BNV", None, None),
        ("183-KL/TW", date(2025, 8, 1), "XIII"),
        ("183-KL/TW", None, None),
    ],
)
def test_a_number_is_unique_in_its_series(
    number: str, day: date | None, series: str | None
) -> None:
    assert series_of(DocumentNumber.parse(number), day) == series
