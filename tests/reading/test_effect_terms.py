"""The last day of a document that has effect for a term, by the Civil Code's way of counting."""

from datetime import date

import pytest

from tests.reading.test_effect_parts import days_of

FIRST = date(2025, 9, 1)
X = "ngày 01/9/2025"
IN_FORCE = "Thông tư này có hiệu lực"


@pytest.mark.parametrize(
    ("line", "last"),
    [
        (f"{IN_FORCE} trong 05 năm kể từ {X}.", date(2030, 9, 1)),
        (f"{IN_FORCE} thi hành trong thời hạn 5 (năm) năm, kể từ {X}.", date(2030, 9, 1)),
        (f"{IN_FORCE} trong năm năm kể từ ngày 01 tháng 9 năm 2025.", date(2030, 9, 1)),
        (f"{IN_FORCE} 02 năm kể từ {X}.", date(2027, 9, 1)),
        (f"{IN_FORCE} từ {X} và được thực hiện trong 03 năm.", date(2028, 9, 1)),
        (f"{IN_FORCE} từ {X}, thời hạn hai năm.", date(2027, 9, 1)),
        (f"{IN_FORCE} kể từ {X} trong thời gian 18 tháng.", date(2027, 3, 1)),
        (
            f"{IN_FORCE} kể từ {X}, được áp dụng trong 18 tháng kể từ ngày {IN_FORCE}.",
            date(2027, 3, 1),
        ),
        (f"{IN_FORCE} trong 45 ngày kể từ {X}.", date(2025, 10, 16)),
        (f"{IN_FORCE} trong 06 tuần kể từ {X}.", date(2025, 10, 13)),
        (f"{IN_FORCE} trong 02 quý kể từ {X}.", date(2026, 3, 1)),
    ],
)
def test_a_term_ends_with_its_day_of_the_last_year_month_or_week(line: str, last: date) -> None:
    assert days_of(f"1. {line}") == (FIRST, last)


def test_the_first_day_is_not_counted_and_a_short_month_ends_early() -> None:
    assert days_of(f"1. {IN_FORCE} trong 06 tháng kể từ ngày 31/8/2025.") == (
        date(2025, 8, 31),
        date(2026, 2, 28),
    )
    # 30/8/2026 is a Sunday: effect ends there, nobody has to act on that day.
    assert days_of(f"1. {IN_FORCE} trong 01 năm kể từ ngày 30/8/2025.")[1] == date(2026, 8, 30)


def test_a_term_runs_from_the_signing_or_from_the_effect_that_is_said_elsewhere() -> None:
    signed = date(2026, 3, 1)
    assert days_of(f"1. {IN_FORCE} trong 01 năm kể từ ngày ký ban hành.") == (
        signed,
        date(2027, 3, 1),
    )
    for since in ("", " kể từ ngày có hiệu lực", f" kể từ khi {IN_FORCE} thi hành"):
        lines = (f"1. {IN_FORCE} từ {X}.", f"2. {IN_FORCE} trong thời hạn 01 năm{since}.")
        assert days_of(*lines) == (FIRST, date(2026, 9, 1))


@pytest.mark.parametrize(
    ("line", "first"),
    [
        (f"{IN_FORCE} trong 05 năm kể từ {X} đối với Điều 4.", None),
        (f"Điều 4 {IN_FORCE} trong 05 năm kể từ {X}.", None),
        (f"Sửa Điều 9 như sau: {IN_FORCE} trong 05 năm kể từ {X}.", None),
        (f"{IN_FORCE} trong năm 2026.", None),
        (f"{IN_FORCE} từ {X} trong 02 năm học.", FIRST),
        (f"{IN_FORCE} trong 45 ngày làm việc kể từ {X}.", None),
        (f"{IN_FORCE} trong 05 năm kể từ ngày Luật Ví dụ có hiệu lực.", None),
        (f"{IN_FORCE} trong 05 năm.", None),
        (f"{IN_FORCE} trong 9999 năm kể từ {X}.", FIRST),
        (f"{IN_FORCE} từ {X}, báo cáo trong 05 ngày.", FIRST),
    ],
)
def test_what_is_no_term_of_the_document_gives_no_last_day(line: str, first: date | None) -> None:
    assert days_of(f"1. {line}") == (first, None)


def test_a_last_day_that_is_written_counts_before_a_term() -> None:
    lines = (f"1. {IN_FORCE} từ {X} trong 05 năm.", "2. Thông tư này hết hiệu lực sau 31/12/2026.")

    assert days_of(*lines) == (FIRST, date(2026, 12, 31))
