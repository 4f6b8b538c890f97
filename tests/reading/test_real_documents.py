"""The real documents that must be read right; facts only, the files stay outside the project."""

from datetime import date
from pathlib import Path

import pytest

from directives.reading.reading import Reading, read_file

pytestmark = pytest.mark.shared

PROVINCE = "vpubnd49+VBAI/"
LETTER = PROVINCE + "CV_cong_nhan_ket_qua_dai_hoi_cua_Hoi_Nu_doanh_nhan_tinh.docx"
DECISION = PROVINCE + "QD_phe_duyet_Dieu_le_Hiep_hoi_Doanh_nghiep_tinh_25-30.docx"
DRAFT = PROVINCE + "2114_Kem_SNV-Du_thao_QD_phe_duyet_Dieu_le_Hiep_hoi_Doanh_nghiep_tinh_25-30.docx"
PRIME_MINISTER = "tuankiettran287+PhapLuatAI/604_QD-TTg_700112.docx"
DECREE = "ericphan28+van-ban-plus/30_2020_ND_CP.docx"
LAW = "tuankiettran287+PhapLuatAI/Luật-97-2025-QH15.docx"
PARTY = PROVINCE + "36-HD_VPTW_380096.docx"


def reading_of(shared: Path, path: str) -> Reading:
    return read_file(path, (shared / "documents" / "files" / path).read_bytes())


@pytest.mark.parametrize(
    ("path", "number", "issued_on", "agency", "kind", "place", "signer_title"),
    [
        (
            LETTER,
            "3083/UBND-NCKS",
            date(2025, 6, 30),
            "Ủy ban nhân dân tỉnh Bình Thuận",
            "Công văn",
            "Bình Thuận",
            "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        ),
        (
            DECISION,
            "1424/QĐ-UBND",
            date(2025, 6, 30),
            "Ủy ban nhân dân tỉnh Bình Thuận",
            "Quyết định",
            "Bình Thuận",
            "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        ),
        (
            PRIME_MINISTER,
            "604/QĐ-TTg",
            date(2026, 4, 2),
            "Thủ tướng Chính phủ",
            "Quyết định",
            "Hà Nội",
            "KT. THỦ TƯỚNG PHÓ THỦ TƯỚNG",
        ),
        (
            DECREE,
            "30/2020/NĐ-CP",
            date(2020, 3, 5),
            "Chính phủ",
            "Nghị định",
            "Hà Nội",
            "TM. CHÍNH PHỦ THỦ TƯỚNG",
        ),
        (
            PARTY,
            "36-HD/VPTW",
            date(2018, 4, 3),
            "Văn phòng Trung ương Đảng",
            "Hướng dẫn",
            "Hà Nội",
            "K/T CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG",
        ),
    ],
)
def test_the_heading_and_signature_are_read(
    shared: Path,
    path: str,
    number: str,
    issued_on: date,
    agency: str,
    kind: str,
    place: str,
    signer_title: str,
) -> None:
    fields = reading_of(shared, path).fields
    found = (
        fields.number,
        fields.issued_on,
        fields.agency,
        fields.type,
        fields.place,
        fields.signer_title,
    )
    assert [one and one.value for one in found] == [
        number,
        issued_on,
        agency,
        kind,
        place,
        signer_title,
    ]
    assert fields.signer_name is not None
    assert fields.title is not None


def test_a_submission_of_a_department_is_read_with_its_province(shared: Path) -> None:
    folder = shared / "documents" / "files" / PROVINCE
    path = next(folder.glob("2114_SNV_To_trinh*.docx"))
    reading = read_file(path.name, path.read_bytes())
    assert reading.fields.number is not None
    assert reading.fields.number.value == "2114/TTr-SNV"
    assert reading.fields.agency is not None
    assert reading.fields.agency.value == "Sở Nội vụ tỉnh Bình Thuận"
    assert reading.recipients == ("Chủ tịch Ủy ban nhân dân tỉnh",)


def test_a_real_draft_leaves_number_and_day_empty(shared: Path) -> None:
    reading = reading_of(shared, DRAFT)
    assert reading.fields.number is None
    assert reading.fields.issued_on is None
    assert {"blank_number", "blank_date", "draft"} <= {one.code for one in reading.warnings}


def test_a_law_takes_its_day_of_adoption_and_names_what_it_amends(shared: Path) -> None:
    reading = reading_of(shared, LAW)
    assert reading.fields.issued_on is not None
    assert reading.fields.issued_on.value == date(2025, 6, 27)
    amended = [one.target for one in reading.relations if one.predicate == "amends"]
    assert amended == ["75/2015/QH13", "50/2024/QH15", "57/2020/QH14", "10/2022/QH15"]
    # Articles that the law quotes as new text of other laws are not its own.
    articles = [node.id for node in reading.structure if node.parent is None]
    assert articles == ["dieu-1", "dieu-2", "dieu-3", "dieu-4", "dieu-5"]


def test_the_decree_has_all_its_chapters_and_articles_in_order(shared: Path) -> None:
    nodes = reading_of(shared, DECREE).structure
    ids = [node.id for node in nodes]
    assert [one for one in ids if "__" not in one and one.startswith("chuong")] == [
        f"chuong-{number}" for number in range(1, 8)
    ]
    assert [one for one in ids if "__" not in one and one.startswith("dieu")] == [
        f"dieu-{number}" for number in range(1, 39)
    ]
    assert "dieu-4__khoan-2__diem-dd" in ids
    assert "chuong-3__muc-2" in ids
    assert [node.order for node in nodes] == list(range(len(nodes)))
