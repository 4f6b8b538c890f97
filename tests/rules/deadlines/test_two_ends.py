"""A time with two ends: what one end leaves out follows from the other one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.deadlines import Deadline, find_phrases, resolve
from directives.rules.vietnamese import fold
from directives.rules.working_days import Calendar
from directives.vocabulary import DeadlineKind, Operator, Precision

CALENDAR = Calendar(off=frozenset(), worked=frozenset())
ON = date(2025, 9, 12)


def read(phrase: str, on: date = ON) -> Deadline:
    return resolve(phrase, document_date=on, calendar=CALENDAR)


def ends(phrase: str, on: date = ON) -> tuple[str, str, Precision]:
    found = read(phrase, on)
    assert (found.kind, found.operator) == (DeadlineKind.DATE, Operator.ON_OR_BEFORE)
    return str(found.due_from), str(found.due_to), found.precision


@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("từ ngày 1/10 đến ngày 5/10/2025", "2025-10-01", "2025-10-05"),
        ("từ 01/10 đến 05/10/2025", "2025-10-01", "2025-10-05"),
        ("từ ngày 01/10/2025 đến hết ngày 05/10/2025", "2025-10-01", "2025-10-05"),
        ("từ ngày 01 tháng 10 đến ngày 05 tháng 10 năm 2025", "2025-10-01", "2025-10-05"),
        ("trong khoảng từ 1/10 cho đến 5/10/2025", "2025-10-01", "2025-10-05"),
        ("từ ngày 28/12 đến ngày 05/01/2026", "2025-12-28", "2026-01-05"),
        ("từ ngày 28/12 đến ngày 05/01/2027", "2026-12-28", "2027-01-05"),
        ("từ ngày 28/12/2025 đến 05/01", "2025-12-28", "2026-01-05"),
        ("từ ngày 01 đến ngày 05/10/2025", "2025-10-01", "2025-10-05"),
        ("từ ngày 28 đến ngày 05/10/2025", "2025-09-28", "2025-10-05"),
        ("từ ngày 01/10/2025 đến ngày 05", "2025-10-01", "2025-10-05"),
        ("từ ngày 05 tháng này đến ngày 05/10/2025", "2025-09-05", "2025-10-05"),
        ("từ 01/9 đến 15/9/2025", "2025-09-01", "2025-09-15"),
    ],
)
def test_a_time_ahead_is_due_on_its_last_day(phrase: str, first: str, last: str) -> None:
    assert ends(phrase) == (first, last, Precision.DAY)
    assert ends(fold(phrase)) == (first, last, Precision.DAY)


@pytest.mark.parametrize(
    ("phrase", "first", "last", "precision"),
    [
        ("trong tháng 9 và tháng 10/2025", "2025-09-01", "2025-10-31", Precision.MONTH),
        ("từ tháng 9 đến tháng 10/2025", "2025-09-01", "2025-10-31", Precision.MONTH),
        ("từ tháng 9/2025 đến tháng 01/2026", "2025-09-01", "2026-01-31", Precision.MONTH),
        ("từ quý III đến quý IV/2025", "2025-07-01", "2025-12-31", Precision.QUARTER),
        ("từ ngày 15/9 đến tháng 10/2025", "2025-09-15", "2025-10-31", Precision.DAY),
        ("từ tháng 12 đến ngày 15/01/2026", "2025-12-01", "2026-01-15", Precision.DAY),
    ],
)
def test_months_and_quarters_have_two_ends_too(
    phrase: str, first: str, last: str, precision: Precision
) -> None:
    assert ends(phrase) == (first, last, precision)


@pytest.mark.parametrize(
    "phrase",
    [
        "từ 01/8 đến 18/8/2025",
        "từ tháng 5 đến tháng 8/2025",
        "từ ngày 15/12 năm trước đến ngày 14/12 năm nay",
    ],
)
def test_a_time_that_is_over_or_began_last_year_is_what_a_report_covers(phrase: str) -> None:
    assert read(phrase).kind is DeadlineKind.PERIOD


@pytest.mark.parametrize("phrase", ["từ 1/10/2025 để gửi 5/10/2025", "từ tháng 9/2025"])
def test_other_words_have_no_two_ends(phrase: str) -> None:
    assert read(phrase).kind is DeadlineKind.START


def test_a_time_that_ends_before_it_begins_is_due_at_its_end_and_a_person_should_look() -> None:
    found = read("hoàn thành từ 10/10/2025 đến 05/10/2025")

    assert (found.due_from, found.due_to) == (date(2025, 10, 5), date(2025, 10, 5))
    assert found.needs_confirmation


DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31)).filter(lambda day: day.day < 29)
WRITTEN = st.sampled_from(["{0.day}/{0.month}", "{0:%d/%m/%Y}", "{0.day} tháng {0.month}"])


@given(DAYS, DAYS, WRITTEN, WRITTEN, st.sampled_from(["từ", "từ ngày", "hoàn thành từ ngày"]), DAYS)
def test_a_time_never_ends_before_it_begins(
    first: date, last: date, how: str, how_last: str, opens: str, on: date
) -> None:
    found = read(f"{opens} {how.format(first)} đến ngày {how_last.format(last)}", on)

    if found.kind is DeadlineKind.DATE:
        assert found.due_from is not None
        assert found.due_to is not None
        assert found.due_from <= found.due_to
    else:
        assert found.kind is DeadlineKind.PERIOD


@given(DAYS, st.integers(0, 364), st.sampled_from(["{0.day}/{0.month}", "{0.day} tháng {0.month}"]))
def test_a_first_day_without_its_year_is_the_latest_before_the_last(
    first: date, length: int, how: str
) -> None:
    last = first + timedelta(days=length)
    found = read(f"từ ngày {how.format(first)} đến ngày {last:%d/%m/%Y}", date(2024, 1, 1))

    assert (found.due_from, found.due_to) == (first, last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bộ Tài chính hoàn thành việc rà soát từ ngày 1/10 đến ngày 5/10/2025.",
            ["từ ngày 1/10 đến ngày 5/10/2025"],
        ),
        (
            "hoàn thành trong thời gian từ 28/12 đến ngày 05 tháng 01 năm 2026",
            ["trong thời gian từ 28/12 đến ngày 05 tháng 01 năm 2026"],
        ),
        (
            "Thời gian thực hiện: từ 1/10 đến 5/10/2025",
            ["Thời gian thực hiện: từ 1/10 đến 5/10/2025"],
        ),
        ("hoàn thành báo cáo số liệu từ ngày 1/10 đến ngày 5/10/2025", []),
        ("hoàn thành quy định có hiệu lực kể từ ngày 1/10 đến ngày 5/10/2025", []),
        ("Đại hội họp từ ngày 1/10 đến ngày 5/10/2025", []),
    ],
)
def test_in_running_text_only_a_time_to_complete_something_is_a_deadline(
    text: str, expected: list[str]
) -> None:
    assert [text[start:end] for start, end in find_phrases(text)] == expected
