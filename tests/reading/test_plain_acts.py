"""Letters that answer and urge, orders that promulgate, texts that consolidate, and recalls."""

import pytest

from directives.reading.extraction import ExtractionBuilder
from directives.reading.reading import Reading, read_extraction
from directives.rules.relation_claims import UNNAMED_PART
from tests.reading.test_relations import FACTS

A, B = "345/UBND-NC", "346/UBND-NC"
X, Y = "178/2024/NĐ-CP", "67/2025/NĐ-CP"


def reading_of(*lines: str, number: str, kind: str = "", title: str = "") -> Reading:
    builder = ExtractionBuilder()
    heading = ("BỘ NỘI VỤ", f"Số: {number}", "Hà Nội, ngày 20 tháng 10 năm 2025", kind, title)
    for line in (*filter(None, heading), *lines):
        builder.add(line, "body")
    return read_extraction(FACTS, builder.build())


def acts(reading: Reading) -> list[tuple[str, str, str]]:
    found = [one for one in reading.relations if one.predicate != "has_basis"]
    return [(one.predicate, one.target, one.target_provision) for one in found]


def of_letter(*lines: str, title: str = "V/v hướng dẫn nghiệp vụ") -> list[tuple[str, str, str]]:
    addressee = "Kính gửi: Ủy ban nhân dân tỉnh Lào Cai"
    return acts(reading_of(addressee, *lines, number="2001/BNV-CQĐP", title=title))


def of_decision(
    *lines: str,
    title: str = "Về việc nêu ví dụ",
    number: str = "12/QĐ-BNV",
    kind: str = "QUYẾT ĐỊNH",
) -> list[tuple[str, str, str]]:
    return acts(reading_of(*lines, number=number, kind=kind, title=title))


@pytest.mark.parametrize(
    "title",
    [
        f"V/v trả lời Công văn số {A} của UBND tỉnh Lào Cai",
        f"V/v phúc đáp Văn bản số {A}",
        f"V/v trả lời kiến nghị của tỉnh Lào Cai tại Công văn số {A}",
    ],
)
def test_a_title_names_the_letter_that_is_answered(title: str) -> None:
    assert of_letter("Bộ Nội vụ có ý kiến như sau:", title=title) == [("responds_to", A, "")]


@pytest.mark.parametrize(
    "line",
    [
        f"Trả lời Công văn số {A} ngày 05/10/2025 của Ủy ban nhân dân tỉnh về vướng mắc, Bộ nêu:",
        f"Phúc đáp Công văn số {A} về việc áp dụng Nghị định số {X}, Bộ Nội vụ có ý kiến như sau:",
        f"Bộ Nội vụ nhận được Công văn số {A} ngày 05/10/2025. Về việc này, Bộ có ý kiến:",
        f"Trả lời đề nghị của tỉnh Lào Cai (Công văn số {A} ngày 05/10/2025), Bộ nêu:",
        f"Ngày 06/10/2025, Bộ Nội vụ nhận được đề nghị tại Văn bản số {A} của tỉnh Lào Cai.",
    ],
)
def test_the_first_words_name_the_letter_that_is_answered(line: str) -> None:
    assert of_letter(line, "1. Đề nghị thực hiện theo quy định.") == [("responds_to", A, "")]


def test_two_letters_may_be_answered_at_once() -> None:
    line = f"Trả lời Công văn số {A} ngày 05/10/2025 và Công văn số {B} ngày 06/10/2025, Bộ nêu:"

    assert of_letter(line) == [("responds_to", A, ""), ("responds_to", B, "")]


@pytest.mark.parametrize(
    "line",
    [
        f"1. Trả lời Công văn số {A} trước ngày 20/10/2025.",  # what others have to do
        f"Đề nghị tỉnh trả lời Công văn số {A} trước ngày 20/10/2025.",
        f"Không nhận được Công văn số {A} của tỉnh.",
        f"Đến nay Bộ chưa nhận được Công văn số {A} của tỉnh.",
        f"Trả lời vướng mắc trong thực hiện Công văn số {A}, Bộ nêu:",
        f"Trả lời vướng mắc tại Nghị định số {X}, Bộ nêu:",  # no letter
        f"Trả lời ý kiến của tỉnh. Công văn số {A} đã nêu rõ.",
        f"Thực hiện Công văn số {A}, Bộ báo cáo.",
        f"“Trả lời Công văn số {A}” là cụm từ được dùng.",
    ],
)
def test_what_is_no_answer_proposes_none(line: str) -> None:
    assert of_letter(line) == []


def test_a_decision_answers_nothing_by_what_it_received() -> None:
    assert of_decision(f"Bộ Nội vụ nhận được Tờ trình số {A}.", "Điều 1. Cử đoàn.") == []


@pytest.mark.parametrize("target", [f"Công văn số {A}", f"Nghị định số {X}"])
def test_a_letter_that_urges_does_not_carry_out(target: str) -> None:
    number = target.rpartition(" ")[2]
    for title in (
        f"V/v đôn đốc thực hiện {target}",
        f"V/v tiếp tục đôn đốc báo cáo theo {target}",
    ):
        assert of_letter(title=title) == [("urges", number, "")]
    plan = of_decision(title=f"Đôn đốc thực hiện {target}", number="9/KH-BNV", kind="KẾ HOẠCH")
    assert plan == [("implements", number, "")]  # a plan to urge others carries it out


def test_a_letter_that_urges_may_name_what_was_asked_for_below() -> None:
    title = "V/v đôn đốc báo cáo số liệu"
    lines = (
        f"Thực hiện Nghị định số {X}, Bộ Nội vụ đã có Công văn số {A} đề nghị tỉnh báo cáo.",
        f"Bộ Nội vụ nhận được Báo cáo số {B} của tỉnh khác.",
        "1. Đề nghị tỉnh báo cáo ngay.",
    )

    assert of_letter(*lines, title=title) == [("urges", A, "")]


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Giải thích Luật Doanh nghiệp số 59/2020/QH14", [""]),
        (
            "Về việc giải thích khoản 2 Điều 5 của Luật Doanh nghiệp số 59/2020/QH14",
            ["dieu-5__khoan-2"],
        ),
        ("Giải thích một số quy định của Luật Doanh nghiệp số 59/2020/QH14", [UNNAMED_PART]),
    ],
)
def test_a_resolution_explains_a_law_or_a_clause_of_it(title: str, parts: list[str]) -> None:
    found = of_decision(title=title, number="7/2025/NQ-UBTVQH15", kind="NGHỊ QUYẾT")

    assert found == [("explains", "59/2020/QH14", part) for part in parts]


@pytest.mark.parametrize(
    "line",
    [
        "Nay công bố Luật Ví dụ đã được Quốc hội khóa XV, kỳ họp thứ 9 thông qua.",
        "Điều 1. Công bố Luật Ví dụ, được thông qua tại kỳ họp thứ 9.",
        "Công bố: Luật Ví dụ số 12/2025/QH15.",
    ],
)
def test_an_order_promulgates_the_law_that_it_names(line: str) -> None:
    title = "Về việc công bố Luật"
    assert of_decision(line, title=title, number="3/2025/L-CTN", kind="LỆNH") == [
        ("promulgates", "Luật Ví dụ", "")
    ]
    assert of_decision(line) == []  # a decision promulgates no law


def test_a_consolidation_names_the_document_and_those_that_amended_it() -> None:
    lines = (
        f"Nghị định số {X} ngày 31/12/2024 của Chính phủ về chế độ, được sửa đổi, bổ sung bởi:",
        f"1. Nghị định số {Y} ngày 15/3/2025 sửa đổi, bổ sung một số điều của Nghị định số {X}.",
        "Căn cứ Luật Ví dụ ngày 01 tháng 02 năm 2025;",
        "Điều 1. Phạm vi",
        "2. Nghị định này thay thế Nghị định số 01/2015/NĐ-CP.",
    )
    reading = reading_of(*lines, number="15/VBHN-BNV", kind="NGHỊ ĐỊNH", title="Về chế độ")

    assert acts(reading) == [("consolidates", X, ""), ("consolidates", Y, "")]


def test_a_consolidation_may_name_them_in_one_line() -> None:
    line = (
        "Luật Ví dụ số 12/2020/QH14 ngày 01/6/2020, được sửa đổi, bổ sung bởi: "
        "Luật số 13/2024/QH15 ngày 01/7/2024, sửa đổi Luật số 12/2020/QH14."
    )
    found = of_decision("Văn phòng Quốc hội ghi lời dẫn.", line, number="15/VBHN-VPQH", kind="LUẬT")

    assert found == [("consolidates", "12/2020/QH14", ""), ("consolidates", "13/2024/QH15", "")]


@pytest.mark.parametrize(
    ("title", "part"),
    [
        (f"V/v thu hồi Công văn số {A}", ""),
        (f"V/v thu hồi, hủy bỏ Công văn số {A}", ""),
        (f"V/v thu hồi điểm a khoản 2 Công văn số {A}", UNNAMED_PART),
        (f"V/v thu hồi một phần Công văn số {A}", UNNAMED_PART),
    ],
)
def test_a_title_recalls_a_document(title: str, part: str) -> None:
    assert of_letter(title=title) == [("revokes", A, part)]


@pytest.mark.parametrize(
    "line",
    [
        "Điều 1. Thu hồi Quyết định số 01/QĐ-BNV ngày 05/01/2025 và Công văn số 02/BNV-TCBC.",
        "Điều 1. Kể từ ngày 01/11/2025, thu hồi các Quyết định số 01/QĐ-BNV, số 02/BNV-TCBC.",
        "Điều 2. Thu hồi và hủy bỏ Quyết định số 01/QĐ-BNV, Công văn số 02/BNV-TCBC.",
        "Quyết định này thu hồi Quyết định số 01/QĐ-BNV và Công văn số 02/BNV-TCBC.",
    ],
)
def test_a_clause_recalls_documents(line: str) -> None:
    assert of_decision(line) == [("revokes", "01/QĐ-BNV", ""), ("revokes", "02/BNV-TCBC", "")]


def test_the_head_of_a_list_recalls_its_items() -> None:
    lines = (
        "Điều 1. Thu hồi các văn bản sau đây:",
        "a) Quyết định số 01/QĐ-BNV về việc nêu ví dụ;",
        "b) Công văn số 02/BNV-TCBC.",
    )

    assert of_decision(*lines) == [("revokes", "01/QĐ-BNV", ""), ("revokes", "02/BNV-TCBC", "")]


@pytest.mark.parametrize(
    "line",
    [
        "Điều 1. Thu hồi đất theo Quyết định số 01/QĐ-UBND.",
        "Điều 1. Thu hồi một phần diện tích đất đã giao tại Quyết định số 01/QĐ-UBND.",
        "Điều 1. Thu hồi khoản tiền đã chi theo Quyết định số 01/QĐ-UBND.",
        "Điều 1. Thu hồi Giấy phép số 01/GP-UBND.",
        "Điều 1. Đề nghị thu hồi Quyết định số 01/QĐ-UBND.",
        "Điều 1. Sau khi thu hồi Quyết định số 01/QĐ-UBND, Sở báo cáo.",
        "Điều 1. Thu hồi Quyết định số 01/QĐ-UBND nếu chưa thực hiện.",
        "Điều 1. Giao Sở Nội vụ thu hồi Quyết định số 01/QĐ-UBND.",
        "a) Thu hồi Quyết định số 01/QĐ-UBND và báo cáo;",
        "1. Thu hồi Quyết định số 01/QĐ-UBND và báo cáo.",
        "- Thu hồi Quyết định số 01/QĐ-UBND và báo cáo;",
        "“Điều 1. Thu hồi Quyết định số 01/QĐ-UBND.”",
        "Ngày 05/01/2025, Sở đã thu hồi Quyết định số 01/QĐ-UBND.",
        "Điều 1. Thu hồi các giấy tờ sau đây: Giấy phép số 01/GP-UBND.",
        "Quyết định số 02/QĐ-UBND thu hồi Quyết định số 01/QĐ-UBND.",
        "Điều 1. Thu hồi công nợ.",
    ],
)
def test_what_is_no_recall_of_a_document_proposes_none(line: str) -> None:
    assert of_decision(line) == []


@pytest.mark.parametrize(("kind", "number"), [("TỜ TRÌNH", "12/TTr-BNV"), ("BÁO CÁO", "12/BC-BNV")])
def test_what_asks_for_a_recall_recalls_nothing(kind: str, number: str) -> None:
    title = "Về việc thu hồi Quyết định số 01/QĐ-UBND"
    line = "Điều 1. Thu hồi Quyết định số 01/QĐ-UBND."

    assert of_decision(line, title=title, kind=kind, number=number) == []


def test_a_request_for_a_recall_recalls_nothing() -> None:
    for title in ("đề nghị thu hồi", "trả lời đề nghị thu hồi", "không thu hồi"):
        assert of_letter(title=f"V/v {title} Công văn số {A}") == []


@pytest.mark.parametrize(
    "middle",
    [
        " thu hồi" * 5_000,
        " khoản 2" * 5_000,
        " khoản 2, 3" * 3_000,
        " trả lời" * 5_000,
        " tại" * 5_000,
        " (" * 5_000,
        f" và Công văn số {B}" * 300,
        " bởi: " * 3_000,
        " công bố Luật" * 3_000,
        " nhận được" * 3_000,
        " " * 10_000,
    ],
)
@pytest.mark.parametrize("number", ["2001/BNV-CQĐP", "3/2025/L-CTN", "15/VBHN-BNV"])
def test_endless_words_are_read_at_once(number: str, middle: str) -> None:
    for verb in ("Thu hồi", "Trả lời", "Giải thích khoản 1", "Công bố Luật", "Đôn đốc"):
        words = f"{verb}{middle} Công văn số {A}"
        reading = reading_of(words, f"1. {words}.", number=number, title=f"V/v {words}")
        assert len(acts(reading)) <= 303
