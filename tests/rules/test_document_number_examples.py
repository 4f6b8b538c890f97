"""Every scheme and every way to mistype it, one example each, written for this table."""

import pytest

from directives.errors import NotADocumentNumber
from directives.rules.document_number import DocumentNumber, parse_all


@pytest.mark.parametrize(
    ("text", "display", "scheme", "type_", "issuer", "unit"),
    [
        # schemes
        ("243/2025/NĐ-CP", "243/2025/NĐ-CP", "qppl", "NĐ", "CP", ""),
        ("66.15/2026/NQ-CP", "66.15/2026/NQ-CP", "qppl", "NQ", "CP", ""),
        ("12a/2025/QĐ-UBND", "12a/2025/QĐ-UBND", "qppl", "QĐ", "UBND", ""),
        ("72/2025/QĐ-CTUBND", "72/2025/QĐ-CTUBND", "qppl", "QĐ", "CTUBND", ""),
        ("02/2024/NQ-HĐTP", "02/2024/NQ-HĐTP", "qppl", "NQ", "HĐTP", ""),
        ("03/2026/L-CTN", "03/2026/L-CTN", "qppl", "L", "CTN", ""),
        ("07/2012/TTLT-BTP-BTC", "07/2012/TTLT-BTP-BTC", "qppl_joint", "TTLT", "BTP-BTC", ""),
        ("21/2009/NQLT-CP-UBTƯMTTQVN", "21/2009/NQLT-CP-UBTƯMTTQVN", *("qppl_joint", "NQLT"),
         "CP-UBTƯMTTQVN", ""),
        ("45/2019/QH14", "45/2019/QH14", "national_assembly", "", "QH14", ""),
        ("11/2018/UBTVQH14", "11/2018/UBTVQH14", "national_assembly", "", "UBTVQH14", ""),
        ("1670/NQ-UBTVQH15", "1670/NQ-UBTVQH15", "national_assembly", "NQ", "UBTVQH15", ""),
        ("15/1999/QH10", "15/1999/QH10", "national_assembly_old", "", "QH10", ""),
        ("31-L/CTN", "31-L/CTN", "national_assembly_old", "L", "CTN", ""),
        ("21-LCT/HĐNN8", "21-LCT/HĐNN8", "national_assembly_old", "LCT", "HĐNN8", ""),
        ("305-NQ-QHK6", "305-NQ-QHK6", "national_assembly_old", "NQ", "QHK6", ""),
        ("1201/QĐ-BTC", "1201/QĐ-BTC", "admin_named", "QĐ", "BTC", ""),
        ("88/KH-UBND-NC", "88/KH-UBND-NC", "admin_named", "KH", "UBND", "NC"),
        ("640/2026/TB-UBND", "640/2026/TB-UBND", "admin_named", "TB", "UBND", ""),
        ("41/KL-TTCP", "41/KL-TTCP", "admin_named", "KL", "TTCP", ""),
        ("4120/BTC-QLCS", "4120/BTC-QLCS", "letter", "CV", "BTC", "QLCS"),
        ("77/XYZ-ABC", "77/XYZ-ABC", "letter", "CV", "XYZ", "ABC"),
        ("812/SGDĐT-GDTrH", "812/SGDĐT-GDTrH", "letter", "CV", "SGDĐT", "GDTrH"),
        ("9/CV-BCĐ", "09/CV-BCĐ", "letter_cv", "CV", "BCĐ", ""),
        ("121-KL/TW", "121-KL/TW", "party", "KL", "TW", ""),
        ("33-KH/ĐUCP", "33-KH/ĐUCP", "party", "KH", "ĐUCP", ""),
        ("14-QC/BTCTU", "14-QC/BTCTU", "party", "QC", "BTCTU", ""),
        ("06/VBHN-BTC", "06/VBHN-BTC", "consolidated", "VBHN", "BTC", ""),
        ("31/2026/VBHN-TT", "31/2026/VBHN-TT", "consolidated", "VBHN", "TT", ""),
        ("36/CP", "36/CP", "old", "", "CP", ""),
        ("Nghị định 36-CP", "36/CP", "old", "NĐ", "CP", ""),
        ("59/2001/QĐ/BTC", "59/2001/QĐ/BTC", "old", "QĐ", "BTC", ""),
        ("08/1998/PL-UBTVQH10", "08/1998/PL-UBTVQH10", "old", "PL", "UBTVQH10", ""),
        ("310-CV/VPTW/nb", "310-CV/VPTW/nb", "old", "CV", "VPTW", "nb"),
        ("04/97/TT-BTC", "04/1997/TT-BTC", "qppl", "TT", "BTC", ""),
        # letters lost, changed or of another alphabet
        ("1201/qd-btc", "1201/QĐ-BTC", "admin_named", "QĐ", "BTC", ""),
        ("1201/QÐ-BTC", "1201/QĐ-BTC", "admin_named", "QĐ", "BTC", ""),
        ("1201/QĐ-BTС", "1201/QĐ-BTC", "admin_named", "QĐ", "BTC", ""),
        ("6/ttr-ubnd", "06/TTr-UBND", "admin_named", "TTr", "UBND", ""),
        ("6/CTR-UBND", "06/CTr-UBND", "admin_named", "CTr", "UBND", ""),
        ("6/QYD-UBND", "06/QyĐ-UBND", "admin_named", "QyĐ", "UBND", ""),
        ("9/ct-ttg", "09/CT-TTg", "admin_named", "CT", "TTg", ""),
        ("12/2025/TT-BNN&MT", "12/2025/TT-BNNMT", "qppl", "TT", "BNNMT", ""),
        ("12/2025/TT-BGD & ĐT", "12/2025/TT-BGDĐT", "qppl", "TT", "BGDĐT", ""),
        ("12/BTC-KH&ĐT", "12/BTC-KH&ĐT", "letter", "CV", "BTC", "KH&ĐT"),
        ("121-KL/TƯ", "121-KL/TW", "party", "KL", "TW", ""),
        ("121-KL/Trung ương", "121-KL/TW", "party", "KL", "TW", ""),
        ("o7/2025/TT-BTC", "07/2025/TT-BTC", "qppl", "TT", "BTC", ""),
        ("l2/2025/TT-BTC", "12/2025/TT-BTC", "qppl", "TT", "BTC", ""),
        ("2O/2O25/TT-BTC", "20/2025/TT-BTC", "qppl", "TT", "BTC", ""),
        ("１２０１／QĐ－BTC", "1201/QĐ-BTC", "admin_named", "QĐ", "BTC", ""),
        # separators
        ("1201\\QĐ-BTC", "1201/QĐ-BTC", "admin_named", "QĐ", "BTC", ""),
        ("1201/QĐ.BTC", "1201/QĐ-BTC", "admin_named", "QĐ", "BTC", ""),
        ("1201/QĐ_BTC", "1201/QĐ-BTC", "admin_named", "QĐ", "BTC", ""),
        ("1201/QĐ/BTC", "1201/QĐ-BTC", "admin_named", "QĐ", "BTC", ""),
        ("1201/QĐBTC", "1201/QĐ-BTC", "admin_named", "QĐ", "BTC", ""),
        ("1201 QĐ BTC", "1201/QĐ-BTC", "admin_named", "QĐ", "BTC", ""),
        ("1.201/QĐ-BTC", "1201/QĐ-BTC", "admin_named", "QĐ", "BTC", ""),
        ("4120/BTC - QLCS", "4120/BTC-QLCS", "letter", "CV", "BTC", "QLCS"),
        ("243/2025NĐ-CP", "243/2025/NĐ-CP", "qppl", "NĐ", "CP", ""),
        ("45/2019QH14", "45/2019/QH14", "national_assembly", "", "QH14", ""),
        ("45/2019/QH-14", "45/2019/QH14", "national_assembly", "", "QH14", ""),
        ("45/2019/QH 14", "45/2019/QH14", "national_assembly", "", "QH14", ""),
        ("12-\nCV/ĐU", "12-CV/ĐU", "party", "CV", "ĐU", ""),
        # words around it
        ("Quyết định số số 1201/QĐ-BTC", "1201/QĐ-BTC", "admin_named", "QĐ", "BTC", ""),
        ("QĐ1201/QĐ-BTC", "1201/QĐ-BTC", "admin_named", "QĐ", "BTC", ""),
        ("Thôngtư12/2025/TT-BTC", "12/2025/TT-BTC", "qppl", "TT", "BTC", ""),
        ("Thông báo 1201/QĐ-BTC", "1201/QĐ-BTC", "admin_named", "QĐ", "BTC", ""),
        ("(“1201/QĐ-BTC”);", "1201/QĐ-BTC", "admin_named", "QĐ", "BTC", ""),
        ("243/2025/NĐ-CPngày", "243/2025/NĐ-CP", "qppl", "NĐ", "CP", ""),
        ("https://example.vn/243/2025/NĐ-CP", "243/2025/NĐ-CP", "qppl", "NĐ", "CP", ""),
        ("243/2025/NĐ-CPhttps://example.vn", "243/2025/NĐ-CP", "qppl", "NĐ", "CP", ""),
        ("Luật Ví dụ số 45/2019/QH14", "45/2019/QH14", "national_assembly", "L", "QH14", ""),
        ("QCVN 7:2020/BTC kèm 12/2020/TT-BTC", "12/2020/TT-BTC", "qppl", "TT", "BTC", ""),
        # file names and addresses
        ("243_2025_ND-CP_123456.docx", "243/2025/NĐ-CP", "qppl", "NĐ", "CP", ""),
        ("2025.09.19-243.2025.ND.CP", "243/2025/NĐ-CP", "qppl", "NĐ", "CP", ""),
        ("QD-1201-QD-BTC-11-8-2025.pdf", "1201/QĐ-BTC", "admin_named", "QĐ", "BTC", ""),
        ("4120_BTC-QLCS.signed.pdf", "4120/BTC-QLCS", "letter", "CV", "BTC", "QLCS"),
        ("66.15_2026_NQ-CP.docx", "66.15/2026/NQ-CP", "qppl", "NQ", "CP", ""),
        ("4120_BTC_QLCS_99.pdf", "4120/BTC-QLCS", "letter", "CV", "BTC", "QLCS"),
        ("4120_SNNMT.pdf", "4120/SNNMT", "letter", "CV", "SNNMT", ""),
        ("Công văn số 4120 SNNMT", "4120/SNNMT", "letter", "CV", "SNNMT", ""),
        ("1201 QD BTC PHE DUYET", "1201/QĐ-BTC", "admin_named", "QĐ", "BTC", ""),
        ("0001201/QĐ-BTC", "1201/QĐ-BTC", "admin_named", "QĐ", "BTC", ""),
        ("Luat-45-2019-QH14.pdf", "45/2019/QH14", "national_assembly", "L", "QH14", ""),
        ("nghi-dinh-so-243-2025-nd-cp-ve-viec--99", "243/2025/NĐ-CP", "qppl", "NĐ", "CP", ""),
        # completed from the grammar
        ("NĐ 243/2025", "243/2025/NĐ-CP", "qppl", "NĐ", "CP", ""),
        ("nghi dinh243/2025", "243/2025/NĐ-CP", "qppl", "NĐ", "CP", ""),
        ("nghi-dinh-243-2025.pdf", "243/2025/NĐ-CP", "qppl", "NĐ", "CP", ""),
        ("cong-van-4120-SNNMT.pdf", "4120/SNNMT", "letter", "CV", "SNNMT", ""),
        ("Bộ luật 45/2019", "45/2019/QH14", "national_assembly", "L", "QH14", ""),
        ("Pháp lệnh 11/2018", "11/2018/UBTVQH14", "national_assembly", "PL", "UBTVQH14", ""),
        # rewritten to the form of the body
        ("121/KL-TW", "121-KL/TW", "party", "KL", "TW", ""),
        ("33/CTr-TU", "33-CTr/TU", "party", "CTr", "TU", ""),
    ],
)  # fmt: skip
def test_a_full_number_is_read(
    text: str, display: str, scheme: str, type_: str, issuer: str, unit: str
) -> None:
    number = DocumentNumber.parse(text)

    assert (number.display, number.scheme) == (display, scheme)
    assert (number.type, number.issuer, number.unit) == (type_, issuer, unit)
    assert number.complete is True


@pytest.mark.parametrize(
    ("text", "display"),
    [
        ("12-CV/BCĐ", "12/CV-BCĐ"),  # Party separators, a State body
        ("12/KL-XYZ", "12-KL/XYZ"),  # State separators, a Party type, an unknown body
        ("45/2019/NQ-QH14", "45/2019/QH14"),  # laws and resolutions share the series
        ("Nghị quyết số 95/UBTVQH15", "95/NQ-UBTVQH15"),
        ("Thông tư số 12/2025/BTC", "12/2025/TT-BTC"),  # the type was left out
        ("72/2025/QH", "72/2025/QH15"),  # the term was left out
        ("243/NĐ-CP", "243/NĐ-CP"),  # a decree has a year
        ("12/2025/ABC-XYZ", "12/2025/ABC-XYZ"),
    ],
)
def test_an_irregular_number_asks_for_review(text: str, display: str) -> None:
    number = DocumentNumber.parse(text)

    assert (number.display, number.complete) == (display, "needs_review")


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("7/HD-BNV", ["07/HD-BNV", "07/HĐ-BNV"]),
        ("7/da-ubnd", ["07/DA-UBND", "07/ĐA-UBND"]),
        ("Luật 10/2021", ["10/2021/QH15", "10/2021/QH14"]),
    ],
)
def test_two_readings_are_both_given(text: str, readings: list[str]) -> None:
    number = DocumentNumber.parse(text)

    assert number.complete == "ambiguous"
    assert [str(each) for each in number.candidates] == readings


@pytest.mark.parametrize(
    ("text", "display"),
    [
        ("Hướng dẫn số 7/HD-BNV", "07/HD-BNV"),
        ("huong dan so 7/hd-bnv", "07/HD-BNV"),
        ("hop dong so 7/hd-bnv", "07/HĐ-BNV"),
        ("7/HD-HĐND", "07/HD-HĐND"),
        ("7/ĐA-UBND", "07/ĐA-UBND"),
        ("7-HD/VPTW", "07-HD/VPTW"),
    ],
)
def test_a_said_type_or_a_stroke_settles_it(text: str, display: str) -> None:
    number = DocumentNumber.parse(text)

    assert (number.display, number.complete) == (display, True)


@pytest.mark.parametrize(
    ("text", "display", "candidates"),
    [
        ("thong-bao-412.pdf", "412/TB-*", ["412-TB/TW"]),
        ("TT-12-2025.docx", "12/2025/TT-*", []),
        ("Thông tư 12 năm 2025", "12/2025/TT-*", []),
        ("TT12", "12/TT-*", []),
        ("TT 12/2025", "12/2025/TT-*", []),
        ("công văn số 9", "09/CV-*", []),
        ("1201/QĐ-", "1201/QĐ-*", ["1201-QĐ/TW"]),
        ("Kết luận 121", "121-KL/*", ["121-KL/TW"]),
        ("NĐ 243", "243/NĐ-*", ["243/NĐ-CP"]),
        ("hd 7", "07/HD-*", ["07/HD-*", "07/HĐ-*", "07-HD/TW"]),
        ("QĐ 1201/2025", "1201/2025/QĐ-*", ["1201/2025/QĐ-TTg", "1201/2025/QĐ-UBND"]),
        (
            "Nghị quyết 45/2019",
            "45/2019/NQ-*",
            ["45/2019/QH14", "45/2019/NQ-CP", "45/2019/NQ-HĐND"],
        ),
        ("243/2025", "243/2025/*", ["243/2025/NĐ-CP", "243/2025/QH15"]),
        ("95/UBTVQH15", "95/UBTVQH15", []),  # neither year nor type
        ("số 8/2025", "08/2025/*", ["08/2025/NĐ-CP", "08/2025/QH15"]),
        ("Undang-Undang No. 45/1985", "45/1985/*", ["45/1985/NĐ-CP", "45/1985/QH7"]),
    ],
)
def test_a_partial_number_offers_what_the_grammar_allows(
    text: str, display: str, candidates: list[str]
) -> None:
    number = DocumentNumber.parse(text)

    assert (number.scheme, number.display, number.complete) == ("partial", display, False)
    assert [str(each) for each in number.candidates] == candidates


@pytest.mark.parametrize("text", ["4120", "Số: 4120", " 4120. ", "Pemberitahuan No. 4120"])
def test_a_bare_integer_is_a_number_of_no_scheme(text: str) -> None:
    number = DocumentNumber.parse(text)

    assert (number.number, number.scheme, number.complete) == (4120, "none", False)
    assert (number.display, number.key, number.key_folded) == ("", "", "")


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "Không số", "abc", "15/10/2025", "ngày 15/10/2025", "15-10-2025", "15.10.2025",
        "2025-10-15", "10/2025", "tháng 10/2025", "32/34", "24/7", "50.345/81.410", "75%",
        "1.012766", "1.011442.000.00.00.H38", "000.00.00.G22", "QCVN 7:2020/BTC", "TCVN 6909:2001",
        "TCVN ISO 9001:2015", "Điều 5", "Điều 5/2025", "khoản 2", "5a", "Mẫu số 5", "0912345678",
        "Số:      /2025/QĐ-UBND", "Số: …/QĐ-UBND", "/QĐ-UBND", "0/QĐ-UBND", "Luật Ví dụ 2024",
        "có 5 UBND xã và 3 HĐND", "15.8.2025 QĐ BTC", "Điều 5 NĐ-CP", "34 UBND cấp tỉnh",
        "0 QĐ-BTC", "20250813/QĐ-BTC", "66.a.2025 NQ",
    ],
)  # fmt: skip
def test_what_is_no_document_number_is_refused(text: str) -> None:
    with pytest.raises(NotADocumentNumber) as refusal:
        DocumentNumber.parse(text)

    assert refusal.value.field == "number"


@pytest.mark.parametrize(
    ("text", "displays"),
    [
        ("NĐ 243/2025 và 67/2026", ["243/2025/NĐ-CP", "67/2026/NĐ-CP"]),
        ("các Nghị định số 20, 21/2025/NĐ-CP", ["20/2025/NĐ-CP", "21/2025/NĐ-CP"]),
        ("Thông tư 1, 2 và 3/2025/TT-BTC", ["01/2025/TT-BTC", "02/2025/TT-BTC", "03/2025/TT-BTC"]),
        ("công văn số 8, 9/CV-BCĐ", ["08/CV-BCĐ", "09/CV-BCĐ"]),
        ("NĐ 1/2024/NĐ-CP; CV 12/UBND-VX", ["01/2024/NĐ-CP", "12/UBND-VX"]),
        ("1201/QĐ-BTC (QĐ 1201/QĐ-BTC)", ["1201/QĐ-BTC"]),
    ],
)
def test_several_numbers_are_read_in_order(text: str, displays: list[str]) -> None:
    assert [str(number) for number in parse_all(text)] == displays
