"""Older documents: who enacted below the type, and signatures typed in columns of spaces."""

from datetime import date

import docx
import pytest

from directives.reading.reading import Reading, read_file
from tests.reading import samples

BASIS = "Căn cứ Luật Tổ chức Chính phủ ngày 30 tháng 9 năm 1992;"
BODY = "Điều 1. Nội dung của điều thứ nhất."


def reading_of(*lines: str) -> Reading:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return read_file("mẫu.docx", samples.saved(document))


def values(reading: Reading) -> tuple[object, ...]:
    fields = reading.fields
    chosen = (fields.number, fields.issued_on, fields.agency, fields.title)
    return tuple(one.value if one else None for one in chosen)


@pytest.mark.parametrize(
    "lines",
    [
        ("NGHỊ ĐỊNH", "CỦA CHÍNH PHỦ SỐ 15/1999/NĐ-CP NGÀY 2 THÁNG 3 NĂM 1999", "VỀ MẪU THỬ"),
        ("NGHỊ ĐỊNH", "CỦA CHÍNH PHỦ", "SỐ 15/1999/NĐ-CP NGÀY 2 THÁNG 3 NĂM 1999", "VỀ MẪU THỬ"),
        ("NGHỊ ĐỊNH CỦA CHÍNH PHỦ SỐ 15/1999/NĐ-CP NGÀY 02 THÁNG 3 NĂM 1999 VỀ MẪU THỬ",),
        ("Nghị định của Chính phủ số 15/1999/NĐ-CP ngày 2 tháng 3 năm 1999", "VỀ MẪU THỬ"),
    ],
)
def test_the_line_below_the_type_gives_number_day_and_body(lines: tuple[str, ...]) -> None:
    reading = reading_of(*lines, BASIS, BODY)
    assert values(reading) == ("15/1999/NĐ-CP", date(1999, 3, 2), "Chính phủ", "VỀ MẪU THỬ")
    assert reading.fields.type is not None
    assert reading.fields.type.value == "Nghị định"


def test_a_joint_circular_names_its_bodies_on_one_line_and_its_number_on_the_next() -> None:
    reading = reading_of(
        "THÔNG TƯ",
        "LIÊN TỊCH BỘ TÀI CHÍNH - BỘ NỘI VỤ",
        "SỐ 120/2000/TTLT-BTC-BNV NGÀY 25 THÁNG 12 NĂM 2000",
        "VỀ MẪU THỬ LIÊN TỊCH",
        BASIS,
        BODY,
    )
    number, day, _, title = values(reading)
    assert (number, day, title) == (
        "120/2000/TTLT-BTC-BNV",
        date(2000, 12, 25),
        "VỀ MẪU THỬ LIÊN TỊCH",
    )


def test_a_title_that_cites_another_document_stays_a_title() -> None:
    reading = reading_of(
        "BỘ TÀI CHÍNH",
        "Số: 12/2001/TT-BTC",
        "Hà Nội, ngày 05 tháng 3 năm 2001",
        "THÔNG TƯ",
        "HƯỚNG DẪN THI HÀNH NGHỊ ĐỊNH",
        "CỦA CHÍNH PHỦ SỐ 15/1999/NĐ-CP NGÀY 02 THÁNG 3 NĂM 1999",
        BASIS,
        BODY,
    )
    assert values(reading)[0] == "12/2001/TT-BTC"
    assert str(values(reading)[3]).startswith("HƯỚNG DẪN THI HÀNH NGHỊ ĐỊNH CỦA CHÍNH PHỦ")


def test_the_office_in_capitals_below_the_type_is_no_title() -> None:
    reading = reading_of(
        "BỘ TÀI CHÍNH",
        "-o0o-",
        "Số: 44/2001/QĐ-BTC",
        "QUYẾT ĐỊNH CỦA BỘ TRƯỞNG BỘ TÀI CHÍNH",
        "VỀ VIỆC THỬ NGHIỆM",
        BASIS,
        BODY,
    )
    assert values(reading)[2:] == ("Bộ Tài chính", "VỀ VIỆC THỬ NGHIỆM")


@pytest.mark.parametrize("title", ["BAN", "QUY ĐỊNH VỀ CƠ CẤU CỦA"])
def test_a_title_broken_before_the_name_of_a_body_goes_on(title: str) -> None:
    rest = {"BAN": "HÀNH QUY CHẾ THỬ NGHIỆM"}.get(title, "BỘ, CƠ QUAN NGANG BỘ")
    reading = reading_of("CHÍNH PHỦ", "Số: 3/2025/NĐ-CP", "NGHỊ ĐỊNH", title, rest, BASIS, BODY)
    assert values(reading)[3] == f"{title} {rest}"


SIGNATURES = {
    "spaces": (
        "Nơi nhận:                              KT. BỘ TRƯỞNG",
        "- Như trên;                            THỨ TRƯỞNG",
        "- Lưu: VT.",
        "                                       Lê Thị Thử",
    ),
    "tabs": (
        "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN",
        "- Như trên;\tCHỦ TỊCH",
        "\t\t(Đã ký)",
        "\t\tLê Thị Thử",
    ),
    "name of its own": ("Nơi nhận:\tKT. BỘ TRƯỞNG", "- Lưu: VT.\tTHỨ TRƯỞNG", "Lê Thị Thử"),
}


@pytest.mark.parametrize("case", SIGNATURES)
def test_a_signature_typed_in_two_columns_is_read(case: str) -> None:
    heading = ("BỘ NỘI VỤ", "Số: 3/QĐ-BNV", "QUYẾT ĐỊNH", "Về việc thử", BASIS, BODY)
    annex = ("PHỤ LỤC I", "DANH SÁCH KÈM THEO", "Tên\tSố\tNgày")
    reading = reading_of(*heading, *SIGNATURES[case], *annex)
    name, title = reading.fields.signer_name, reading.fields.signer_title
    assert name is not None
    assert title is not None
    assert name.value == "Lê Thị Thử"
    assert title.value in {"KT. BỘ TRƯỞNG THỨ TRƯỞNG", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH"}


def test_an_office_is_never_a_name() -> None:
    reading = reading_of(
        "BỘ NỘI VỤ", "Số: 3/QĐ-BNV", "QUYẾT ĐỊNH", "Về việc thử", BASIS, BODY, "KT. BỘ TRƯỞNG",
        "THỨ TRƯỞNG",
    )  # fmt: skip
    assert reading.fields.signer_name is None
    assert "no_signer" in {warning.code for warning in reading.warnings}
