from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.administrative_document import (
    Article,
    LineRole,
    body_lines,
    is_letter,
    listed,
    number_line,
    place_and_date_line,
)
from tests.administrative_documents import make_document


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2026, 2, 5), "Lào Cai, ngày 05 tháng 02 năm 2026"),
        (date(2025, 8, 9), "Lào Cai, ngày 09 tháng 8 năm 2025"),
        (date(2025, 11, 21), "Lào Cai, ngày 21 tháng 11 năm 2025"),
    ],
)
def test_small_days_and_the_first_two_months_get_a_zero(day: date, printed: str) -> None:
    assert place_and_date_line(make_document(issued_on=day)) == printed


def test_a_draft_has_blanks_for_its_number_and_day() -> None:
    draft = make_document(number="", issued_on=None)
    assert number_line(draft).strip() == "Số:"
    assert place_and_date_line(draft).split() == ["Lào", "Cai,", "ngày", "tháng", "năm"]


def test_the_party_writes_its_number_without_a_colon() -> None:
    assert number_line(make_document(number="7-KL/TU", is_party=True)) == "Số 7-KL/TU"


def test_only_a_document_without_a_type_is_a_letter() -> None:
    assert is_letter(make_document())
    assert not is_letter(make_document(type_name="Thông báo"))


def test_the_lines_of_a_list_end_with_semicolons_and_the_last_with_a_full_stop() -> None:
    assert listed(("Như trên", "Lưu: VT")) == ("Như trên;", "Lưu: VT.")
    assert listed(()) == ()


def test_a_decision_gives_its_grounds_then_resolves_then_its_articles() -> None:
    lines = body_lines(
        make_document(
            type_name="Quyết định",
            remark="Bản minh họa.",
            authority="GIÁM ĐỐC SỞ NỘI VỤ",
            bases=("Căn cứ Luật A",),
            resolves="QUYẾT ĐỊNH:",
            articles=(Article(("Cử năm người.",)), Article(("1. Một.", "2. Hai."), "Thi hành")),
        )
    )
    assert [(line.role, line.lead, line.text) for line in lines] == [
        (LineRole.REMARK, "", "Bản minh họa."),
        (LineRole.AUTHORITY, "", "GIÁM ĐỐC SỞ NỘI VỤ"),
        (LineRole.BASIS, "", "Căn cứ Luật A."),
        (LineRole.RESOLVES, "", "QUYẾT ĐỊNH:"),
        (LineRole.ARTICLE, "Điều 1.", "Cử năm người."),
        (LineRole.ARTICLE, "Điều 2. Thi hành", ""),
        (LineRole.PARAGRAPH, "", "1. Một."),
        (LineRole.PARAGRAPH, "", "2. Hai./."),
    ]


def test_a_document_of_the_party_has_no_mark_at_its_end() -> None:
    lines = body_lines(make_document(paragraphs=("Hết.",), is_party=True))
    assert lines[-1].text == "Hết."


def test_a_document_without_a_body_has_no_lines() -> None:
    assert body_lines(make_document()) == ()


@given(st.lists(st.text(min_size=1), min_size=1))
def test_the_mark_of_the_end_stands_once_and_last(paragraphs: list[str]) -> None:
    lines = body_lines(make_document(paragraphs=tuple(paragraphs)))
    assert len(lines) == len(paragraphs)
    assert lines[-1].text.endswith("./.")
    assert [line.text for line in lines[:-1]] == paragraphs[:-1]
