"""Documents composed for the tests with python-docx; no real person, no copied sentence."""

import io
from collections.abc import Iterable
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def add_lines(cell: Any, lines: Iterable[str]) -> None:
    """Write one paragraph per line into a cell that still has its first empty paragraph."""
    first, *rest = lines
    cell.paragraphs[0].text = first
    for line in rest:
        cell.add_paragraph(line)


def add_columns(document: Any, left: Iterable[str], right: Iterable[str]) -> None:
    """Write the two-column table of a heading or a signature."""
    row = document.add_table(rows=1, cols=2).rows[0]
    add_lines(row.cells[0], left)
    add_lines(row.cells[1], right)


def add_centred(document: Any, *lines: str) -> None:
    for line in lines:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER


def letter() -> Any:
    """A letter of a department: V/v under the number, addressees, numbered paragraphs."""
    document = docx.Document()
    add_columns(
        document,
        ["UBND TỈNH LÂM ĐỒNG", "SỞ TÀI CHÍNH", "Số: 457/STC-QLCS", "V/v rà soát trụ sở dôi dư"],
        [STATE, MOTTO, "Lâm Đồng, ngày 05 tháng 8 năm 2025"],
    )
    for line in (
        "Kính gửi:",
        "- Ủy ban nhân dân các xã, phường, đặc khu;",
        "- Sở Xây dựng.",
        "Thực hiện Công văn số 1234/BTC-QLCS ngày 01/8/2025 của Bộ Tài chính, Sở đề nghị:",
        "1. Lập danh mục trụ sở dôi dư.",
        "2. Gửi kết quả theo Nghị định số 186/2025/NĐ-CP.",
    ):
        document.add_paragraph(line)
    add_columns(
        document,
        ["Nơi nhận:", "- Như trên;", "- Lưu: VT, QLCS."],
        ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "(Đã ký)", "Trần Văn Mẫu"],
    )
    return document


def decision(number: str = "Số: 88/QĐ-UBND", day: str = "ngày 02 tháng 7 năm 2025") -> Any:
    """A decision of a province that promulgates a regulation with chapters and articles."""
    document = docx.Document()
    add_columns(
        document,
        ["ỦY BAN NHÂN DÂN", "TỈNH LÂM ĐỒNG", number],
        [STATE, MOTTO, f"Lâm Đồng, {day}"],
    )
    add_centred(document, "QUYẾT ĐỊNH", "Ban hành Quy chế làm việc", "của Tổ công tác mẫu")
    add_centred(document, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG")
    for line in (
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Căn cứ Nghị định số 45/2010/NĐ-CP ngày 21 tháng 4 năm 2010 của Chính phủ;",
        "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 99/TTr-SNV ngày 30/6/2025.",
    ):
        document.add_paragraph(line)
    add_centred(document, "QUYẾT ĐỊNH:")
    for line in (
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc của Tổ công tác mẫu.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 12/QĐ-UBND.",
        "Điều 3. Chánh Văn phòng chịu trách nhiệm thi hành Quyết định này./.",
    ):
        document.add_paragraph(line)
    add_columns(
        document,
        ["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT."],
        ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Thị Ví Dụ"],
    )
    add_centred(document, "QUY CHẾ", "Làm việc của Tổ công tác mẫu")
    add_centred(document, "(Kèm theo Quyết định số 88/QĐ-UBND)", "Chương I", "QUY ĐỊNH CHUNG")
    for line in ("Điều 1. Phạm vi", "1. Tổ làm việc theo Quy chế này:", "a) Họp;", "đ) Báo cáo."):
        document.add_paragraph(line)
    add_centred(document, "PHỤ LỤC II", "DANH MỤC BIỂU MẪU")
    document.add_paragraph("Mẫu số 01 dùng cho báo cáo.")
    return document


def decree() -> Any:
    """A decree whose heading is plain paragraphs, with chapters, sections, articles and points."""
    document = docx.Document()
    for line in (
        "CHÍNH PHỦ",
        STATE,
        MOTTO,
        "Số: 999/2025/NĐ-CP",
        "Hà Nội, ngày 10 tháng 10 năm 2025",
    ):
        document.add_paragraph(line)
    add_centred(document, "NGHỊ ĐỊNH", "Quy định chi tiết một số điều của Luật Ví dụ")
    document.add_paragraph("Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025;")
    add_centred(document, "Chương I", "QUY ĐỊNH CHUNG", "Mục 1", "PHẠM VI")
    for line in (
        "Điều 1. Phạm vi điều chỉnh",
        "Nghị định này quy định về việc nêu ví dụ.",
        "Điều 2. Nguyên tắc",
        "1. Nguyên tắc chung gồm:",
        "a) Đúng;",
        "b) Đủ;",
        "c) Kịp thời;",
        "d) Công khai;",
        "đ) Minh bạch.",
        "2. Ngoại lệ.",
        "Điều 5a. Sửa đổi, bổ sung khoản 2 Điều 7 Nghị định số 11/2020/NĐ-CP như sau:",
        "“Điều 7. Điều mới",
        "1. Khoản mới trong ngoặc kép.”.",
        "Điều 6. Hiệu lực thi hành",
        "1. Nghị định này có hiệu lực thi hành từ ngày 25 tháng 11 năm 2025.",
        "2. Nghị định số 12/2021/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực.",
        "3. Bãi bỏ Nghị định số 13/2022/NĐ-CP.",
    ):
        document.add_paragraph(line)
    for line in ("TM. CHÍNH PHỦ", "THỦ TƯỚNG", "Phạm Văn Thử"):
        document.add_paragraph(line)
    return document
