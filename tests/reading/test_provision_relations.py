"""Which provisions of others a document acts on, and in which of its own."""

import pytest

from directives.rules.relation_claims import UNNAMED_PART
from tests.reading.test_relations import reading_of

AMENDING = "Sửa đổi, bổ sung một số điều của Thông tư số 01/2020/TT-BNV"


def acts(*lines: str, title: str = "Về việc nêu ví dụ") -> list[tuple[str, str, str, str]]:
    return [
        (one.predicate, one.target, one.source_provision, one.target_provision)
        for one in reading_of(*lines, title=title).provision_relations
    ]


def test_clauses_speak_of_the_document_that_their_article_names() -> None:
    target = "01/2020/TT-BNV"
    found = acts(
        "Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 01/2020/TT-BNV như sau:",
        "1. Sửa đổi, bổ sung khoản 2 Điều 5 như sau:",
        "“2. Nội dung mới theo Điều 9 của Nghị định số 30/2020/NĐ-CP.”",
        "2. Bổ sung Điều 5a vào sau Điều 5 như sau:",
        "“Điều 5a. Nội dung thêm.”",
        "3. Sửa đổi, bổ sung một số khoản của Điều 7 như sau:",
        "a) Sửa đổi khoản 1 như sau: “1. Khác.”",
        "b) Bãi bỏ khoản 4;",
        "4. Thay thế cụm từ “phòng Nội vụ” bằng cụm từ “phòng Văn hóa” tại điểm b khoản 1 Điều 8.",
        "5. Bỏ cụm từ “cấp huyện” tại Điều 9.",
        title=AMENDING,
    )
    assert found == [
        ("amends", target, "dieu-1__khoan-1", "dieu-5__khoan-2"),
        ("amends", target, "dieu-1__khoan-2", "dieu-5a"),
        ("amends", target, "dieu-1__khoan-3", "dieu-7"),
        ("amends", target, "dieu-1__khoan-3__diem-a", "dieu-7__khoan-1"),
        ("repeals", target, "dieu-1__khoan-3__diem-b", "dieu-7__khoan-4"),
        ("amends", target, "dieu-1__khoan-4", "dieu-8__khoan-1__diem-b"),
        ("amends", target, "dieu-1__khoan-5", "dieu-9"),
    ]


def test_each_article_may_speak_of_another_document() -> None:
    found = acts(
        "Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 01/2020/TT-BNV như sau:",
        "1. Sửa đổi khoản 2 Điều 5 như sau: “2. Mới.”",
        "Điều 2. Sửa đổi, bổ sung một số điều của Thông tư số 02/2021/TT-BNV như sau:",
        "1. Sửa đổi Điều 3 như sau: “Điều 3. Mới.”",
    )
    assert found == [
        ("amends", "01/2020/TT-BNV", "dieu-1__khoan-1", "dieu-5__khoan-2"),
        ("amends", "02/2021/TT-BNV", "dieu-2__khoan-1", "dieu-3"),
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "Điều 3. Bãi bỏ Điều 2 Thông tư số 05/2019/TT-BNV.",
            [("repeals", "05/2019/TT-BNV", "dieu-3", "dieu-2")],
        ),
        (
            "Điều 3. Bãi bỏ Thông tư số 05/2019/TT-BNV.",
            [("repeals", "05/2019/TT-BNV", "dieu-3", "")],
        ),
        (
            "Điều 3. Sửa đổi khoản 1 Điều 4 Quy chế ban hành kèm theo Quyết định số 12/QĐ-BNV.",
            [("amends", "12/QĐ-BNV", "dieu-3", "kem-theo-1__dieu-4__khoan-1")],
        ),
        (
            "Điều 3. Bãi bỏ Phụ lục II ban hành kèm theo Thông tư số 05/2019/TT-BNV.",
            [("repeals", "05/2019/TT-BNV", "dieu-3", "phu-luc-2")],
        ),
        ("Điều 3. Hồ sơ theo khoản 1 Điều 4 Thông tư số 05/2019/TT-BNV được sửa đổi.", []),
        ("Điều 3. Sửa đổi khoản 1 Điều 4 của Luật Ví dụ.", []),
        ("Điều 3. Thực hiện khoản 1 Điều 4 Thông tư số 05/2019/TT-BNV.", []),
    ],
)
def test_a_sentence_names_its_document(line: str, found: list[tuple[str, str, str, str]]) -> None:
    assert acts(line) == found


def test_an_article_that_speaks_of_two_documents_leaves_its_clauses_open() -> None:
    found = acts(
        "Điều 1. Bãi bỏ Thông tư số 01/2020/TT-BNV và Thông tư số 02/2020/TT-BNV như sau:",
        "1. Bãi bỏ khoản 2 Điều 5.",
    )
    assert [one[3] for one in found] == ["", ""]


@pytest.mark.parametrize(
    ("clause", "predicate", "provision"),
    [
        ("1. Bãi bỏ từ Điều 5 đến Điều 5.", "repeals", "dieu-5"),
        ("1. Bổ sung Điều 5a vào Chương II như sau:", "amends", "dieu-5a"),
        ("1. Bãi bỏ Mục 2 Chương II.", "repeals", "chuong-2__muc-2"),
        ("1. Thay thế Phụ lục I bằng Phụ lục kèm theo Thông tư này.", "amends", "phu-luc-1"),
        ("1. Thông tư này thay thế Phụ lục I.", "replaces", "phu-luc-1"),
        ("1. Bãi bỏ từ “cấp huyện” tại Điều 5.", "amends", "dieu-5"),
    ],
)
def test_a_clause_ends_or_amends_what_it_names(clause: str, predicate: str, provision: str) -> None:
    head = "Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 01/2020/TT-BNV như sau:"
    (found,) = acts(head, clause)

    assert (found[0], found[3]) == (predicate, provision)


def test_words_struck_out_of_others_leave_clear_which_document_the_clauses_amend() -> None:
    found = acts(
        "Điều 1. Sửa đổi khoản 2 Điều 5 như sau: “2. Mới.”",
        "Điều 2. Bãi bỏ cụm từ “cấp huyện” tại Thông tư số 02/2020/TT-BNV.",
        title=AMENDING,
    )
    assert found[0] == ("amends", "01/2020/TT-BNV", "dieu-1", "dieu-5__khoan-2")


def test_clauses_below_the_repeal_of_some_articles_name_them() -> None:
    found = acts(
        "Điều 1. Bãi bỏ một số điều của Thông tư số 01/2020/TT-BNV như sau:",
        "1. Bãi bỏ khoản 2 Điều 5.",
    )
    assert [one[3] for one in found] == [UNNAMED_PART, "dieu-5__khoan-2"]


def test_the_quote_is_the_sentence_of_the_text() -> None:
    reading = reading_of("Điều 3. Bãi bỏ Điều 2 Thông tư số 05/2019/TT-BNV. Giữ nguyên Điều 3.")
    (one,) = reading.provision_relations

    assert one.quote in reading.text
    assert one.quote.endswith("05/2019/TT-BNV.")


def test_a_text_without_articles_acts_too() -> None:
    assert acts("Bãi bỏ Điều 2 Thông tư số 05/2019/TT-BNV.") == [
        ("repeals", "05/2019/TT-BNV", "doan-2", "dieu-2")
    ]
