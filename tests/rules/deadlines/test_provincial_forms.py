"""How a province's register of 451 pending documents says when (13 February 2026), by form."""

from datetime import date

import pytest

from directives.rules.deadlines import resolve
from directives.rules.working_days import shipped_calendar

REGISTER_DAY = date(2026, 2, 13)


@pytest.mark.parametrize(
    ("phrase", "first", "last", "precision"),
    [
        ("Quý IV/2026", "2026-10-01", "2026-12-31", "quarter"),
        ("Tháng 12/2025", "2025-12-01", "2025-12-31", "month"),
        ("trước 31/5/2026", "2026-05-30", "2026-05-30", "day"),
    ],
)
def test_a_month_a_quarter_and_a_day_have_a_first_and_a_last_day(
    phrase: str, first: str, last: str, precision: str
) -> None:
    found = resolve(phrase, document_date=REGISTER_DAY, calendar=shipped_calendar())

    assert (str(found.due_from), str(found.due_to), found.precision) == (first, last, precision)
    assert not found.needs_confirmation


@pytest.mark.parametrize(
    ("phrase", "precision"),
    [
        ("Kỳ họp giữa năm 2026", "session"),
        ("Kỳ họp gần nhất 2026", "session"),
        ("Sau khi có văn bản quy định giá xét nghiệm", "condition"),
    ],
)
def test_a_session_and_a_condition_have_no_day_until_a_person_gives_one(
    phrase: str, precision: str
) -> None:
    found = resolve(phrase, document_date=REGISTER_DAY, calendar=shipped_calendar())

    assert (found.kind, found.precision, found.due_to) == ("event", precision, None)
    assert found.needs_confirmation


def test_a_day_that_had_passed_when_it_was_written_is_asked_about_and_not_mended() -> None:
    found = resolve("trước 31/5/2025", document_date=REGISTER_DAY, calendar=shipped_calendar())

    assert found.due_to == date(2025, 5, 30)
    assert found.needs_confirmation
