"""What a sentence really acts on: not what is to come, less what it keeps, and all of its row."""

from datetime import date

import pytest

from directives.rules.relation_claims import UNNAMED_PART
from tests.reading.test_endings import acts_of

A, B = "21/2019/NĐ-CP", "34/2021/NĐ-CP"
ENDS = f"2. Nghị định này thay thế Nghị định số {A}"
UNTIL = "2. Nghị định này có hiệu lực từ ngày 01/10/2025 đến khi có"


@pytest.mark.parametrize(
    "line",
    [
        f"{UNTIL} Nghị định thay thế Nghị định số {A}.",
        f"{UNTIL} văn bản sửa đổi, bổ sung, thay thế Nghị định số {A}.",
        f"{UNTIL} văn bản sửa đổi, bổ sung hoặc thay thế Nghị định số {A}.",
        f"{UNTIL} Nghị định sửa đổi và thay thế Nghị định số {A}.",
        f"{UNTIL} Nghị định bãi bỏ Nghị định số {A}.",
        f"{UNTIL} Nghị định sửa đổi, bổ sung Nghị định số {A}.",
        f"2. Nghị định này có hiệu lực đến ngày Nghị định thay thế Nghị định số {A} có hiệu lực.",
        f"2. Quy định này áp dụng trong khi chờ ban hành Nghị định thay thế Nghị định số {A}.",
        (
            "2. Nghị định này được thực hiện cho đến khi Chính phủ ban hành Nghị định thay thế "
            f"Nghị định số {A}."
        ),
        (
            f"2. Cho đến khi Chính phủ ban hành Nghị định thay thế Nghị định số {A}, thực hiện "
            "theo Nghị định này."
        ),
        f"2. Bãi bỏ quy định tạm ngưng hiệu lực Nghị định số {A}.",
        f"2. Hủy bỏ việc đình chỉ thi hành Điều 4 Nghị định số {A}.",
        f"2. Nghị định này bãi bỏ nội dung ngưng hiệu lực một phần Nghị định số {A}.",
    ],
)
def test_what_is_still_to_come_or_was_suspended_is_not_ended(line: str) -> None:
    assert acts_of(line) == []


@pytest.mark.parametrize(
    ("line", "predicate"),
    [
        (
            (
                "2. Nghị định này có hiệu lực khi Luật Đất đai số 31/2024/QH15 có hiệu lực và thay "
                f"thế Nghị định số {A}."
            ),
            "replaces",
        ),
        (
            (
                "2. Nghị định này có hiệu lực kể từ ngày Luật Đất đai có hiệu lực, đồng thời thay "
                f"thế Nghị định số {A}."
            ),
            "replaces",
        ),
        (f"2. Nghị định này có hiệu lực kể từ khi ký và thay thế Nghị định số {A}.", "replaces"),
        (
            (
                f"2. Nghị định này thay thế Nghị định số {A} và có hiệu lực đến khi có Nghị định "
                f"thay thế Nghị định số {B}."
            ),
            "replaces",
        ),
        (f"{UNTIL} Nghị định thay thế Nghị định số {B}, thay thế Nghị định số {A}.", "replaces"),
        (
            f"2. Nghị định này có hiệu lực khi Luật Đất đai có hiệu lực, bãi bỏ Nghị định số {A}.",
            "repeals",
        ),
        (f"2. Bãi bỏ Nghị định số {A} về tạm ngưng hiệu lực Nghị định số {B}.", "repeals"),
        (f"2. Bãi bỏ Nghị định số {A} và quy định ngưng hiệu lực Nghị định số {B}.", "repeals"),
    ],
)
def test_an_act_of_its_own_beside_a_condition_stands(line: str, predicate: str) -> None:
    assert [(one.predicate, one.target) for one in acts_of(line)] == [(predicate, A)]


@pytest.mark.parametrize(
    "line",
    [
        f"{ENDS}, riêng Điều 8 có hiệu lực đến hết ngày 31/12/2026.",
        f"{ENDS}, riêng Điều 8 còn hiệu lực cho đến hết năm 2026.",
        f"{ENDS}, riêng Điều 8 sẽ hết hiệu lực từ ngày 01/01/2027.",
        f"{ENDS}. Riêng khoản 2 Điều 8 có hiệu lực thi hành đến hết ngày 31/12/2026.",
        f"{ENDS}. Riêng Điều 8 Nghị định số {A} hết hiệu lực từ ngày 01/01/2027.",
        f"{ENDS}; riêng Điều 8 Nghị định số {A} hết hiệu lực từ ngày 01/01/2027.",
        f"{ENDS}; riêng Điều 8 Nghị định số {A} tiếp tục có hiệu lực đến ngày 31/12/2026.",
        f"{ENDS}, riêng quy định tại Chương II Nghị định số {A} được áp dụng đến 31/12/2026.",
        f"2. Bãi bỏ Nghị định số {A}, riêng Điều 8 được kéo dài hiệu lực đến hết năm 2026.",
        f"2. Bãi bỏ Nghị định số {A}; riêng Điều 8 được thực hiện cho đến ngày 31/12/2026.",
        f"2. Nghị định số {A} hết hiệu lực. Riêng Điều 8 có hiệu lực đến hết ngày 31/12/2026.",
    ],
)
def test_what_keeps_a_provision_for_a_while_ends_a_part(line: str) -> None:
    assert [(one.target, one.target_provision) for one in acts_of(line)] == [(A, UNNAMED_PART)]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            (
                f"2. Nghị định này thay thế Nghị định số {A} và Nghị định số {B}. Riêng Điều 8 "
                f"Nghị định số {B} hết hiệu lực từ ngày 01/01/2027."
            ),
            [(A, ""), (B, UNNAMED_PART)],
        ),
        (f"{ENDS}. Riêng Điều 8 Nghị định số {B} hết hiệu lực từ ngày 01/01/2027.", [(A, "")]),
        (f"{ENDS}; riêng Điều 8 Nghị định số {B} tiếp tục có hiệu lực.", [(A, "")]),
        (f"{ENDS}. Riêng Điều 8 Nghị định này có hiệu lực đến hết ngày 31/12/2026.", [(A, "")]),
        (f"{ENDS}. Riêng Điều 8 có hiệu lực từ ngày 01/01/2027.", [(A, "")]),
        (f"{ENDS}, riêng hồ sơ đã nộp được thực hiện đến hết ngày 31/12/2026.", [(A, "")]),
        (
            (
                "2. Nghị định này có hiệu lực từ ngày 01/10/2025, riêng Điều 8 có hiệu lực đến "
                f"hết ngày 31/12/2026 và thay thế Nghị định số {A}."
            ),
            [(A, "")],
        ),
        (
            f"2. Nghị định số {A}; riêng Điều 8 Nghị định số {A} hết hiệu lực từ 01/01/2027.",
            [],
        ),
        (
            (
                f"2. Nghị định số {A} hết hiệu lực từ ngày 01/7/2027; riêng quy định về phí hết "
                "hiệu lực từ kỳ tính phí năm 2027."
            ),
            [(A, "")],
        ),
        (
            (
                f"2. Nghị định số {A} hết hiệu lực từ ngày 01/7/2027, riêng Điều 8 hết hiệu lực "
                "từ ngày 01/01/2027."
            ),
            [(A, "")],
        ),
    ],
)
def test_what_is_told_apart_is_kept_of_the_document_that_it_names(
    line: str, parts: list[tuple[str, str]]
) -> None:
    assert [(one.target, one.target_provision) for one in acts_of(line)] == parts


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            f"2. Bãi bỏ Nghị định số {A} và toàn bộ Nghị định số {B}.",
            [(A, ""), (B, "")],
        ),
        (f"2. Bãi bỏ Điều 3 Nghị định số {A}, toàn bộ Nghị định số {B}.", [(A, "dieu-3"), (B, "")]),
        (
            f"2. Bãi bỏ Nghị định số {A} và toàn bộ Chương II Nghị định số {B}.",
            [(A, ""), (B, "chuong-2")],
        ),
        (f"{ENDS} và toàn bộ các Nghị định số {B}.", [(A, ""), (B, "")]),
        (
            f"2. Bãi bỏ Điều 3, Chương IV và Điều 20 Nghị định số {A}.",
            [(A, "dieu-3"), (A, "chuong-4"), (A, "dieu-20")],
        ),
    ],
)
def test_a_row_is_ended_with_all_that_it_names(line: str, parts: list[tuple[str, str]]) -> None:
    assert sorted((one.target, one.target_provision) for one in acts_of(line)) == sorted(parts)


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        (f"2. Nghị định số {A} hết hiệu lực từ 0 giờ 00 ngày 01/01/2027.", (2027, 1, 1), None),
        (
            f"2. Nghị định số {A} hết hiệu lực kể từ 00 giờ 00 phút ngày 01/01/2027.",
            (2027, 1, 1),
            None,
        ),
        (
            f"2. Nghị định số {A} hết hiệu lực từ 00h00 ngày 01 tháng 01 năm 2027.",
            (2027, 1, 1),
            None,
        ),
        (f"2. Nghị định số {A} hết hiệu lực từ 24 giờ 00 ngày 31/12/2026.", (2027, 1, 1), None),
        (f"2. Kể từ 0 giờ 00 ngày 01/01/2027, bãi bỏ Nghị định số {A}.", (2027, 1, 1), None),
        (f"2. Bãi bỏ Nghị định số {A} kể từ 0 giờ ngày 01/01/2027.", (2027, 1, 1), None),
        (
            f"2. Ngưng hiệu lực Nghị định số {A} từ 0h00 ngày 01/3/2026 đến 24h00 ngày 31/3/2026.",
            (2026, 3, 1),
            (2026, 3, 31),
        ),
        (
            f"2. Ngưng hiệu lực Nghị định số {A} từ ngày 01/3/2026 đến 0 giờ 00 ngày 01/4/2026.",
            (2026, 3, 1),
            (2026, 3, 31),
        ),
    ],
)
def test_an_hour_may_stand_before_a_day(
    line: str, first: tuple[int, int, int], last: tuple[int, int, int] | None
) -> None:
    (act,) = acts_of(line)
    assert (act.acts_from, act.acts_to) == (date(*first), date(*last) if last else None)
