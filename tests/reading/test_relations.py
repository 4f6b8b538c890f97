"""What a document does to others, in the usual words; and what must give no relation."""

import pytest

from directives.reading.extraction import ExtractionBuilder
from directives.reading.reading import FileFacts, Reading, read_extraction
from directives.rules.relation_claims import UNNAMED_PART
from directives.services.relations_read import relations_read

FACTS = FileFacts("a", "", 0, "docx", None, text_layer=True, ocr=False, encoding="unicode")


def reading_of(*lines: str, title: str = "Về việc nêu ví dụ") -> Reading:
    builder = ExtractionBuilder()
    heading = (
        "BỘ NỘI VỤ",
        "Số: 05/2026/TT-BNV",
        "Hà Nội, ngày 01 tháng 3 năm 2026",
        "THÔNG TƯ",
        title,
        "Căn cứ Luật Ví dụ ngày 01 tháng 02 năm 2025;",
    )
    for line in (*heading, *lines):
        builder.add(line, "body")
    return read_extraction(FACTS, builder.build())


def found(reading: Reading) -> list[tuple[str, str]]:
    return [
        (one.predicate, one.target) for one in reading.relations if one.predicate != "has_basis"
    ]


@pytest.mark.parametrize(
    ("line", "relations"),
    [
        (
            "Điều 9. Thông tư này thay thế các Thông tư số 01/2020/TT-BNV và số 02/2021/TT-BNV.",
            [("replaces", "01/2020/TT-BNV"), ("replaces", "02/2021/TT-BNV")],
        ),
        (
            "2. Thông tư này có hiệu lực kể từ ngày ký và thay cho Thông tư số 03/2020/TT-BNV.",
            [("replaces", "03/2020/TT-BNV")],
        ),
        (
            "2. Thông tư số 04/2019/TT-BNV hết hiệu lực kể từ ngày Thông tư này có hiệu lực.",
            [("replaces", "04/2019/TT-BNV")],
        ),
        ("3. Bãi bỏ Điều 2 Thông tư số 05/2019/TT-BNV.", [("repeals", "05/2019/TT-BNV")]),
        (
            (
                "Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 06/2019/TT-BNV đã được sửa "
                "đổi, bổ sung bởi Thông tư số 07/2020/TT-BNV như sau:"
            ),
            [("amends", "06/2019/TT-BNV")],
        ),
        (
            (
                "Bộ trưởng ban hành Thông tư sửa đổi, bổ sung một số điều của Thông tư số "
                "08/2019/TT-BNV đã được sửa đổi theo Thông tư số 09/2020/TT-BNV; Thông tư số "
                "10/2020/TT-BNV."
            ),
            [("amends", "08/2019/TT-BNV"), ("amends", "10/2020/TT-BNV")],
        ),
    ],
)
def test_an_act_of_this_document_is_a_relation(line: str, relations: list[tuple[str, str]]) -> None:
    reading = reading_of(line)
    assert found(reading) == relations
    assert all(one.quote in reading.text for one in reading.relations)


@pytest.mark.parametrize(
    "line",
    [
        "1. Quy chế này thay thế Quy chế ban hành kèm theo Thông tư số 01/2020/TT-BNV.",
        "1. Theo Nghị định số 11/2020/NĐ-CP đã được sửa đổi bởi Nghị định số 12/2021/NĐ-CP.",
        (
            "1. Hồ sơ nhận trước ngày Thông tư này có hiệu lực thì theo Nghị định số 11/2020/NĐ-CP "
            "đã được sửa đổi bởi Nghị định số 12/2021/NĐ-CP."
        ),
        "“Điều 3. Thông tư này thay thế Thông tư số 01/2020/TT-BNV.”",
        "1. Đề nghị thay thế Thông tư số 01/2020/TT-BNV trong năm nay.",
    ],
)
def test_an_act_of_another_document_is_none(line: str) -> None:
    assert found(reading_of(line)) == []


def test_a_list_of_repealed_documents_gives_each() -> None:
    reading = reading_of(
        "Điều 5. Bãi bỏ các văn bản sau đây:",
        "a) Thông tư số 01/2018/TT-BNV;",
        "b) Thông tư số 02/2018/TT-BNV sửa đổi Thông tư số 01/2017/TT-BNV.",
        "Điều 6. Tổ chức thực hiện theo Nghị định số 30/2020/NĐ-CP.",
    )
    assert found(reading) == [("repeals", "01/2018/TT-BNV"), ("repeals", "02/2018/TT-BNV")]


N = "01/2020/TT-BNV"


@pytest.mark.parametrize(
    ("line", "acts"),
    [
        (f"2. Bãi bỏ một số điều của Thông tư số {N}.", [("repeals", UNNAMED_PART)]),
        (f"2. Bãi bỏ một phần Thông tư số {N}.", [("repeals", UNNAMED_PART)]),
        (f"2. Hủy bỏ các quy định về phí tại Thông tư số {N}.", [("repeals", UNNAMED_PART)]),
        (f"2. Bãi bỏ Phần thứ hai Thông tư số {N}.", [("repeals", "phan-2")]),
        (f"2. Bãi bỏ Phần II Thông tư số {N}.", [("repeals", "phan-2")]),
        (
            f"2. Bãi bỏ Tiểu mục 1 Mục 2 Chương III Thông tư số {N}.",
            [("repeals", "chuong-3__muc-2__tieu-muc-1")],
        ),
        (f"2. Bãi bỏ Chương II Thông tư số {N}.", [("repeals", "chuong-2")]),
        (f"2. Bãi bỏ Mục 1 Chương III của Thông tư số {N}.", [("repeals", "chuong-3__muc-1")]),
        (
            f"2. Bãi bỏ từ Điều 5 đến Điều 7 Thông tư số {N}.",
            [("repeals", f"dieu-{number}") for number in (5, 6, 7)],
        ),
        (f"2. Bãi bỏ khoản 2 Điều 5 Thông tư số {N}.", [("repeals", "dieu-5__khoan-2")]),
        (f"2. Bãi bỏ toàn bộ Thông tư số {N}.", [("repeals", "")]),
        (f"2. Bãi bỏ Thông tư số {N} quy định chi tiết một số điều.", [("repeals", "")]),
        (f"2. Thông tư này thay thế Chương II Thông tư số {N}.", [("replaces", "chuong-2")]),
        (
            f"2. Thông tư này thay thế khoản 1 Điều 3 Thông tư số {N}.",
            [("replaces", "dieu-3__khoan-1")],
        ),
        (
            f"2. Thông tư này thay thế một số điều của Thông tư số {N}.",
            [("replaces", UNNAMED_PART)],
        ),
        (f"2. Thông tư này thay thế Thông tư số {N}.", [("replaces", "")]),
        (
            f"2. Điều 5, 6 Thông tư số {N} hết hiệu lực kể từ ngày Thông tư này có hiệu lực.",
            [("replaces", "dieu-5"), ("replaces", "dieu-6")],
        ),
    ],
)
def test_what_ends_a_part_of_a_document_does_not_end_the_whole(
    line: str, acts: list[tuple[str, str]]
) -> None:
    for reading in (reading_of("Điều 9. Hiệu lực thi hành", line), reading_of(line)):
        found = [
            (one.predicate, one.target_provision)
            for one in relations_read(reading)
            if one.predicate != "has_basis"
        ]
        assert found == acts


def test_each_document_is_ended_as_far_as_the_words_before_it_say() -> None:
    line = "Bãi bỏ một số điều của Thông tư số 01/2018/TT-BNV và Thông tư số 02/2018/TT-BNV."

    assert [(one.target, one.target_provision) for one in relations_read(reading_of(line))[1:]] == [
        ("01/2018/TT-BNV", UNNAMED_PART),
        ("02/2018/TT-BNV", ""),
    ]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "Bãi bỏ Thông tư số 01/2018/TT-BNV và một số điều của Thông tư số 02/2018/TT-BNV.",
            [("01", ""), ("02", UNNAMED_PART)],
        ),
        (
            (
                "Bãi bỏ Điều 5 Thông tư số 01/2018/TT-BNV ngày 02/01/2018 của Bộ Nội vụ, khoản 2 "
                "Điều 7 Thông tư số 02/2018/TT-BNV và Chương II của Thông tư số 03/2018/TT-BNV."
            ),
            [("01", "dieu-5"), ("02", "dieu-7__khoan-2"), ("03", "chuong-2")],
        ),
        (
            "Bãi bỏ Thông tư số 01/2018/TT-BNV sửa đổi Điều 2, Điều 3 Thông tư số 02/2018/TT-BNV.",
            [("01", "")],
        ),
    ],
)
def test_a_part_of_the_second_document_of_a_row_is_an_object(
    line: str, parts: list[tuple[str, str]]
) -> None:
    found = relations_read(reading_of(line))[1:]
    acts = [(one.target[:2], one.target_provision) for one in found if one.predicate == "repeals"]
    assert acts == parts


def test_the_title_of_the_first_document_tells_nothing_of_the_second() -> None:
    line = (
        "Điều 9. Thông tư này thay thế Thông tư số 01/2018/TT-BNV (trừ trường hợp tại khoản 2 Điều "
        "này), Thông tư số 02/2018/TT-BNV sửa đổi Điều 7 Thông tư số 01/2018/TT-BNV và Thông tư số "
        "03/2018/TT-BNV."
    )
    found = [(one.target[:2], one.target_provision) for one in relations_read(reading_of(line))[1:]]

    assert found == [("01", ""), ("02", ""), ("03", "")]


def test_words_that_are_struck_out_amend_the_clause() -> None:
    reading = reading_of(
        "Điều 5. Bãi bỏ các quy định sau đây:",
        f"a) Cụm từ “cấp huyện” tại khoản 2 Điều 6 Thông tư số {N};",
        "b) Cụm từ “cấp huyện” tại Thông tư số 02/2018/TT-BNV.",
        "Điều 6. Bãi bỏ cụm từ “cấp huyện” tại Điều 7 Thông tư số 03/2018/TT-BNV.",
    )
    assert [(one.predicate, one.target_provision) for one in relations_read(reading)[1:]] == [
        ("amends", "dieu-6__khoan-2"),
        ("amends", UNNAMED_PART),
        ("amends", "dieu-7"),
    ]


def test_a_clause_with_a_verb_of_its_own_is_no_item_of_a_list() -> None:
    reading = reading_of(
        "Điều 5. Bãi bỏ các văn bản sau đây:",
        "1. Thông tư số 01/2018/TT-BNV.",
        "2. Thay thế Thông tư số 03/2018/TT-BNV;",
        "3. Sửa đổi, bổ sung một số điều của Thông tư số 02/2018/TT-BNV như sau:",
    )
    assert [(one.predicate, one.target[:2]) for one in relations_read(reading)[1:]] == [
        ("repeals", "01"),
        ("repeals", "03"),
        ("amends", "02"),
    ]


def test_a_list_of_repealed_articles_does_not_repeal_their_documents() -> None:
    reading = reading_of(
        "Điều 5. Bãi bỏ các quy định sau đây:",
        "a) Điều 5 và Điều 6 Thông tư số 01/2018/TT-BNV;",
        "b) Chương II Thông tư số 02/2018/TT-BNV;",
        "c) Một số điều của Thông tư số 03/2018/TT-BNV.",
    )
    assert [(one.target[:2], one.target_provision) for one in relations_read(reading)[1:]] == [
        ("01", "dieu-5"),
        ("01", "dieu-6"),
        ("02", "chuong-2"),
        ("03", UNNAMED_PART),
    ]


@pytest.mark.parametrize(
    ("title", "predicate"),
    [
        ("Sửa đổi, bổ sung một số điều của Thông tư số 01/2020/TT-BNV", "amends"),
        ("Bãi bỏ Thông tư số 01/2020/TT-BNV", "repeals"),
        ("Đính chính Thông tư số 01/2020/TT-BNV", "corrects"),
        ("Hướng dẫn thi hành Nghị định số 01/2020/NĐ-CP", "implements"),
        ("Triển khai Kết luận số 183-KL/TW", "implements"),
        ("Hướng dẫn Nghị định số 01/2020/NĐ-CP", "guides"),
    ],
)
def test_a_title_tells_the_relation(title: str, predicate: str) -> None:
    assert [one for one, _target in found(reading_of(title=title))] == [predicate]


def test_each_basis_is_a_relation_and_a_law_goes_by_name_and_day() -> None:
    reading = reading_of(
        "Căn cứ Luật Một ngày 19/6/2015; Luật sửa đổi, bổ sung một số điều của Luật Một ngày "
        "05/01/2020;",
        "Căn cứ Nghị định số 11/2020/NĐ-CP ngày 02 tháng 3 năm 2020 sửa đổi Nghị định số "
        "10/2019/NĐ-CP;",
    )
    assert [one.target for one in reading.relations if one.predicate == "has_basis"] == [
        "Luật Ví dụ ngày 01/02/2025",
        "Luật Một ngày 19/6/2015",
        "Luật sửa đổi, bổ sung một số điều của Luật Một ngày 05/01/2020",
        "11/2020/NĐ-CP",
    ]
    assert [one.number for one in reading.citations] == ["10/2019/NĐ-CP"]
