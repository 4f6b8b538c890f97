"""Laws as they are cited: by name and day."""

import unicodedata
from datetime import date

import pytest

from directives.rules.law_names import LawName, law_name, titled_law

PASSED_ON = date(2025, 6, 26)
DATA = LawName("luat bao ve du lieu ca nhan", PASSED_ON)


@pytest.mark.parametrize(
    ("cited", "name"),
    [
        ("Luật Bảo vệ dữ liệu cá nhân ngày 26/6/2025", DATA),
        ("LUẬT  BẢO VỆ DỮ LIỆU CÁ NHÂN", LawName(DATA.words)),
        (unicodedata.normalize("NFD", "Luật Bảo vệ dữ liệu cá nhân ngày 26/6/2025"), DATA),
        ("Luật Phòng, chống ma túy", LawName("luat phong chong ma tuy")),
        ("Luật Đất đai ngày 31/2/2024", LawName("luat dat dai")),
        ("Bộ luật Dân sự", LawName("bo luat dan su")),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Đất đai",
            LawName("luat sua doi bo sung mot so dieu cua luat dat dai"),
        ),
        ("Luật", None),
        ("Nghị định về luật", None),
    ],
)
def test_a_name_is_its_words_and_its_day(cited: str, name: LawName | None) -> None:
    assert law_name(cited) == name


@pytest.mark.parametrize(
    ("type_name", "title", "words"),
    [
        ("Luật", "BẢO VỆ DỮ LIỆU CÁ NHÂN", DATA.words),
        ("Luật", "Luật Bảo vệ dữ liệu cá nhân", DATA.words),
        ("", "Luật Bảo vệ dữ liệu cá nhân", DATA.words),
        ("Bộ luật", "DÂN SỰ", "bo luat dan su"),
    ],
)
def test_the_type_above_the_title_is_a_part_of_the_name(
    type_name: str, title: str, words: str
) -> None:
    assert titled_law(type_name, title) == LawName(words)


def test_another_document_is_no_law() -> None:
    assert titled_law("Nghị định", "Quy định chi tiết Luật Đất đai") is None


def test_the_day_that_is_known_completes_a_name() -> None:
    assert LawName(DATA.words).on(PASSED_ON) == DATA
    assert DATA.on(date(2015, 1, 1)) == DATA
