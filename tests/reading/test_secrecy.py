"""A document with a mark of secrecy is refused whole; the word in running text is not a mark."""

import docx
import pytest

from directives.errors import FileSecret
from directives.reading.reading import Reading, read_file
from tests.reading import samples

HEADING = ("BỘ NỘI VỤ", "Số: 5/BC-BNV")
BODY = ("BÁO CÁO", "Nêu ví dụ", "Nội dung báo cáo.")


def reading_of(*lines: str, header: str = "") -> Reading:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    return read_file("mẫu.docx", samples.saved(document))


@pytest.mark.parametrize(
    ("printed", "mark"),
    [
        ("MẬT", "MẬT"),
        ("TỐI MẬT", "TỐI MẬT"),
        ("TUYỆT MẬT", "TUYỆT MẬT"),
        ("[ TỐI MẬT ]", "TỐI MẬT"),
        ("TỐI MẬT          Bản số: 03", "TỐI MẬT"),
        ("Độ mật: Tối mật", "Tối mật"),
        ("ĐỘ MẬT: MẬT", "MẬT"),
    ],
)
def test_a_marked_document_is_refused(printed: str, mark: str) -> None:
    with pytest.raises(FileSecret) as refused:
        reading_of(*HEADING, printed, *BODY)
    assert refused.value.values["mark"] == mark
    assert "mẫu.docx" not in str(refused.value)


def test_a_mark_in_the_page_header_counts() -> None:
    with pytest.raises(FileSecret):
        reading_of(*HEADING, *BODY, header="TUYỆT MẬT")


@pytest.mark.parametrize(
    "lines",
    [
        (*HEADING, "Độ mật: Thường", *BODY),
        (*HEADING, *BODY, "Bảo vệ bí mật nhà nước, văn bản mật, tối mật."),
        (*HEADING, "BÁO CÁO", "Về bảo vệ tài liệu MẬT của cơ quan", "Nội dung."),
        (*HEADING, *BODY, *["Dòng chữ thường."] * 5, "MẬT"),
        ("BỘ NỘI VỤ", "MẬT KHẨU HỆ THỐNG", *BODY),
    ],
)
def test_an_open_document_is_read(lines: tuple[str, ...]) -> None:
    assert reading_of(*lines).text.startswith("BỘ NỘI VỤ")
