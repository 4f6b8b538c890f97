from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from directives.vocabulary import Validity
from tests.benchmarks.validity import Page, crawl_day, measure, read_pages

PAGE = Page(
    number="8/2025/TT-BNV",
    title="Thông tư về hồ sơ",
    type_name="Thông tư",
    agency="Bộ Nội vụ",
    issued_on=date(2025, 12, 1),
    effective_on=date(2026, 1, 15),
    status=Validity.IN_FORCE,
    text="Điều 1. Phạm vi\nThông tư này quy định về hồ sơ.",
)


def test_agreement_is_counted_and_each_difference_explained() -> None:
    pages = [
        PAGE,
        replace(PAGE, number="9/2025/TT-BNV", status=None),
        replace(PAGE, number="10/2025/TT-BNV", status=Validity.PARTLY_EXPIRED),
        replace(
            PAGE,
            number="11/2025/TT-BNV",
            status=Validity.PARTLY_EXPIRED,
            effective_on=date(2027, 1, 1),
        ),
        replace(
            PAGE,
            number="12/2025/TT-BNV",
            status=Validity.NOT_YET_IN_FORCE,
            issued_on=None,
            effective_on=None,
        ),
        replace(PAGE, number="13/2025/TT-BNV", status=Validity.EXPIRED),
        replace(
            PAGE,
            number="14/2025/TT-BNV",
            text="Điều 1. Bãi bỏ Thông tư số 16/2025/TT-BNV ngày 02 tháng 12 năm 2025.",
        ),
        replace(PAGE, number="16/2025/TT-BNV"),
    ]

    assert crawl_day(pages) == date(2026, 1, 15)
    found = measure(pages)

    assert (found["pages"], found["without_usable_status"], found["judged"]) == (8, 1, 7)
    told = {one["number"]: one["explanation"] for one in found["differences"]}
    assert "not among the pages" in told["10/2025/TT-BNV"]
    assert "after the crawl" in told["11/2025/TT-BNV"]
    assert "nor its text gives a day" in told["12/2025/TT-BNV"]
    assert told["13/2025/TT-BNV"] == "not explained"
    assert "acts on it by its text" in told["16/2025/TT-BNV"]


@pytest.mark.shared
def test_the_pages_of_the_national_database_agree(shared: Path) -> None:
    found = measure(list(read_pages(shared / "documents" / "vbpl.jsonl")))

    assert found["judged"] == 133
    assert found["agree"] >= 131
    assert all(one["explanation"] != "not explained" for one in found["differences"])
