"""The day of a document is that of the whole, or of what is left, never that of a part."""

from datetime import date
from typing import Literal
from unicodedata import normalize

import pytest

from tests.reading.test_relations import reading_of

FIRST, LATER = date(2025, 9, 1), date(2027, 1, 1)
X, Y = "ngày 01/9/2025", "ngày 01 tháng 01 năm 2027"
IN_FORCE = "Thông tư này có hiệu lực"


def days_of(*lines: str) -> tuple[date | None, date | None]:
    fields = reading_of("Điều 2. Hiệu lực", *lines).fields
    first, last = fields.effective_on, fields.expires_on
    return first.value if first else None, last.value if last else None


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("line", "first"),
    [
        (f"{IN_FORCE} từ {X}, đối với Điều 4 từ {Y}.", FIRST),
        (f"{IN_FORCE} thi hành kể từ {X}, đối với Điều 4 có hiệu lực kể từ 01/01/2027.", FIRST),
        (f"{IN_FORCE} từ 01/9/2025, đối với Điều 4, khoản 2 Điều 5 thì từ {Y}.", FIRST),
        (f"{IN_FORCE} từ {X}; đối với Điều 4 từ {Y}.", FIRST),
        (f"{IN_FORCE} từ {X}, riêng đối với Chương II từ {Y}.", FIRST),
        (f"{IN_FORCE} từ {X} đối với các điều khác và từ {Y} đối với Điều 4.", FIRST),
        (f"{IN_FORCE} từ {X} đối với toàn bộ các cơ quan.", FIRST),
        (f"{IN_FORCE} từ {X} cho đến khi có văn bản mới.", FIRST),
        (f"{IN_FORCE} từ {X} đối với Điều 4 và từ {Y} đối với các điều khác.", LATER),
        (f"{IN_FORCE} từ {X} đối với Điều 4; từ {Y} đối với phần còn lại.", LATER),
        (
            (
                f"{IN_FORCE} từ {X} đối với Điều 4, từ 01/3/2026 đối với Điều 5 và từ {Y} đối với "
                "các quy định còn lại của Thông tư này."
            ),
            LATER,
        ),
        (f"{IN_FORCE} từ {X} đối với khoản 2 Điều 4; các quy định khác từ {Y}.", LATER),
        (f"{IN_FORCE} từ {X} cho Điều 4, các điều còn lại có hiệu lực từ 01/01/2027.", LATER),
        (f"{IN_FORCE} đối với Điều 4 từ {X} và đối với các điều còn lại từ {Y}.", LATER),
        (f"{IN_FORCE} từ ngày ký ban hành đối với Điều 4 và từ {Y} đối với điều khác.", LATER),
        (f"{IN_FORCE} từ {X} đối với Điều 4. Các quy định khác của {IN_FORCE} từ {Y}.", LATER),
        (f"{IN_FORCE} từ {X} đối với Điều 4.", None),
        (f"{IN_FORCE} từ {X}, đối với Điều 4.", None),
        (f"{IN_FORCE} từ {X} chỉ đối với Chương II.", None),
        (f"{IN_FORCE} từ {X} đối với Điều 4 và từ {Y} đối với Điều 5.", None),
        (f"{IN_FORCE} từ {X} đối với cấp tỉnh và từ {Y} đối với cấp xã.", None),
        (f"{IN_FORCE} từ {X} đến {Y} đối với Điều 4.", None),
        (f"{IN_FORCE} đối với Điều 4 từ {X}.", None),
        (f"{IN_FORCE} từ {X} đối với Điều 4 và từ ngày 31/02/2027 đối với các điều khác.", None),
        (f"{IN_FORCE} từ {X} đối với Điều 4. Giấy phép khác có từ {Y}, nộp lại.", None),
    ],
)
def test_the_first_day_is_that_of_the_whole_or_of_the_rest(
    line: str, first: date | None, form: Literal["NFC", "NFD"]
) -> None:
    assert days_of(normalize(form, f"1. {line}")) == (first, None)


@pytest.mark.parametrize(
    ("line", "last"),
    [
        (f"Thông tư này hết hiệu lực từ {Y}, đối với Điều 4 từ {X}.", date(2026, 12, 31)),
        (
            f"Thông tư này hết hiệu lực từ {X} đối với Điều 4 và từ {Y} đối với các điều khác.",
            date(2026, 12, 31),
        ),
        (f"Thông tư này hết hiệu lực từ {Y} đối với Điều 4 và từ {X} đối với Điều 5.", None),
    ],
)
def test_the_last_day_is_that_of_the_whole_or_of_the_rest(line: str, last: date | None) -> None:
    assert days_of(f"1. {line}") == (None, last)


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        ((f"1. Điều 4 {IN_FORCE} từ {X}.", f"2. Các quy định khác của {IN_FORCE} từ {Y}."), LATER),
        ((f"1. Các điều còn lại của {IN_FORCE} từ {Y}.", f"2. {IN_FORCE} từ {X}."), FIRST),
        ((f"1. {IN_FORCE} từ {X} đối với Điều 4.", f"2. {IN_FORCE} từ {Y}."), LATER),
        ((f"1. Điều 4 {IN_FORCE} từ {X}.", f"2. Khoản 1 Điều 5 khác của {IN_FORCE} từ {Y}."), None),
    ],
)
def test_what_another_clause_says_of_the_whole_counts(
    lines: tuple[str, ...], first: date | None
) -> None:
    assert days_of(*lines) == (first, None)


@pytest.mark.parametrize(
    "line",
    [
        f"{IN_FORCE} từ x. " * 4_000,
        f"{IN_FORCE} từ {X} đối với Điều 4, " * 3_000,
        f"Các quy định khác của {IN_FORCE} từ y; " * 3_000,
        f"{IN_FORCE} từ {X} đối với Điều 4{', Điều 4' * 20_000}",
        f"{IN_FORCE} từ {X} đối với Điều 4{' từ ngày 01/9/2025' * 10_000}",
        f"{IN_FORCE} trong 05 năm kể từ ngày x, " * 3_000,
    ],
)
def test_endless_sentences_about_effect_are_read_at_once(line: str) -> None:
    assert days_of(f"1. {line}") == (None, None)
