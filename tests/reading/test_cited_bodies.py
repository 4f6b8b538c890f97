"""The local body and the day that stand behind a number."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.reading.bodies_of_mentions import with_bodies
from directives.reading.citations import find_mentions
from directives.reading.cited_bodies import body_after
from directives.reading.reading import Reading, read_file

YEN_BAI = "Ủy ban nhân dân tỉnh Yên Bái"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (" của Ủy ban nhân dân tỉnh Yên Bái.", YEN_BAI),
        (" của Uỷ ban nhân dân tỉnh Yên Bái quy định mức chi", YEN_BAI),
        (", của UBND tỉnh Yên Bái Quy định mức chi", YEN_BAI),
        (" do UBND tỉnh Yên Bái ban hành", YEN_BAI),
        (" CỦA ỦY BAN NHÂN DÂN TỈNH YÊN BÁI BAN HÀNH QUY ĐỊNH", YEN_BAI),
        (" của Chủ tịch UBND tỉnh Yên Bái", YEN_BAI),
        (" của Ủy ban nhân dân tỉnh Yên Bái, tỉnh Lào Cai", YEN_BAI),
        (" của HĐND tỉnh Bà Rịa – Vũng Tàu", "Hội đồng nhân dân tỉnh Bà Rịa - Vũng Tàu"),
        (" của UBND tỉnh Hoà Bình", "Ủy ban nhân dân tỉnh Hòa Bình"),
        (" CỦA HĐND TỈNH THỪA THIÊN HUẾ VỀ", "Hội đồng nhân dân tỉnh Thừa Thiên Huế"),
        (" của UBND TP. Hồ Chí Minh", "Ủy ban nhân dân thành phố Hồ Chí Minh"),
        (" của UBND tỉnh Yên Bái Khóa mới", YEN_BAI),
        (
            " của UBND huyện Trấn Yên, tỉnh Yên Bái về phí",
            "Ủy ban nhân dân huyện Trấn Yên tỉnh Yên Bái",
        ),
        (
            " của UBND quận 1 Thành phố Hồ Chí Minh",
            "Ủy ban nhân dân quận 1 thành phố Hồ Chí Minh",
        ),
        (" của UBND thành phố Quy Nhơn", "Ủy ban nhân dân thành phố Quy Nhơn"),
        (" của Sở Nội vụ tỉnh Yên Bái", "Sở Nội vụ tỉnh Yên Bái"),
        (" của Ủy ban nhân dân tỉnh quy định mức chi", None),
        (" CỦA ỦY BAN NHÂN DÂN TỈNH BAN HÀNH QUY ĐỊNH", None),
        (" của Bộ Nội vụ", None),
        (" và Ủy ban nhân dân tỉnh Yên Bái", None),
    ],
)
def test_the_body_behind_a_number_is_named_in_full(words: str, name: str | None) -> None:
    found = body_after(words, 0)

    assert (found.name if found else None) == name


def read(text: str) -> list[tuple[str, str, date | None]]:
    found = with_bodies(text, find_mentions(text), own_key=None)
    return [(one.found.number.display, one.issuer, one.issued_on) for one in found]


@pytest.mark.parametrize(
    "words",
    [
        "Quyết định số 12/2024/QĐ-UBND ngày 10 tháng 5 năm 2024 của UBND tỉnh Yên Bái",
        "Quyết định số 12/2024/QĐ-UBND của UBND tỉnh Yên Bái ngày 10/5/2024",
    ],
)
def test_the_day_stands_before_the_body_or_behind_it(words: str) -> None:
    assert read(words) == [("12/2024/QĐ-UBND", YEN_BAI, date(2024, 5, 10))]


def test_the_last_of_a_row_names_the_body_of_all() -> None:
    text = (
        "thay thế các Quyết định số 1/2024/QĐ-UBND ngày 10/5/2024, số 2/2024/QĐ-UBND và Quyết định"
        " số 3/2024/QĐ-UBND của UBND tỉnh Yên Bái; Quyết định số 4/2024/QĐ-UBND,"
        " Nghị quyết số 5/2024/NQ-HĐND của HĐND tỉnh Lào Cai"
    )

    assert [body for _, body, _ in read(text)] == [
        YEN_BAI,
        YEN_BAI,
        YEN_BAI,
        "",
        "Hội đồng nhân dân tỉnh Lào Cai",
    ]


def test_the_head_of_a_list_names_the_body_of_its_items() -> None:
    text = (
        "1. Bãi bỏ các văn bản sau đây của UBND tỉnh Yên Bái:\n\n"
        "a) Quyết định số 1/2024/QĐ-UBND sửa đổi Quyết định số 2/2020/QĐ-UBND;\n"
        "b) Quyết định số 3/2024/QĐ-UBND của UBND tỉnh Lào Cai.\n"
        "2. Quyết định số 4/2024/QĐ-UBND vẫn được áp dụng.\n"
        "c) Quyết định số 5/2024/QĐ-UBND.\n"
        "3. Bãi bỏ các văn bản sau đây:\n"
        "a) Quyết định số 6/2024/QĐ-UBND.\n"
        "4. Bãi bỏ quyết định của UBND tỉnh Yên Bái và của UBND tỉnh Lào Cai:\n"
        "a) Quyết định số 7/2024/QĐ-UBND."
    )
    bodies = {number: body for number, body, _ in read(text) if body}

    assert bodies == {"01/2024/QĐ-UBND": YEN_BAI, "03/2024/QĐ-UBND": "Ủy ban nhân dân tỉnh Lào Cai"}


def test_a_number_alone_is_of_its_full_citation() -> None:
    text = (
        "Bãi bỏ Quyết định số 1/2024/QĐ-UBND.\n"
        "Quyết định số 1/2024/QĐ-UBND ngày 10/5/2024 của UBND tỉnh Yên Bái"
    )

    assert read(text) == [("01/2024/QĐ-UBND", YEN_BAI, date(2024, 5, 10))] * 2


def test_a_number_alone_that_two_bodies_have_is_left_open() -> None:
    text = (
        "Quyết định số 1/2024/QĐ-UBND của UBND tỉnh Yên Bái; Quyết định số 1/2024/QĐ-UBND của"
        " UBND tỉnh Lào Cai; Quyết định số 1/2024/QĐ-UBND"
    )

    assert [body for _, body, _ in read(text)] == [YEN_BAI, "Ủy ban nhân dân tỉnh Lào Cai", ""]


@given(st.text(alphabet="củadoUBND tỉnhYênái,-1\n:"))
def test_only_the_body_and_the_day_are_added(words: str) -> None:
    text = f"Quyết định số 1/2024/QĐ-UBND{words}"
    mentions = find_mentions(text)

    found = with_bodies(text, mentions, own_key=None)

    assert [(one.start, one.end, one.found) for one in found] == [
        (one.start, one.end, one.found) for one in mentions
    ]


def decision(act: str) -> Reading:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nSố: 12/2024/QĐ-UBND\nLào Cai, ngày 10 tháng 9 năm 2024\n"
        f"QUYẾT ĐỊNH\nBan hành quy định thử nghiệm\nĐiều 1. Hiệu lực\n{act}\n"
        "Điều 2. Quyết định số 12/2024/QĐ-UBND được công bố công khai.\n"
    )
    return read_file("qd.txt", text.encode())


def test_another_body_may_have_the_number_of_the_document_itself() -> None:
    act = "Quyết định này thay thế Quyết định số 12/2024/QĐ-UBND của UBND tỉnh"

    (found,) = decision(f"{act} Yên Bái.").relations
    assert (found.predicate, found.named) == ("replaces", ("12/2024/QĐ-UBND", YEN_BAI))
    assert decision(f"{act} Lào Cai.").relations == ()


def test_a_part_of_a_decision_is_of_the_body_that_is_named() -> None:
    act = "Bãi bỏ khoản 2 Điều 5 Quyết định số 9/2020/QĐ-UBND ngày 8/3/2020 của UBND tỉnh Yên Bái."
    reading = decision(act)
    found = [*reading.relations, *reading.provision_relations]

    assert {(one.issuer, one.issued_on) for one in found} == {(YEN_BAI, date(2020, 3, 8))}
    assert [one.issuer for one in reading.citations] == [YEN_BAI]
    assert {one.target_provision for one in reading.provision_relations} == {"dieu-5__khoan-2"}


def test_what_an_amending_decision_changes_is_of_the_body_that_its_title_names() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số: 30/2025/QĐ-UBND\nLào Cai, ngày 10 tháng 9 năm 2025\nQUYẾT ĐỊNH\n"
        "Sửa đổi, bổ sung một số điều của Quyết định số 9/2020/QĐ-UBND ngày 8/3/2020 của Ủy ban"
        " nhân dân tỉnh Yên Bái\n"
        "Căn cứ Quyết định số 8/2020/QĐ-UBND ngày 7/3/2020 của UBND tỉnh Yên Bái;\n"
        "Điều 1. Sửa đổi, bổ sung một số điều\n1. Sửa đổi khoản 2 Điều 5 như sau:\n“2. Mức chi.”\n"
    )
    reading = read_file("qd.txt", text.encode())

    assert {one.issuer for one in reading.relations} == {YEN_BAI}
    parts = {(one.issuer, one.issued_on) for one in reading.provision_relations}
    assert parts == {(YEN_BAI, date(2020, 3, 8))}
