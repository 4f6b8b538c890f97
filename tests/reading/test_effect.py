"""The last day of a document's effect, from its own words."""

from datetime import date

import pytest

from tests.reading.test_relations import reading_of


@pytest.mark.parametrize(
    ("line", "last_day"),
    [
        ("Thông tư này hết hiệu lực từ ngày 01 tháng 3 năm 2027.", date(2027, 2, 28)),
        ("Thông tư này hết hiệu lực thi hành kể từ ngày 01/3/2027.", date(2027, 2, 28)),
        ("Thông tư này hết hiệu lực sau ngày 31/12/2026.", date(2026, 12, 31)),
        (
            "Thông tư này có hiệu lực từ ngày 01/7/2025 đến hết ngày 28 tháng 02 năm 2027.",
            date(2027, 2, 28),
        ),
        (
            "Thông tư này có hiệu lực thi hành từ ngày 01/7/2025 đến ngày 28/02/2027.",
            date(2027, 2, 28),
        ),
    ],
)
def test_the_last_day_is_read(line: str, last_day: date) -> None:
    found = reading_of("Điều 2. Hiệu lực", line).fields.expires_on

    assert found is not None
    assert found.value == last_day
    assert found.source.quote in line


@pytest.mark.parametrize(
    "line",
    [
        "Thông tư số 01/2020/TT-BNV hết hiệu lực từ ngày 01/3/2027.",
        "Thông tư này hết hiệu lực kể từ ngày Luật Ví dụ có hiệu lực, ngày 01/3/2027.",
        "Thông tư này có hiệu lực từ ngày 01/7/2025.",
        "Sửa Điều 3: “Thông tư này hết hiệu lực từ ngày 01/3/2027.”",
    ],
)
def test_the_end_of_another_or_without_a_day_is_none(line: str) -> None:
    assert reading_of("Điều 2. Hiệu lực", line).fields.expires_on is None
