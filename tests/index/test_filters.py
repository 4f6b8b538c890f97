from datetime import date

from index.filters import Filters


def test_filters_of_the_page_and_of_the_query_must_both_hold() -> None:
    page = Filters(type=("QĐ", "NĐ"), issued_from=date(2025, 1, 1), documents=(1, 2))
    typed = Filters(type=("NĐ", "TT"), year=(2025,), issued_from=date(2025, 7, 1), documents=(2, 3))

    both = page.both(typed)

    assert both == Filters(type=("NĐ",), year=(2025,), issued_from=date(2025, 7, 1), documents=(2,))
    assert both == typed.both(page)


def test_choices_that_exclude_each_other_leave_nothing_and_not_everything() -> None:
    both = Filters(type=("QĐ",), year=(2024,)).both(Filters(type=("NĐ",), year=(2025,)))

    assert both.type not in {(), ("QĐ",), ("NĐ",)}
    assert both.year not in {(), (2024,), (2025,)}


def test_no_filters_change_nothing() -> None:
    chosen = Filters(agency=("BNV",), issued_to=date(2025, 1, 1))

    assert Filters().both(chosen) == chosen.both(Filters()) == chosen
    assert chosen.chooses
    assert not Filters().chooses


def test_days_have_open_ends() -> None:
    assert Filters().days is None
    assert Filters(issued_from=date(2025, 7, 1)).days == (20250701, 99999999)
    assert Filters(issued_to=date(2025, 7, 1)).days == (1, 20250701)
