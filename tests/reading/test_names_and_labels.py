"""Small rules of the heading and the outline, as tables."""

from datetime import date

import pytest

from directives.reading.dates import find_day, short
from directives.reading.document_types import agrees, printed_type
from directives.reading.extraction import ExtractionBuilder
from directives.reading.name_case import sentence_case
from directives.reading.reading import FileFacts, Reading, read_extraction
from directives.reading.structure_labels import label_of

FACTS = FileFacts("a", "", 0, "docx", None, text_layer=True, ocr=False, encoding="unicode")


def reading_of(*lines: str) -> Reading:
    builder = ExtractionBuilder()
    for line in lines:
        builder.add(line, "body")
    return read_extraction(FACTS, builder.build())


@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        (["UBND TỈNH AN GIANG", "SỞ Y TẾ"], "Sở Y tế tỉnh An Giang"),
        (["ỦY BAN NHÂN DÂN", "TỈNH AN GIANG", "SỞ Y TẾ"], "Sở Y tế tỉnh An Giang"),
        (["UBND THÀNH PHỐ HÀ NỘI", "SỞ TÀI CHÍNH"], "Sở Tài chính thành phố Hà Nội"),
        (["UBND TỈNH KIÊN GIANG", "SỞ TƯ PHÁP"], "Sở Tư pháp tỉnh Kiên Giang"),
        (["UBND XÃ VÍ DỤ", "PHÒNG KINH TẾ"], "Phòng Kinh tế"),
        (["BỘ GIÁO DỤC VÀ ĐÀO TẠO"], "Bộ Giáo dục và Đào tạo"),
        (["BỘ GIÁO DỤC", "VÀ ĐÀO TẠO"], "Bộ Giáo dục và Đào tạo"),
        (["BỘ CÔNG AN", "CỤC CẢNH SÁT GIAO THÔNG"], "Cục Cảnh sát giao thông"),
        (["VĂN PHÒNG UBND TỈNH", "PHÒNG TỔNG HỢP"], "Văn phòng Ủy ban nhân dân tỉnh An Giang"),
        (["ỦY BAN THƯỜNG VỤ", "QUỐC HỘI"], "Ủy ban Thường vụ Quốc hội"),
        (["BAN CHẤP HÀNH TRUNG ƯƠNG", "VĂN PHÒNG"], "Văn phòng Trung ương Đảng"),
        (["TỈNH ỦY AN GIANG", "BAN TỔ CHỨC"], "Ban Tổ chức Tỉnh ủy An Giang"),
        (["HỘI ĐỒNG NHÂN DÂN", "XÃ VÍ DỤ"], "Hội đồng nhân dân xã Ví Dụ"),
    ],
)
def test_the_issuing_body_has_its_full_name(lines: list[str], agency: str) -> None:
    reading = reading_of(*lines, "Số: 5/BC-ABC", "An Giang, ngày 01 tháng 3 năm 2026", "BÁO CÁO")
    assert reading.fields.agency is not None
    assert reading.fields.agency.value == agency


def test_the_prime_minister_issues_what_bears_his_symbol() -> None:
    reading = reading_of("CHÍNH PHỦ", "Số: 12/QĐ-TTg", "Hà Nội, ngày 1 tháng 3 năm 2026")
    assert reading.fields.agency is not None
    assert reading.fields.agency.value == "Thủ tướng Chính phủ"


@pytest.mark.parametrize("gap", ["          ", "\t\t", "\t   "])
def test_a_heading_in_columns_made_of_spaces_is_split(gap: str) -> None:
    reading = reading_of(
        f"   VĂN PHÒNG UBND TỈNH{gap}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        f"   Số: 15/BC-VP{gap}An Giang, ngày 30 tháng 6 năm 2025",
        "BÁO CÁO",
        "Về việc nêu ví dụ",
    )
    fields = reading.fields
    assert fields.number is not None
    assert fields.number.value == "15/BC-VP"
    assert fields.issued_on is not None
    assert fields.issued_on.value == date(2025, 6, 30)
    assert fields.agency is not None
    assert fields.agency.value == "Văn phòng Ủy ban nhân dân tỉnh An Giang"


@pytest.mark.parametrize(
    ("mark", "urgency"),
    [("HỎA TỐC", "Hỏa tốc"), ("THƯỢNG KHẨN", "Thượng khẩn"), ("KHẨN", "Khẩn")],
)
def test_an_urgency_mark_is_read(mark: str, urgency: str) -> None:
    reading = reading_of("BỘ NỘI VỤ", "Số: 5/CĐ-BNV", mark, "CÔNG ĐIỆN", "Về việc nêu ví dụ")
    assert reading.fields.urgency is not None
    assert reading.fields.urgency.value == urgency


@pytest.mark.parametrize(
    ("lines", "title", "name"),
    [
        (["GIÁM ĐỐC", "Nguyễn Văn A"], "GIÁM ĐỐC", "Nguyễn Văn A"),
        (["KT.CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Thị B"], "KT.CHỦ TỊCH PHÓ CHỦ TỊCH", "Lê Thị B"),
        (["BỘ TRƯỞNG", "(Đã ký)", "Đại tướng Trần Văn C"], "BỘ TRƯỞNG", "Trần Văn C"),
        (["CHỦ TỊCH", "Đã ký: Phạm Thị D"], "CHỦ TỊCH", "Phạm Thị D"),
        (["T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Vũ Văn E"], "T/M BAN THƯỜNG VỤ BÍ THƯ", "Vũ Văn E"),
        (["TL. BỘ TRƯỞNG", "VỤ TRƯỞNG", "TS. Đỗ Văn G"], "TL. BỘ TRƯỞNG VỤ TRƯỞNG", "Đỗ Văn G"),
    ],
)
def test_a_signature_is_read(lines: list[str], title: str, name: str) -> None:
    reading = reading_of("BỘ NỘI VỤ", "Số: 5/BC-BNV", "BÁO CÁO", "Nêu ví dụ", "1. Một./.", *lines)
    assert reading.fields.signer_title is not None
    assert reading.fields.signer_title.value == title
    assert reading.fields.signer_name is not None
    assert reading.fields.signer_name.value == name


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Phần thứ nhất", "phan-1"),
        ("PHẦN II", "phan-2"),
        ("Chương IV", "chuong-4"),
        ("Chương 12", "chuong-12"),
        ("Mục 3", "muc-3"),
        ("Tiểu mục 2", "tieu-muc-2"),
        ("Điều 5. Tên", "dieu-5"),
        ("Điều 5a. Tên", "dieu-5a"),
        ("Điều\xa015. Tên", "dieu-15"),
        ("1. Nội dung", "khoan-1"),
        ("2a. Nội dung", "khoan-2a"),
        ("d) Nội dung", "diem-d"),
        ("đ) Nội dung", "diem-dd"),
        ("a1) Nội dung", "diem-a1"),
    ],
)
def test_a_label_gives_its_identifier(words: str, slug: str) -> None:
    label = label_of(words)
    assert label is not None
    assert label.slug == slug


@pytest.mark.parametrize(
    "words",
    ["1.1. Nội dung", "Điều 5 của Luật này", "Chương II của Nghị định", "2025 là năm", "A) x"],
)
def test_running_text_is_no_label(words: str) -> None:
    assert label_of(words) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Hà Nội, ngày 05 tháng 02 năm 2026", date(2026, 2, 5)),
        ("ngày 30/6/2025", date(2025, 6, 30)),
        ("ngày 31/02/2025", None),
        ("ngày    tháng 3 năm 2025", None),
    ],
)
def test_a_written_day_is_found(text: str, day: date | None) -> None:
    found = find_day(text)
    assert (found and found.value) == day


def test_a_day_is_written_with_zeros_as_the_decree_asks() -> None:
    assert short(date(2025, 2, 9)) == "09/02/2025"
    assert short(date(2015, 11, 19)) == "19/11/2015"


def test_the_longest_type_is_taken_and_only_in_capitals() -> None:
    assert printed_type("THÔNG TƯ LIÊN TỊCH") == ("Thông tư liên tịch", 18)
    assert printed_type("QUYẾT ĐỊNH:") == ("Quyết định", 10)
    assert printed_type("Quyết định này") is None
    assert printed_type("LUẬTX") is None


def test_an_unknown_abbreviation_agrees_with_every_type() -> None:
    assert agrees("XYZ", "Báo cáo")
    assert not agrees("TB", "Báo cáo")
    assert agrees("QĐ", "Quy định")


def test_places_keep_every_capital() -> None:
    assert sentence_case("ỦY BAN NHÂN DÂN PHƯỜNG VÍ DỤ") == "Ủy ban nhân dân phường Ví Dụ"
    assert sentence_case("PHÒNG VĂN HÓA - XÃ HỘI") == "Phòng Văn hóa - Xã hội"
    assert sentence_case("TRƯỜNG THPT MẪU VĂN A") == "Trường THPT Mẫu Văn A"
