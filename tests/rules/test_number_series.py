import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.number_series import holes_between, series_name, sureness
from directives.vocabulary import Sureness


@pytest.mark.parametrize(
    ("type_code", "key", "series"),
    [
        ("TT", "8/2025/TT-BNV", ("TT", True)),
        ("QĐ", "878/QĐ-BNV", ("QĐ", False)),
        ("CV", "6383/BNV-TCBC", ("CV", False)),
        ("", "64/2025/QH15", ("QH15", True)),
        ("", "64/2016/QH13", ("QH13", True)),
        ("NQ", "1659/NQ-UBTVQH15", ("NQ", False)),
        ("", "11/2016/UBTVQH13", ("UBTVQH13", True)),
        ("KL", "183-KL/TW", ("KL", False)),
        ("TTLT", "1/2018/TTLT-BCA-BQP", None),
        ("NQ", "66.7/2025/NQ-CP", None),
    ],
)
def test_in_which_series_a_number_runs(
    type_code: str, key: str, series: tuple[str, bool] | None
) -> None:
    assert series_name(type_code, key) == series


def test_holes_are_told_as_ranges() -> None:
    assert [(one.first, one.last, one.count) for one in holes_between([9, 2, 3, 5, 9])] == [
        (4, 4, 1),
        (6, 8, 3),
    ]
    assert holes_between([7]) == holes_between([]) == []


@given(st.sets(st.integers(1, 300), min_size=1))
def test_known_and_missing_numbers_are_all_there_are(known: set[int]) -> None:
    missing = {n for hole in holes_between(known) for n in range(hole.first, hole.last + 1)}

    assert known | missing == set(range(min(known), max(known) + 1))
    assert not known & missing


@pytest.mark.parametrize(
    ("known", "span", "by_law", "expected"),
    [
        (40, 60, True, Sureness.HIGH),
        (40, 60, False, Sureness.MEDIUM),
        (4, 5, True, Sureness.MEDIUM),
        (5, 40, True, Sureness.MEDIUM),
        (2, 3, True, Sureness.LOW),
        (9, 900, True, Sureness.LOW),
    ],
)
def test_few_or_scattered_numbers_prove_little(
    known: int, span: int, by_law: bool, expected: Sureness
) -> None:
    assert sureness(known, span, by_law=by_law) is expected
