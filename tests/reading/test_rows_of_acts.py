"""All that one sentence acts on: rows that semicolons divide, lists, and what each keeps."""

from datetime import date

import pytest

from directives.rules.quotes import holds_quote
from directives.rules.relation_claims import UNNAMED_PART
from tests.reading.test_endings import acts_of

A, B, C = "21/2019/NĐ-CP", "34/2021/NĐ-CP", "18/2022/NĐ-CP"
NEW_YEAR = date(2027, 1, 1)
Acts = list[tuple[str, str, str]]


def acts(*lines: str) -> Acts:
    return sorted((one.predicate, one.target, one.target_provision) for one in acts_of(*lines))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (f"Bãi bỏ Nghị định số {A}; Nghị định số {B}.", [(A, ""), (B, "")]),
        (f"Bãi bỏ Nghị định {A}; Nghị định {B}; và Nghị định {C}", [(A, ""), (B, ""), (C, "")]),
        (
            f"Bãi bỏ Nghị định số {A}; Điều 6 Nghị định số {B}; Chương II của Nghị định số {C}.",
            [(A, ""), (B, "dieu-6"), (C, "chuong-2")],
        ),
        (
            f"Hủy bỏ khoản 1 Điều 5; Điều 6 Nghị định số {A}; Điều 7; Điều 8 Nghị định số {B}.",
            [(A, "dieu-5__khoan-1"), (A, "dieu-6"), (B, "dieu-7"), (B, "dieu-8")],
        ),
        (
            f"Bãi bỏ các Nghị định số {A} và số {B}; điểm a, b khoản 1 Điều 5 Nghị định số {C}.",
            [(A, ""), (B, ""), (C, "dieu-5__khoan-1__diem-a"), (C, "dieu-5__khoan-1__diem-b")],
        ),
        (
            (
                f"Bãi bỏ quy định về phí tại Nghị định số {A}; các quy định về lệ phí tại Nghị định"
                f" số {B}."
            ),
            [(A, UNNAMED_PART), (B, UNNAMED_PART)],
        ),
        (
            (
                f"Bãi bỏ toàn bộ Nghị định số {A} ngày 02 tháng 3 năm 2019 của Chính phủ về thực "
                f"hiện dân chủ; Nghị định số {B} ngày 05/4/2021 của Chính phủ sửa đổi, bổ sung Nghị"
                f" định số {A}."
            ),
            [(A, ""), (B, "")],
        ),
        (
            (
                f"Bãi bỏ Nghị định số {A}; Điều 6 Nghị định số {B} đã được sửa đổi, bổ sung bởi "
                "Nghị định số 09/2023/NĐ-CP."
            ),
            [(A, ""), (B, "dieu-6")],
        ),
        (f"Bãi bỏ các nghị định: số {A} ngày 02/3/2019; số {B}.", [(A, ""), (B, "")]),
        (
            f"Bãi bỏ các văn bản sau đây: a) Nghị định số {A}; b) Điều 3 Nghị định số {B}.",
            [(A, ""), (B, "dieu-3")],
        ),
    ],
)
def test_semicolons_divide_what_is_repealed(line: str, found: list[tuple[str, str]]) -> None:
    assert acts(f"2. {line}") == sorted(("repeals", *one) for one in found)


@pytest.mark.parametrize(
    "line",
    [
        f"Ngưng hiệu lực Điều 5 Nghị định số {A}; Điều 6 Nghị định số {B}.",
        f"Tạm ngưng hiệu lực thi hành Điều 5 Nghị định {A}; và Điều 6 của Nghị định {B}",
        f"Điều 5 Nghị định số {A}; Điều 6 Nghị định số {B} tạm ngưng hiệu lực từ ngày 01/01/2027.",
        (
            "Ngưng hiệu lực các quy định sau đây kể từ ngày 01/01/2027: a) Điều 5 Nghị định số "
            f"{A}; b) Điều 6 Nghị định số {B}."
        ),
    ],
)
def test_semicolons_divide_what_is_suspended(line: str) -> None:
    assert acts(f"2. {line}") == [
        ("suspends_effect", A, "dieu-5"),
        ("suspends_effect", B, "dieu-6"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        f"Nghị định này thay thế Nghị định số {A}; Chương II Nghị định số {B}.",
        f"Nghị định số {A}; Chương II Nghị định số {B} hết hiệu lực từ ngày 01/01/2027.",
        f"Các Nghị định số {A}; Chương II Nghị định số {B} hết hiệu lực từ ngày 01/01/2027.",
        (
            "Các văn bản sau đây hết hiệu lực kể từ ngày 01/01/2027: a) Nghị định số "
            f"{A}; b) Chương II Nghị định số {B}."
        ),
    ],
)
def test_semicolons_divide_what_ends(line: str) -> None:
    assert acts(f"2. {line}") == [("replaces", A, ""), ("replaces", B, "chuong-2")]


@pytest.mark.parametrize("break_", ["\n", " "])
def test_a_row_may_go_on_in_lines_of_its_own(break_: str) -> None:
    rows = (f"2. Bãi bỏ Nghị định số {A};", f"Điều 6 Nghị định số {B};", f"Nghị định số {C}.")
    found = [("repeals", C, ""), ("repeals", A, ""), ("repeals", B, "dieu-6")]

    assert acts(break_.join(rows)) == found
    assert acts(*rows) == found
    (first, *_) = acts_of(*rows)
    assert holds_quote(first.quote, "\n".join(rows))


@pytest.mark.parametrize(
    "line",
    [
        f"3. Nghị định số {B}.",
        f"– Nghị định số {B}.",
        f"Nghị định số {B} tiếp tục có hiệu lực.",
        f"Bộ Tài chính hướng dẫn Nghị định số {B}.",
        "Nghị định này có hiệu lực từ ngày 01/01/2027.",
    ],
)
def test_a_line_of_its_own_is_no_row(line: str) -> None:
    assert acts(f"2. Bãi bỏ Nghị định số {A};", line) == [("repeals", A, "")]
    assert acts(f"2. Thực hiện Nghị định số {A};", f"Nghị định số {B}.") == []


@pytest.mark.parametrize(
    "behind",
    [
        f"Nghị định số {B} tiếp tục có hiệu lực",
        f"Nghị định số {B} quy định về phí tiếp tục được áp dụng",
        f"Nghị định số {B} của Chính phủ được áp dụng đến hết năm 2027",
        f"Điều 6 Nghị định số {B} được sửa đổi như sau",
        f"Điều 6 được sửa đổi, bổ sung theo Nghị định số {B}",
        f"hồ sơ đã nộp theo Nghị định số {B} thì giải quyết tiếp",
        f"quy định này thực hiện theo Nghị định số {B}",
        f"Bộ Tài chính hướng dẫn Nghị định số {B}",
        f"Nghị định này hướng dẫn Nghị định số {B}",
        f"riêng Điều 8 Nghị định số {B} hết hiệu lực từ ngày 01/01/2027",
    ],
)
def test_what_has_a_verb_of_its_own_is_not_repealed_with_the_row(behind: str) -> None:
    found = acts(f"2. Bãi bỏ Nghị định số {A}; {behind}.")

    assert ("repeals", A, "") in found
    assert not [one for one in found if one[1] == B and one[0] != "amends"]


def test_an_end_behind_a_repeal_is_an_act_of_its_own() -> None:
    line = f"2. Bãi bỏ Nghị định số {A}; Nghị định số {B} hết hiệu lực từ ngày 01/01/2027"

    assert acts(f"{line}; Nghị định số {C}.") == [("repeals", A, ""), ("replaces", B, "")]
    assert acts(f"2. Nghị định số {A} hết hiệu lực; Nghị định số {B}.") == [("replaces", A, "")]


def test_documents_that_a_title_amends_are_not_repealed_with_it() -> None:
    title = f"Nghị định số {A} sửa đổi, bổ sung một số điều của Nghị định số {B}"

    assert acts(f"2. Bãi bỏ Điều 1 {title}; Nghị định số {C}.") == [("repeals", A, "dieu-1")]
    assert acts("2. Bãi bỏ các văn bản sau:", f"a) {title}; Nghị định số {C}.") == [
        ("repeals", A, "")
    ]
    both = [("repeals", C, "dieu-4"), ("repeals", A, "")]
    assert acts(f"2. Bãi bỏ {title}; Điều 4 Nghị định số {C}.") == both
    assert acts("2. Bãi bỏ các văn bản sau:", f"a) {title}; Điều 4 Nghị định số {C}.") == both


def test_a_history_of_changes_ends_with_its_semicolon() -> None:
    changed = f"Nghị định số {A} đã được sửa đổi, bổ sung một số điều theo Nghị định số {B}"

    assert acts(f"2. Bãi bỏ {changed}; Nghị định số {C}.") == [
        ("repeals", C, ""),
        ("repeals", A, ""),
    ]
    assert acts(f"2. {changed}; Nghị định số {C} hết hiệu lực từ ngày 01/01/2027.") == [
        ("replaces", C, ""),
        ("replaces", A, ""),
    ]


def test_words_struck_out_of_a_row_amend_each() -> None:
    line = f"2. Bãi bỏ cụm từ “huyện” tại Điều 5 Nghị định số {A}; Điều 6 Nghị định số {B}."

    assert acts(line) == [("amends", A, "dieu-5"), ("amends", B, "dieu-6")]


def test_days_in_a_row_are_those_of_the_document_before_them() -> None:
    line = f"2. Bãi bỏ Nghị định số {A} kể từ ngày 01/01/2027; Điều 6 Nghị định số {B}; Nghị định"
    line += f" số {C} kể từ ngày 01/7/2027."
    days = {one.target: one.acts_from for one in acts_of(line)}

    assert days == {A: NEW_YEAR, B: date(2027, 7, 1), C: date(2027, 7, 1)}


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (f"Bãi bỏ Nghị định số {A}, trừ Điều 7; Nghị định số {B}.", [(A, UNNAMED_PART), (B, "")]),
        (f"Bãi bỏ Nghị định số {A} (trừ Điều 7); Nghị định số {B}", [(A, UNNAMED_PART), (B, "")]),
        (
            f"Bãi bỏ Nghị định số {A}; Nghị định số {B}; trừ Điều 7 Nghị định số {B}.",
            [(A, ""), (B, UNNAMED_PART)],
        ),
        (
            f"Bãi bỏ Nghị định số {A}; Nghị định số {B}, trừ Điều 7.",
            [(A, UNNAMED_PART), (B, UNNAMED_PART)],
        ),
        (
            f"Trừ Điều 7 Nghị định số {B}, bãi bỏ Nghị định số {A}; Nghị định số {B}.",
            [(A, ""), (B, UNNAMED_PART)],
        ),
        (f"Bãi bỏ Nghị định số {A}, trừ Điều 7 Nghị định số {B}.", [(A, "")]),
        (f"Bãi bỏ Nghị định số {A}; trừ Điều 7.", [(A, UNNAMED_PART)]),
    ],
)
def test_what_is_kept_is_kept_of_what_stands_before_it(
    line: str, parts: list[tuple[str, str]]
) -> None:
    assert acts(f"2. {line}") == sorted(("repeals", *one) for one in parts)


ITEMS = (f"Nghị định số {A};", f"Điều 5 Nghị định số {B};", f"Nghị định số {C}.")


@pytest.mark.parametrize(
    ("head", "predicate", "kept"),
    [
        ("Trừ Điều 7, các văn bản sau đây hết hiệu lực:", "replaces", {A, C}),
        ("Trừ Điều 7, kể từ ngày 01/01/2027, các văn bản sau hết hiệu lực:", "replaces", {A, C}),
        (f"Ngoại trừ Điều 7 Nghị định {A}, những văn bản sau hết hiệu lực:", "replaces", {A}),
        (f"Các văn bản sau đây hết hiệu lực, trừ Điều 7 Nghị định số {C}:", "replaces", {C}),
        (f"Các văn bản sau đây hết hiệu lực (trừ Điều 7 Nghị định số {C}):", "replaces", {C}),
        ("Trừ Chương II, bãi bỏ các văn bản sau đây:", "repeals", {A, C}),
        (f"Bãi bỏ các văn bản sau đây, trừ Điều 7 Nghị định số {A}:", "repeals", {A}),
        (f"Trừ Điều 7 Nghị định {A}, ngưng hiệu lực các văn bản sau:", "suspends_effect", {A}),
        ("Trừ trường hợp tại khoản 3 Điều này, các văn bản sau hết hiệu lực:", "replaces", set()),
        ("Trừ hồ sơ nộp theo Luật số 31/2024/QH15, bãi bỏ các văn bản sau:", "repeals", set()),
        ("Bãi bỏ các văn bản sau đây kể từ ngày 01/01/2027:", "repeals", set()),
        ("Trừ Điều 7, các văn bản dưới đây hết hiệu lực thi hành:", "replaces", {A, C}),
    ],
)
@pytest.mark.parametrize("labels", [("a) ", "b) ", "c) "), ("- ", "- ", "- ")])
def test_the_head_of_a_list_may_keep_a_provision_of_its_items(
    head: str, predicate: str, kept: set[str], labels: tuple[str, ...]
) -> None:
    items = [f"{label}{item}" for label, item in zip(labels, ITEMS, strict=True)]
    parts = {
        A: UNNAMED_PART if A in kept else "",
        B: "dieu-5",
        C: UNNAMED_PART if C in kept else "",
    }
    found = sorted((predicate, target, part) for target, part in parts.items())

    assert acts(f"2. {head}", *items) == found
    if labels[0] == "a) ":
        assert acts(f"2. {head} {' '.join(items)}") == found


def test_a_head_may_say_that_its_items_are_repealed() -> None:
    head = "2. Trừ Điều 7, các văn bản sau đây bị bãi bỏ kể từ ngày 01/01/2027:"
    items = (f"a) Nghị định số {A};", f"b) Điều 5 Nghị định số {B}.")

    assert acts(head, *items) == [("repeals", A, UNNAMED_PART), ("repeals", B, "dieu-5")]


def test_a_head_may_act_on_a_document_of_its_own() -> None:
    lines = (f"2. Bãi bỏ Nghị định số {C} và các văn bản sau đây:", f"a) Nghị định số {A}.")

    assert acts(*lines) == [("repeals", C, ""), ("repeals", A, "")]


@pytest.mark.parametrize(
    "middle",
    [
        "; Điều 6" * 20_000,
        f"; Nghị định số {B}" * 3_000,
        "; các quy định về phí" * 10_000,
        " sửa đổi" * 20_000,
        ", trừ Điều 7" * 10_000,
        ": a) Điều 6;" * 10_000,
    ],
)
def test_endless_rows_are_read_at_once(middle: str) -> None:
    assert ("repeals", A, "") in acts(f"2. Bãi bỏ Nghị định số {A}{middle}.") or "trừ" in middle
