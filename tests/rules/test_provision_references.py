import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.provision_references import POINTS, find_provisions, labels_of


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Điều 5", ["dieu-5"]),
        ("khoản 2 Điều 5", ["dieu-5__khoan-2"]),
        ("khoản 2, Điều 5", ["dieu-5__khoan-2"]),
        ("khoản 2 của Điều 5", ["dieu-5__khoan-2"]),
        ("điểm đ khoản 2 Điều 5a", ["dieu-5a__khoan-2__diem-dd"]),
        ("Điều 7đ", ["dieu-7dd"]),
        ("điểm a, b khoản 1", []),  # of which article, nobody says
        (
            "điểm a, điểm b khoản 2 và khoản 3 Điều 5; Điều 6",
            [
                "dieu-5__khoan-2__diem-a",
                "dieu-5__khoan-2__diem-b",
                "dieu-5__khoan-3",
                "dieu-6",
            ],
        ),
        (
            "các khoản 1, 2 và 3 Điều 7",
            ["dieu-7__khoan-1", "dieu-7__khoan-2", "dieu-7__khoan-3"],
        ),
        ("Điều 5, 6 và 7", ["dieu-5", "dieu-6", "dieu-7"]),
        ("từ Điều 5 đến Điều 8", ["dieu-5", "dieu-6", "dieu-7", "dieu-8"]),
        ("khoản 1 đến khoản 3 Điều 2", ["dieu-2__khoan-1", "dieu-2__khoan-2", "dieu-2__khoan-3"]),
        (
            "điểm a đến điểm d khoản 1 Điều 2",
            [f"dieu-2__khoan-1__diem-{letter}" for letter in "abcd"],
        ),
        ("điểm a Điều 4", ["dieu-4__diem-a"]),
        ("Điều 4, khoản 2 Điều 5", ["dieu-4", "dieu-5__khoan-2"]),
        ("Phụ lục II", ["phu-luc-2"]),
        ("Phụ lục số 03", ["phu-luc-3"]),
        ("Phụ lục A", ["phu-luc-a"]),
        ("Phụ lục IX và Phụ lục XIV", ["phu-luc-9", "phu-luc-14"]),
        ("điểm a.1 khoản 2 Điều 3", ["dieu-3__khoan-2__diem-a1"]),
        ("Điều 5 và 12/2020/NĐ-CP", ["dieu-5"]),
        ("Điều 5, 15 tháng 6", ["dieu-5"]),
        ("Điều 1 đến Điều 900", ["dieu-1", "dieu-900"]),
        ("Điều 1a đến Điều 4", ["dieu-1a", "dieu-4"]),
        (
            "điểm z đến điểm b khoản 1 Điều 1",
            ["dieu-1__khoan-1__diem-z", "dieu-1__khoan-1__diem-b"],
        ),
        ("Điều 5, Điều 5", ["dieu-5"]),
        ("Chương II", ["chuong-2"]),
        ("Chương 3", ["chuong-3"]),
        ("Mục 1 Chương III", ["chuong-3__muc-1"]),
        ("Phần II", ["phan-2"]),
        ("Phần 1", ["phan-1"]),
        ("phần 02 của Quy chế", ["phan-2"]),
        ("Mục 1 Phần 2", ["phan-2__muc-1"]),
        ("Phần 1, 2 và 3 Nghị định", ["phan-1", "phan-2", "phan-3"]),
        ("Phần 1 đến Phần 3", ["phan-1", "phan-2", "phan-3"]),
        ("Phần 1 và Phần thứ hai", ["phan-1", "phan-2"]),
        ("Phần 1 và 3 phụ lục", ["phan-1"]),
        ("Phần II và 3 phụ lục", ["phan-2"]),
        ("Phần 1 Phụ lục II", ["phu-luc-2__phan-1"]),
        ("Hợp phần 1, thành phần 2, học phần 3 và một phần 4", []),
        ("phần 30%, phần 5 triệu đồng, phần 1/3, phần 2.5 và phần 1,5", []),
        ("phần 3 năm sau", []),
        ("Phần I đến Phần III", ["phan-1", "phan-2", "phan-3"]),
        ("Mục 1 Phần II", ["phan-2__muc-1"]),
        ("Điều 5 Phần thứ hai", ["dieu-5"]),
        ("Phần II Phụ lục I", ["phu-luc-1__phan-2"]),
        ("Phần I và Phần II Phụ lục III", ["phu-luc-3__phan-1", "phu-luc-3__phan-2"]),
        ("Phần II và Phụ lục I", ["phan-2", "phu-luc-1"]),
        ("thành phần A, cổ phần B, một phần 2", []),
        ("Mục 1 và Mục 2 của Chương III", ["chuong-3__muc-1", "chuong-3__muc-2"]),
        ("từ Chương II đến Chương IV", ["chuong-2", "chuong-3", "chuong-4"]),
        ("khoản 1 Điều 5 Mục 2 Chương II", ["dieu-5__khoan-1"]),
        ("Điều 5 và Chương II", ["dieu-5", "chuong-2"]),
        ("Điều 3, Chương IV và Điều 20", ["dieu-3", "chuong-4", "dieu-20"]),
        ("Điều 3, Chương IV, khoản 1 Điều 20", ["dieu-3", "chuong-4", "dieu-20__khoan-1"]),
        ("khoản 2 Điều 3, Chương IV và Phụ lục II", ["dieu-3__khoan-2", "chuong-4", "phu-luc-2"]),
        ("Điều 3, Mục 2 Chương IV và Điều 20", ["dieu-3", "chuong-4__muc-2", "dieu-20"]),
        ("Điều 3, Chương IV, Điều 20 và Điều 21", ["dieu-3", "chuong-4", "dieu-20", "dieu-21"]),
        ("Điều 3, Chương IV", ["dieu-3"]),
        ("Điều 3, Chương IV; Điều 20", ["dieu-3", "dieu-20"]),
        ("Điều 3 Chương IV và Điều 20", ["dieu-3", "dieu-20"]),
        ("Điều 5, Chương II và Điều 7, Chương III", ["dieu-5", "dieu-7"]),
        ("Điều 5, Mục 1, Chương II và Điều 7, Mục 2, Chương III", ["dieu-5", "dieu-7"]),
        ("Mục 2 của Kế hoạch; tên Chương V; Chương trình 135", []),
        ("Mục 3 Phụ lục II", ["phu-luc-2__muc-3"]),
        ("điểm d khoản 4 mục 2 Phụ lục II", ["phu-luc-2__khoan-4__diem-d"]),
        ("Điều 5, Phụ lục II", ["dieu-5", "phu-luc-2"]),
        ("tiêu đề Chương II, tên\xa0Chương III", []),
        ("khoản 2 Chương III", []),
        ("quan điểm chung; điều chỉnh quy hoạch; tài khoản ngân hàng", []),
        ("", []),
    ],
)
def test_the_provisions_that_words_name(words: str, ids: list[str]) -> None:
    assert [one.id for one in find_provisions(words)] == ids


@pytest.mark.parametrize(
    ("words", "within", "ids"),
    [
        ("khoản 1", "dieu-5", ["dieu-5__khoan-1"]),
        ("điểm b", "dieu-5__khoan-2", ["dieu-5__khoan-2__diem-b"]),
        ("khoản 3", "dieu-5__khoan-2", ["dieu-5__khoan-3"]),
        ("Điều 9", "dieu-5", ["dieu-9"]),
        ("điểm a khoản 4", "dieu-5", ["dieu-5__khoan-4__diem-a"]),
        ("khoản 4", "kem-theo-1__dieu-5", ["kem-theo-1__dieu-5__khoan-4"]),
        ("Mục 2", "chuong-3", ["chuong-3__muc-2"]),
        ("Chương IV", "chuong-3", ["chuong-4"]),
    ],
)
def test_a_clause_without_an_article_is_one_of_that_which_is_spoken_of(
    words: str, within: str, ids: list[str]
) -> None:
    assert [one.id for one in find_provisions(words, within=within)] == ids


def test_an_identifier_is_taken_apart_from_the_inside_out() -> None:
    assert labels_of("dieu-5a__khoan-2__diem-dd") == [
        ("diem", "đ"),
        ("khoan", "2"),
        ("dieu", "5a"),
    ]
    assert labels_of("") == [("", "")]


def test_a_reference_tells_where_it_stands() -> None:
    words = "Sửa đổi khoản 2 Điều 5 như sau"
    (reference,) = find_provisions(words)

    assert words[reference.start : reference.end] == "khoản 2"


@given(
    article=st.integers(1, 999),
    clause=st.integers(1, 99) | st.none(),
    point=st.sampled_from(POINTS) | st.none(),
)
def test_what_is_cited_in_the_official_way_is_found(
    article: int, clause: int | None, point: str | None
) -> None:
    words, key = f"Điều {article}", f"dieu-{article}"
    if clause is not None:
        words, key = f"khoản {clause} {words}", f"{key}__khoan-{clause}"
    if point is not None:
        words, key = f"điểm {point} {words}", f"{key}__diem-{'dd' if point == 'đ' else point}"

    assert [one.id for one in find_provisions(words)] == [key]


@given(st.text(alphabet="điểmkhoảnĐều 0123,;vàabcđ/.", max_size=60))
def test_any_words_give_only_ascii_identifiers_in_their_order(words: str) -> None:
    found = find_provisions(words)

    assert all(one.id.isascii() for one in found)
    assert len({one.id for one in found}) == len(found)
