"""Acts that a sentence tells of others, and what it keeps: neither ends a document whole."""

import pytest

from tests.reading.test_endings import acts_of

A, B = "21/2019/NĐ-CP", "34/2021/NĐ-CP"
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
