from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.relation_claims import (
    UNNAMED_PART,
    Days,
    covers,
    is_of_further_days,
    parts_meant,
)

FIRST, LAST = date(2025, 1, 1), date(2025, 1, 20)
DAY = st.dates(FIRST, LAST)
DAYS = st.one_of(
    st.lists(DAY, min_size=2, max_size=2).map(lambda days: (min(days), max(days))),
    st.tuples(DAY, st.none()),
    st.tuples(st.none(), DAY),
)
PARTS = st.lists(st.sampled_from(["dieu-1", "khoan-2", "diem-a"]), min_size=1, max_size=3)


@pytest.mark.parametrize(
    ("rejected", "proposed", "expected"),
    [
        ("", "dieu-5", True),
        ("", "", True),
        ("dieu-5", "dieu-5", True),
        ("dieu-5", "dieu-5__khoan-1", True),
        ("dieu-5", "dieu-50", False),
        ("dieu-5__khoan-1", "dieu-5", False),
        ("dieu-5", "", False),
    ],
)
def test_what_is_said_of_a_provision_is_said_of_what_it_holds(
    rejected: str, proposed: str, expected: bool
) -> None:
    assert covers(rejected, proposed) is expected


@given(PARTS, PARTS)
def test_a_provision_covers_all_that_stands_inside_it(outer: list[str], inner: list[str]) -> None:
    assert covers("__".join(outer), "__".join([*outer, *inner]))


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Bãi bỏ một số điều của ", (UNNAMED_PART,)),
        ("và một phần ", (UNNAMED_PART,)),
        ("bãi bỏ các quy định về phí tại ", (UNNAMED_PART,)),
        ("thay thế Phần thứ nhất của ", ("phan-1",)),
        ("bãi bỏ khoản 2 Điều 5 của ", ("dieu-5__khoan-2",)),
        ("Bãi bỏ Điều 3, Điều 4 Quy chế kèm theo ", ("kem-theo-1__dieu-3", "kem-theo-1__dieu-4")),
        ("Bãi bỏ Phụ lục I kèm theo ", ("phu-luc-1",)),
        ("Bãi bỏ các ", ("",)),
        ("Bãi bỏ một số văn bản: ", ("",)),
        (" quy định chi tiết một số điều của Luật Giá và ", ("",)),
        ("Bãi bỏ Điều lệ kèm theo ", ("",)),
        ("", ("",)),
    ],
)
def test_the_words_before_a_document_tell_how_much_of_it_is_meant(
    words: str, parts: tuple[str, ...]
) -> None:
    assert parts_meant(words) == parts


def every_day(days: Days) -> set[date]:
    first, last = days[0] or FIRST, days[1] or LAST
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


@given(DAYS, st.lists(DAYS))
def test_further_days_are_none_of_those_said_before(days: Days, said: list[Days]) -> None:
    told = {day for one in said for day in every_day(one)}

    assert is_of_further_days(days, said) is told.isdisjoint(every_day(days))


@given(DAYS, st.lists(DAYS))
def test_what_names_no_days_leaves_none_for_another(days: Days, said: list[Days]) -> None:
    assert not is_of_further_days(days, [*said, (None, None)])
    assert is_of_further_days((None, None), said) is not bool(said)
