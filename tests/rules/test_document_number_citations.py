"""Numbers found in running text, and what is left alone."""

import pytest

from directives.rules.document_number import find_numbers


def found(text: str) -> list[tuple[str, str]]:
    """Return how each number is written there and how the law writes it."""
    return [(text[each.start : each.end], str(each.number)) for each in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        (
            "Căn cứ Nghị định số 243/2025/NĐ-CP ngày 19/9/2025 của Chính phủ;",
            [("243/2025/NĐ-CP", "243/2025/NĐ-CP")],
        ),
        (
            "thực hiện các Nghị định số 20, 21/2025/NĐ-CP và Kết luận số 121-KL/TW",
            [
                ("20", "20/2025/NĐ-CP"),
                ("21/2025/NĐ-CP", "21/2025/NĐ-CP"),
                ("121-KL/TW", "121-KL/TW"),
            ],
        ),
        (
            "Nghị định 243/2025 và 67/2026 đã nêu",
            [("243/2025", "243/2025/NĐ-CP"), ("67/2026", "67/2026/NĐ-CP")],
        ),
        ("theo Thông tư 12/2025 của bộ", [("12/2025", "12/2025/TT-*")]),
        ("công văn số 4120/BTC-\nQLCS ngày 1/8", [("4120/BTC-\nQLCS", "4120/BTC-QLCS")]),
        ("số 16\u200b/CV-BCĐ.", [("16\u200b/CV-BCĐ", "16/CV-BCĐ")]),
        ("Luật số 45/2019/QH14như sau", [("45/2019/QH14", "45/2019/QH14")]),
        ("kem theo 1201/qd-btc", [("1201/qd-btc", "1201/QĐ-BTC")]),
        ("công văn số 12/ABC", [("12/ABC", "12/ABC")]),
        ("Nghị địnhsố 243/2025", [("243/2025", "243/2025/NĐ-CP")]),
        ("nd 243/2025", [("243/2025", "243/2025/NĐ-CP")]),
        ("Tờ trình số 66/TTr-SNN - UBND tỉnh", [("66/TTr-SNN", "66/TTr-SNN")]),
        ("Số: 12/CT-UBND\n- UBND các xã;", [("12/CT-UBND", "12/CT-UBND")]),
        ("Số: 4120/BTC-\nV/v báo cáo", [("4120/BTC", "4120/BTC")]),
        ("Nghị định số 36/CP ngày 1/6/1994", [("36/CP", "36/CP")]),
    ],
)
def test_citations_are_found_where_they_stand(text: str, citations: list[tuple[str, str]]) -> None:
    assert found(text) == citations


@pytest.mark.parametrize(
    "text",
    [
        "trước ngày 15/10/2025, đạt 32/34 tỉnh, trực 24/7",
        "khoản 2/Điều 5, điểm a khoản 3",
        "tháng 8/2025, quý 3/2025 và năm học 2025/2026",
        "Kế hoạch 2025/2026",
        "Mẫu số 01/ĐK-HTX và Mẫu số BC26/ABC",
        "thủ tục 1.012766 và 1.011442.000.00.00.H38",
        "QCVN 7:2020/BTC, TCVN 6909:2001",
        "Số:      /2025/QĐ-UBND",
        "Nghị định số …/2025/NĐ-CP",
        "Thông báo 412 ngày 1/8",
        "tổng 50.345/81.410 người",
        "12/ABC",
        "ảnh_1201/QĐ-BTC",
        "biên độ 5-TTg",
        "lô 7-ABC",
        "đơn giá 12/2025/HS-ST",
    ],
)
def test_what_only_looks_like_a_number_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_month_after_a_decree_is_no_second_decree() -> None:
    assert len(find_numbers("Nghị định số 243/2025/NĐ-CP, 6/2025")) == 1


def test_the_law_named_before_gives_the_type() -> None:
    (citation,) = find_numbers("Căn cứ Luật Ví dụ, mẫu mực và cẩn thận số 45/2019/QH14;")

    assert citation.number.type == "L"
