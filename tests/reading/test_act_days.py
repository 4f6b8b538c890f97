"""From when to when others are acted upon: a suspension more than once, each of a row by itself."""

from datetime import date
from typing import Literal
from unicodedata import normalize

import pytest

from directives.reading.relation_found import RelationFound
from tests.reading.test_endings import acts_of

A, B, C = "21/2019/NĐ-CP", "34/2021/NĐ-CP", "18/2022/NĐ-CP"
WINTER = (date(2025, 11, 1), date(2025, 12, 31))
SPRING = (date(2026, 3, 1), date(2026, 4, 30))
JUNE = (date(2026, 6, 1), date(2026, 6, 30))
LONG = (
    "từ ngày 01 tháng 11 năm 2025 đến hết ngày 31 tháng 12 năm 2025",
    "từ ngày 01 tháng 3 năm 2026 đến hết ngày 30 tháng 4 năm 2026",
)
SHORT = ("từ 01/11/2025 đến 31/12/2025", "từ 01/3/2026 đến 30/4/2026")
Told = list[tuple[str, str, date | None, date | None]]


def told(*lines: str, title: str = "Về việc nêu ví dụ") -> Told:
    return [_facts(one) for one in acts_of(*lines, title=title)]


def _facts(one: RelationFound) -> tuple[str, str, date | None, date | None]:
    return one.target, one.target_provision, one.acts_from, one.acts_to


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "line",
    [
        f"2. Tạm ngưng hiệu lực Điều 5 Nghị định số {A} {SHORT[0]} và {SHORT[1]}.",
        f"2. Ngưng hiệu lực thi hành Điều 5 Nghị định {A} {LONG[0]} và {LONG[1]}.",
        f"2. Tạm ngừng hiệu lực Điều 5 của Nghị định số {A} {LONG[0]}, {SHORT[1]}.",
        f"2. Tạm ngưng hiệu lực Điều 5 Nghị định số {A} {LONG[0]}; {LONG[1]}.",
        f"2. Tạm ngưng hiệu lực Điều 5 Nghị định số {A} {LONG[0]} cũng như {SHORT[1]}.",
        f"2. Tạm ngưng hiệu lực Điều 5 Nghị định {A} {SHORT[0]} và trong thời gian {SHORT[1]}.",
        f"2. Tạm ngưng hiệu lực {SHORT[0]} và {LONG[1]} đối với Điều 5 Nghị định số {A}.",
        f"2. Ngưng hiệu lực {LONG[0]} và {LONG[1]} Điều 5 của Nghị định số {A}.",
        f"2. Tạm ngưng hiệu lực Điều 5 Nghị định số {A} {SHORT[0]}; và {SHORT[1]}",
        f"2. Điều 5 Nghị định số {A} tạm ngưng hiệu lực {SHORT[0]} và {LONG[1]}.",
        f"2. T{LONG[0][1:]} và {LONG[1]}, tạm ngưng hiệu lực Điều 5 Nghị định số {A}.",
        f"2. Kể {LONG[0]}, {SHORT[1]}, tạm ngưng hiệu lực Điều 5 Nghị định số {A}.",
        f"2. T{SHORT[0][1:]} và {SHORT[1]}, tạm ngưng hiệu lực Điều 5 Nghị định số {A}.",
        (
            "2. Từ ngày 01/11 đến ngày 31/12/2025 và từ 01/3 đến 30/4/2026, tạm ngưng hiệu lực "
            f"Điều 5 Nghị định số {A}."
        ),
        f"2. Trong thời gian {LONG[0]} và {LONG[1]}, ngưng hiệu lực Điều 5 Nghị định số {A}.",
        (
            f"2. Tạm ngưng hiệu lực Điều 5 Nghị định số {A} thành hai đợt: đợt 1 {SHORT[0]}; đợt "
            f"hai: {SHORT[1]}."
        ),
        (
            f"2. Tạm ngưng hiệu lực Điều 5 Nghị định số {A} {SHORT[0]} và tiếp tục tạm ngưng hiệu "
            f"lực {SHORT[1]}."
        ),
        (
            f"2. Ngưng hiệu lực Điều 5 Nghị định số {A} từ 0 giờ ngày 01/11/2025 đến 24 giờ ngày "
            "31/12/2025 và từ 0h00 ngày 01/3/2026 đến trước ngày 01/5/2026."
        ),
        (
            f"2. Ngưng hiệu lực Điều 5 Nghị định số {A} từ ngày 01-11-2025 đến ngày 31.12.2025 và "
            "ngày 01-3-2026 đến ngày 30.4.2026."
        ),
    ],
)
def test_a_suspension_may_be_resumed(line: str, form: Literal["NFC", "NFD"]) -> None:
    assert told(normalize(form, line)) == [(A, "dieu-5", *WINTER), (A, "dieu-5", *SPRING)]


@pytest.mark.parametrize(
    ("line", "days"),
    [
        (f"đến hết năm 2025 và {SHORT[1]}.", [(None, WINTER[1]), SPRING]),
        (f"{SHORT[0]} và từ ngày 01/3/2026.", [WINTER, (SPRING[0], None)]),
        (f"{SHORT[0]}, {SHORT[1]} và từ 01/6/2026 đến 30/6/2026.", [WINTER, SPRING, JUNE]),
        (f"{SHORT[0]}, từ ngày 01/3/2026 thực hiện theo quy định mới.", [WINTER]),
        (f"{SHORT[0]} và {SHORT[0]}.", [WINTER]),
        ("từ ngày 01/11 đến hết ngày 31/12/2025 và từ 01/3 đến 30/4/2026.", [WINTER, SPRING]),
        (
            (
                "từ ngày 01 tháng 11 đến ngày 31 tháng 12 năm 2025, từ ngày 01 tháng 3 cho đến hết "
                "ngày 30 tháng 4 năm 2026."
            ),
            [WINTER, SPRING],
        ),
        ("từ 01/11 đến 28/02/2026.", [(WINTER[0], date(2026, 2, 28))]),
        ("từ 31/11 đến 28/02/2026.", [(None, date(2026, 2, 28))]),
        ("từ 01/11 đến ngày có văn bản mới.", [(None, None)]),
        (f"{SHORT[0]} và từ 31/02/2026 đến 30/4/2026.", [WINTER]),
        (f"{SHORT[0]}. Nghị định này có hiệu lực {SHORT[1]}.", [WINTER]),
        (f"{SHORT[0]}; từ ngày 01/3/2026 đến ngày 30/4/2026, các bộ báo cáo.", [WINTER]),
    ],
)
def test_only_days_that_follow_at_once_resume_it(
    line: str, days: list[tuple[date | None, date | None]]
) -> None:
    assert told(f"2. Tạm ngưng hiệu lực Điều 5 Nghị định số {A} {line}") == [
        (A, "dieu-5", *one) for one in days
    ]


@pytest.mark.parametrize(
    ("line", "acts"),
    [
        (
            (
                f"2. Tạm ngưng hiệu lực Điều 5 Nghị định số {A} {SHORT[0]} và Điều 6 Nghị định số "
                f"{B} {LONG[1]}."
            ),
            [(A, "dieu-5", *WINTER), (B, "dieu-6", *SPRING)],
        ),
        (
            (
                f"2. Tạm ngưng hiệu lực Nghị định số {A} {SHORT[0]} và {SHORT[1]}, Nghị định số "
                f"{B} từ 01/6/2026 đến 30/6/2026."
            ),
            [(A, "", *WINTER), (A, "", *SPRING), (B, "", *JUNE)],
        ),
        (
            f"2. Tạm ngưng hiệu lực Nghị định số {A} và Điều 6 Nghị định số {B} {LONG[1]}.",
            [(A, "", *SPRING), (B, "dieu-6", *SPRING)],
        ),
        (
            (
                f"2. Tạm ngưng hiệu lực Nghị định số {A} {SHORT[0]}, Nghị định số {B} và Nghị định "
                f"số {C}."
            ),
            [(A, "", *WINTER), (B, "", None, None), (C, "", None, None)],
        ),
        (
            (
                f"2. Từ ngày 01/3/2026, tạm ngưng hiệu lực Nghị định số {A} đến ngày 30/4/2026 và "
                f"Nghị định số {B} từ ngày 01/6/2026 đến ngày 30/6/2026."
            ),
            [(A, "", *SPRING), (B, "", *JUNE)],
        ),
        (
            (
                f"2. Bãi bỏ Điều 5 Nghị định số {A} kể từ ngày 01/3/2026 và Điều 6 Nghị định số "
                f"{B} kể từ ngày 01 tháng 6 năm 2026."
            ),
            [(A, "dieu-5", SPRING[0], None), (B, "dieu-6", JUNE[0], None)],
        ),
        (
            (
                f"2. Kể từ ngày 01/3/2026, bãi bỏ Nghị định số {A}, Nghị định số {B} kể từ "
                "01/6/2026."
            ),
            [(A, "", SPRING[0], None), (B, "", JUNE[0], None)],
        ),
        (
            f"2. Bãi bỏ Nghị định số {A} và Nghị định số {B} kể từ ngày 01/6/2026.",
            [(A, "", JUNE[0], None), (B, "", JUNE[0], None)],
        ),
        (
            (
                f"2. Bãi bỏ Nghị định số {A} đối với hồ sơ nộp kể từ ngày 01/3/2026 và Nghị định "
                f"số {B}."
            ),
            [(A, "", None, None), (B, "", None, None)],
        ),
    ],
)
def test_each_document_of_a_row_has_its_own_days(line: str, acts: Told) -> None:
    assert sorted(told(line), key=str) == sorted(acts, key=str)


def test_an_item_of_a_list_may_have_days_of_its_own() -> None:
    lines = (
        f"2. Tạm ngưng hiệu lực các quy định sau đây {SHORT[0]} và {SHORT[1]}:",
        f"a) Điều 5 Nghị định số {A};",
        f"b) Nghị định số {B} từ ngày 01/6/2026 đến hết ngày 30/6/2026;",
        f"c) Nghị định số {C} về phí đối với hồ sơ nộp từ ngày 01/6/2026.",
    )
    assert told(*lines) == [
        (A, "dieu-5", *WINTER),
        (A, "dieu-5", *SPRING),
        (B, "", *JUNE),
        (C, "", *WINTER),
        (C, "", *SPRING),
    ]


def test_two_clauses_suspend_twice_and_a_title_adds_nothing() -> None:
    clause = f"Tạm ngưng hiệu lực Nghị định số {A}"
    lines = (f"1. {clause} {LONG[0]}.", f"2. {clause} {SHORT[1]}.", f"3. {clause} đến 31/12/2025.")

    assert told(*lines, title=clause) == [(A, "", *WINTER), (A, "", *SPRING)]


@pytest.mark.parametrize(
    "middle",
    [
        " và từ 01/3/2026 đến 30/4/2026" * 4_000,
        "; từ 01/3/2026 đến" * 8_000,
        f"; đợt 1 {SHORT[1]}" * 4_000,
        " và tiếp tục tạm ngưng" * 8_000,
        " kể từ ngày" * 8_000,
    ],
)
def test_endless_days_are_read_at_once(middle: str) -> None:
    line = f"2. Tạm ngưng hiệu lực Nghị định số {A} {SHORT[0]}{middle}."

    assert told(line)[0] == (A, "", *WINTER)


def test_a_suspension_told_of_a_hundred_times_is_kept_some_times() -> None:
    days = (f"từ 01/01/{year} đến 02/01/{year}" for year in range(2000, 2100))
    lines = [f"{n}. Tạm ngưng hiệu lực Nghị định số {A} {one}." for n, one in enumerate(days)]

    assert len(told(*lines)) == 50
