from datetime import date

import pytest

from directives.errors import ValueInvalid
from directives.rules.official_register import cut_numbers, read_act, read_document
from directives.vocabulary import RelationKind

ROW = {"type": "Thông tư", "date": "", "agency": "", "effective": "", "title_fragment": ""}


def document(number: str, fragment: str) -> tuple[str | None, str]:
    read = read_document(ROW | {"number": number, "title_fragment": fragment})
    return (read.number.display if read.number else None), read.title


@pytest.mark.parametrize(
    ("number", "fragment", "display", "title"),
    [
        ("'56/2020/TT-BCT", "Sửa đổi", "56/2020/TT-BCT", "Sửa đổi"),
        ("01", "/2017/QĐ-TTg Ban hành", "01/2017/QĐ-TTg", "Ban hành"),
        ("05/2020/TT-", "BGTVT Sửa đổi", "05/2020/TT-BGTVT", "Sửa đổi"),
        ("TT", "07/2023/TT-BNNPTNT Bãi bỏ", "07/2023/TT-BNNPTNT", "Bãi bỏ"),
        ("11/2015/TTLT-", "BYT- BTC Hướng dẫn", "11/2015/TTLT-BYT-BTC", "Hướng dẫn"),
        ("Không", "số Về ưu đãi", None, "Về ưu đãi"),
    ],
)
def test_a_number_is_made_whole_from_the_title(
    number: str, fragment: str, display: str | None, title: str
) -> None:
    assert document(number, fragment) == (display, title)


@pytest.mark.parametrize(
    "fragment", ["", "không có gì", "xem Nghị định số 12/2020/NĐ-CP", "/2020 Ban hành"]
)
def test_a_number_that_stands_elsewhere_is_not_taken(fragment: str) -> None:
    with pytest.raises(ValueInvalid) as refused:
        document("7", fragment)
    assert refused.value.field == "number"


def test_days_are_written_as_officials_do() -> None:
    read = read_document(ROW | {"number": "1/2020/TT-BNV", "date": " 5/8/2020 "})

    assert (read.issued_on, read.effective_on) == (date(2020, 8, 5), None)


def test_numbers_that_were_cut_alike_mean_nobody_knows_which() -> None:
    rows = [
        ROW | {"number": "34", "title_fragment": "/2019/TT-BGTVT Sửa đổi"},
        ROW | {"number": "08", "title_fragment": "/2017/TT-BTNMT Một"},
        ROW | {"number": "08", "title_fragment": "/2018/TT-BTNMT Hai"},
        ROW | {"number": "?", "title_fragment": ""},
    ]
    assert {key: number.display for key, number in cut_numbers(rows).items()} == {
        "34": "34/2019/TT-BGTVT"
    }


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("sửa đổi", "amends"),
        ("Bổ sung", "amends"),
        ("sửa đổi, bổ sung", "amends"),
        ("bãi bỏ", "repeals"),
        ("thay thế", "replaces"),
        ("đính chính", "corrects"),
    ],
)
def test_the_words_tell_the_kind(words: str, kind: str) -> None:
    row = {"amending": "2/2020/TT-BNV", "amended": "1/2019/TT-BNV", "relation": words}

    assert read_act(row | {"article_count": "2"}, {}).kind is RelationKind(kind)
