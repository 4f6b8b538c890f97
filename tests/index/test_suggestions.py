import pytest

from index.query import SearchQuery
from index.suggestions import suggestions


@pytest.mark.parametrize(
    ("typed", "kind", "value", "query"),
    [
        ("878/qd-bnv", "number", "878/QĐ-BNV", 'số:"878/QĐ-BNV"'),
        ("878", "number", "878", 'số:"878"'),
        ("15/10/2025", "day", "2025-10-15", "từ:2025-10-15 đến:2025-10-15"),
        ("ngày 15/10/2025", "day", "2025-10-15", "từ:2025-10-15 đến:2025-10-15"),
        ("ngay 1 thang 7 nam 2025", "day", "2025-07-01", "từ:2025-07-01 đến:2025-07-01"),
        ("2/2024", "day", "2024-02-01/2024-02-29", "từ:2024-02-01 đến:2024-02-29"),
        ("2025", "year", "2025", "năm:2025"),
        ("Bộ Nội vụ", "agency", "BNV", "cơ-quan:BNV"),
        ("bo noi vu", "agency", "BNV", "cơ-quan:BNV"),
        ("bnv", "agency", "BNV", "cơ-quan:BNV"),
        ("nghị định", "type", "NĐ", "loại:NĐ"),
    ],
)
def test_a_query_that_names_something_leads_to_it(
    typed: str, kind: str, value: str, query: str
) -> None:
    found = [(one.kind, one.value, one.query) for one in suggestions(SearchQuery.parse(typed))]

    assert (kind, value, query) in found


@pytest.mark.parametrize(
    "typed",
    [
        "đất đai",
        "31/2/2025",
        "đất 1234",
        "Bộ Nội vụ hướng dẫn",
        '"Bộ Nội vụ"',
        "năm:2025",
        "x" * 90,
        "",
    ],
)
def test_other_queries_lead_nowhere(typed: str) -> None:
    assert suggestions(SearchQuery.parse(typed)) == ()


def test_a_number_that_is_no_year_of_a_document_leads_to_no_day() -> None:
    assert {one.kind for one in suggestions(SearchQuery.parse("6383"))} == {"number"}


def test_a_lead_asks_by_fields_and_so_leads_no_further() -> None:
    for typed in ("878/qd-bnv", "15/10/2025", "2025", "Bộ Nội vụ", "nghị định"):
        for lead in suggestions(SearchQuery.parse(typed)):
            narrower = SearchQuery.parse(lead.query)
            assert narrower.filters.chooses or narrower.bearing
            assert (narrower.hints, suggestions(narrower)) == ((), ())
