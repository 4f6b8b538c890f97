"""What a document says of the effect of others: that it ends or is suspended, in part, by days."""

from datetime import date

import pytest

from directives.reading.relation_found import RelationFound
from directives.rules.relation_claims import UNNAMED_PART
from directives.services.relations_read import relations_read
from tests.reading.test_relations import reading_of

A, B = "21/2019/NĐ-CP", "34/2021/NĐ-CP"
YEAR_END, NEW_YEAR = date(2026, 12, 31), date(2027, 1, 1)


def acts_of(*lines: str, title: str = "Về việc nêu ví dụ") -> list[RelationFound]:
    relations = relations_read(reading_of("Điều 9. Hiệu lực thi hành", *lines, title=title))
    return [one for one in relations if one.predicate not in {"has_basis", "cites"}]


@pytest.mark.parametrize(
    ("line", "begins_on"),
    [
        (f"2. Nghị định số {A} hết hiệu lực kể từ ngày 01 tháng 01 năm 2027.", NEW_YEAR),
        (f"2. Nghị định số {A} của Chính phủ hết hiệu lực thi hành từ 01/01/2027.", NEW_YEAR),
        (f"2. Nghị định số {A} chấm dứt hiệu lực vào ngày 01/01/2027.", NEW_YEAR),
        (f"2. Nghị định số {A} hết hiệu lực ngày 01/01/2027.", NEW_YEAR),
        (f"2. Nghị định số {A} hết hiệu lực sau ngày 31 tháng 12 năm 2026.", NEW_YEAR),
        (f"2. Nghị định số {A} hết hiệu lực từ khi Thông tư này có hiệu lực.", None),
        (f"2. Kể từ ngày Thông tư này có hiệu lực, Nghị định số {A} hết hiệu lực.", None),
        (f"2. Từ ngày 01 tháng 01 năm 2027, Nghị định số {A} hết hiệu lực thi hành.", NEW_YEAR),
        (f"2. Thông tư này và Nghị định số {A} hết hiệu lực từ ngày 01/01/2027.", NEW_YEAR),
        (f"2. Nghị định số {A} hết hiệu lực.", None),
        (
            (
                f"2. Thông tư này có hiệu lực từ ngày 01/10/2026 và Nghị định số {A} hết hiệu lực "
                "kể từ ngày Thông tư này có hiệu lực."
            ),
            None,
        ),
        (
            f"2. Nghị định số {A} sửa đổi bởi Nghị định số {B} hết hiệu lực từ ngày 01/01/2027.",
            NEW_YEAR,
        ),
    ],
)
def test_another_document_ends_on_the_day_that_is_said(line: str, begins_on: date | None) -> None:
    (act,) = acts_of(line)
    assert (act.predicate, act.target, act.target_provision) == ("replaces", A, "")
    assert (act.acts_from, act.acts_to) == (begins_on, None)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (f"2. Nghị định số {A} hết hiệu lực một phần kể từ ngày 01/01/2027.", [UNNAMED_PART]),
        (f"a) Nghị định số {A} hết hiệu lực một phần.", [UNNAMED_PART]),
        (
            f"2. Nghị định số {A} hết hiệu lực một phần, gồm Điều 5 và Điều 6, từ ngày 01/01/2027.",
            ["dieu-5", "dieu-6"],
        ),
        (
            f"2. Khoản 1 Điều 5 và Chương III Nghị định số {A} hết hiệu lực từ ngày 01/01/2027.",
            ["dieu-5__khoan-1", "chuong-3"],
        ),
        (f"2. Một số điều của Nghị định số {A} hết hiệu lực từ ngày 01/01/2027.", [UNNAMED_PART]),
        (f"2. Phần II Nghị định số {A} hết hiệu lực từ ngày 01/01/2027.", ["phan-2"]),
        (
            f"2. Khoản 1 Điều 5; Điều 6 Nghị định số {A} hết hiệu lực từ ngày 01/01/2027.",
            ["dieu-5__khoan-1", "dieu-6"],
        ),
        (
            (
                f"2. Các chất tại Danh mục II ban hành kèm theo Nghị định số {A} hết hiệu lực kể "
                "từ ngày Thông tư này có hiệu lực."
            ),
            [UNNAMED_PART],
        ),
    ],
)
def test_a_part_that_ends_is_named_or_left_unnamed(line: str, parts: list[str]) -> None:
    acts = acts_of(line)
    assert [(one.predicate, one.target_provision) for one in acts] == [
        ("replaces", part) for part in parts
    ]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            (
                f"2. Nghị định số {A} hết hiệu lực từ ngày 01/01/2027, trừ Điều 7 tiếp tục có hiệu "
                "lực đến hết ngày 31/12/2027."
            ),
            {A: UNNAMED_PART},
        ),
        (
            (
                f"2. Nghị định số {A} hết hiệu lực từ ngày 01/01/2027. Riêng Điều 7 tiếp tục có "
                "hiệu lực đến hết ngày 31/12/2027."
            ),
            {A: UNNAMED_PART},
        ),
        (
            f"2. Nghị định số {A} hết hiệu lực từ ngày 01/01/2027; Điều 7 tiếp tục có hiệu lực.",
            {A: UNNAMED_PART},
        ),
        (
            (
                f"2. Kể từ ngày Thông tư này có hiệu lực, Nghị định số {A} hết hiệu lực, trừ các "
                "quy định về phí."
            ),
            {A: UNNAMED_PART},
        ),
        (
            (
                f"2. Nghị định số {A} hết hiệu lực từ ngày 01/01/2027, trừ trường hợp chuyển tiếp "
                "quy định tại Điều 8 của Thông tư này."
            ),
            {A: ""},
        ),
        (
            (
                f"2. Nghị định số {A} và Nghị định số {B} hết hiệu lực từ ngày 01/01/2027, trừ "
                f"Điều 7 của Nghị định số {B}."
            ),
            {A: "", B: UNNAMED_PART},
        ),
        (
            f"2. Nghị định số {A} và Nghị định số {B} hết hiệu lực từ ngày 01/01/2027, trừ Điều 7.",
            {A: UNNAMED_PART, B: UNNAMED_PART},
        ),
        (f"2. Bãi bỏ Nghị định số {A}, trừ Điều 7.", {A: UNNAMED_PART}),
        (f"2. Trừ Điều 7, Nghị định số {A} hết hiệu lực từ 01/01/2027.", {A: UNNAMED_PART}),
        (f"2. Trừ Điều 7 và Điều 8, kể từ 01/01/2027, bãi bỏ Nghị định số {A}.", {A: UNNAMED_PART}),
        (
            f"2. Từ ngày 01/01/2027, trừ Điều 7, Điều 8, Nghị định số {A} hết hiệu lực.",
            {A: UNNAMED_PART},
        ),
        (
            (
                f"2. Trừ Điều 7 Nghị định số {B} tiếp tục có hiệu lực, Nghị định số {A} và Nghị "
                f"định số {B} hết hiệu lực từ ngày 01/01/2027."
            ),
            {A: "", B: UNNAMED_PART},
        ),
        (f"2. Trừ Điều 7, tạm ngưng hiệu lực Nghị định số {A}.", {A: UNNAMED_PART}),
        (f"2. Trừ Điều 7, Thông tư này thay thế Nghị định số {A}.", {A: UNNAMED_PART}),
        (
            f"2. Trừ trường hợp quy định tại khoản 3 Điều này, Nghị định số {A} hết hiệu lực.",
            {A: ""},
        ),
        (f"2. Bãi bỏ Nghị định số {A}, trừ trường hợp tại khoản 3 Điều này.", {A: ""}),
        (f"2. Thông tư này thay thế Nghị định số {A}, trừ Chương II.", {A: UNNAMED_PART}),
    ],
)
def test_what_keeps_an_article_is_not_ended_whole(line: str, parts: dict[str, str]) -> None:
    acts = acts_of(line)
    assert {one.target: one.target_provision for one in acts} == parts
    assert len(acts) == len(parts)


@pytest.mark.parametrize(
    ("line", "kind", "part", "days"),
    [
        (
            (
                f"2. Tạm ngưng hiệu lực Nghị định số {A} từ ngày 01 tháng 7 năm 2026 đến hết ngày "
                "31 tháng 12 năm 2026."
            ),
            "suspends_effect",
            "",
            (date(2026, 7, 1), YEAR_END),
        ),
        (
            (
                f"2. Ngưng hiệu lực thi hành đối với quy định tại khoản 1 Điều 8 Nghị định số {A} "
                "đến hết năm 2026."
            ),
            "suspends_effect",
            "dieu-8__khoan-1",
            (None, YEAR_END),
        ),
        (
            (
                f"2. Từ ngày 01/7/2026 đến hết ngày 31/12/2026, tạm thời ngừng hiệu lực Điều 3 "
                f"Nghị định số {A} ngày 02/02/2019 của Chính phủ."
            ),
            "suspends_effect",
            "dieu-3",
            (date(2026, 7, 1), YEAR_END),
        ),
        (
            f"2. Nghị định số {A} tạm ngưng hiệu lực từ ngày 01/7/2026 đến trước ngày 01/01/2027.",
            "suspends_effect",
            "",
            (date(2026, 7, 1), YEAR_END),
        ),
        (
            f"2. Thông tư này ngưng hiệu lực một phần Nghị định số {A}.",
            "suspends_effect",
            UNNAMED_PART,
            (None, None),
        ),
        (
            f"2. Đình chỉ việc thi hành Chương II Nghị định số {A} kể từ ngày 01/7/2026.",
            "suspends_execution",
            "chuong-2",
            (date(2026, 7, 1), None),
        ),
        (
            f"2. Nghị định số {A} bị đình chỉ thi hành kể từ ngày Thông tư này có hiệu lực.",
            "suspends_execution",
            "",
            (None, None),
        ),
        (
            (
                f"2. Tạm ngưng hiệu lực và điều chỉnh thời hạn áp dụng Nghị định số {A}, có hiệu "
                "lực từ ngày 01/5/2026, đến hết ngày 31/12/2026."
            ),
            "suspends_effect",
            "",
            (None, YEAR_END),
        ),
    ],
)
def test_a_suspension_has_its_kind_its_part_and_its_days(
    line: str, kind: str, part: str, days: tuple[date | None, date | None]
) -> None:
    (act,) = acts_of(line)
    assert (act.predicate, act.target, act.target_provision) == (kind, A, part)
    assert (act.acts_from, act.acts_to) == days


@pytest.mark.parametrize(
    ("line", "acts"),
    [
        (
            f"2. Ngưng hiệu lực khoản 1 Điều 5; Điều 6 Nghị định số {A}.",
            [("suspends_effect", "dieu-5__khoan-1"), ("suspends_effect", "dieu-6")],
        ),
        (
            f"2. Bãi bỏ khoản 1 Điều 5; khoản 2, 3 Điều 6; và Chương II của Nghị định số {A}.",
            [
                ("repeals", "dieu-5__khoan-1"),
                ("repeals", "dieu-6__khoan-2"),
                ("repeals", "dieu-6__khoan-3"),
                ("repeals", "chuong-2"),
            ],
        ),
        (f"2. Bãi bỏ khoản 1 Điều 5; Điều 6 được sửa đổi theo Nghị định số {A}.", []),
        (
            f"2. Bãi bỏ Điều 5 Nghị định số {A}; Điều 6 Thông tư này có hiệu lực ngay.",
            [("repeals", "dieu-5")],
        ),
    ],
)
def test_a_semicolon_does_not_cut_a_row_of_provisions(
    line: str, acts: list[tuple[str, str]]
) -> None:
    assert [(one.predicate, one.target_provision) for one in acts_of(line)] == acts


@pytest.mark.parametrize(
    "line",
    [
        f"2. Trừ Điều 7, hồ sơ nộp theo Nghị định số {A} hết hiệu lực từ ngày 01/01/2027.",
        f"2. Trừ Điều 7 Nghị định số {A}, Thông tư này hết hiệu lực từ ngày 01/01/2027.",
        "2. Thông tư này hết hiệu lực thi hành kể từ ngày 01 tháng 3 năm 2027.",
        f"2. Thông tư này hướng dẫn Nghị định số {A} và hết hiệu lực kể từ ngày 01/3/2027.",
        f"2. Nghị định số {A} đã hết hiệu lực từ ngày 01/01/2021.",
        f"- Nghị định số {A} hết hiệu lực.",
        f"2. Nghị định số {A} có hiệu lực từ ngày 01/01/2020 và hết hiệu lực từ ngày 01/01/2021.",
        f"2. Nghị định số {A} hết hiệu lực kể từ ngày Luật số 64/2025/QH15 có hiệu lực.",
        f"2. Nghị định số {A} hết hiệu lực, hồ sơ nộp từ ngày 01/01/2027 theo quy định mới.",
        f"2. Hồ sơ nộp trước ngày Nghị định số {A} hết hiệu lực từ ngày 01/01/2027 thì nhận.",
        f"2. Trường hợp Nghị định số {A} hết hiệu lực từ ngày 01/01/2027 thì theo văn bản mới.",
        f"2. Theo đó, Nghị định số {A} hết hiệu lực kể từ ngày 01/01/2027.",
        f"2. Giấy phép cấp theo Nghị định số {A} hết hiệu lực kể từ ngày 01/01/2027.",
        f"2. Văn bản quy định chi tiết Nghị định số {A} hết hiệu lực từ ngày 01/01/2027.",
        f"2. Nghị định số {A} có đến khi Nghị định số {B} hết hiệu lực từ ngày 01/01/2027.",
        f"2. Đề nghị tạm ngưng hiệu lực Nghị định số {A} từ ngày 01/7/2026.",
        f"2. Việc tạm ngưng hiệu lực Nghị định số {A} từ ngày 01/7/2026 được báo cáo.",
        f"2. Công trình bị đình chỉ thi hành theo Nghị định số {A} từ ngày 01/7/2026.",
        f"2. Tạm ngưng hiệu lực giấy phép đã cấp theo Nghị định số {A}.",
        f"2. Bổ sung khoản 5 như sau: “5. Nghị định số {A} hết hiệu lực từ ngày 01/01/2027.”",
        f"2. Ngưng hiệu lực {'khoản 1 Điều 5; ' * 5_000}Điều 6 Nghị định số {A}.",
        f"2. Nghị định số {A} {'rất dài ' * 500} hết hiệu lực từ ngày 01/01/2027.",
        f"Căn cứ Nghị định số {A} hết hiệu lực từ ngày 01/01/2027;",
    ],
)
def test_an_end_that_is_told_or_asked_for_is_no_act(line: str) -> None:
    assert acts_of(line) == []


def test_the_head_of_a_list_says_what_happens_to_its_items_and_when() -> None:
    lines = (
        "1. Những nội dung hết hiệu lực được rà soát như sau:",
        f"a) Nghị định số {B}.",
        "2. Các văn bản sau đây hết hiệu lực kể từ ngày 01/01/2027:",
        f"a) Nghị định số {A}, trừ Điều 7;",
        f"b) Điều 5 Nghị định số {B}.",
        "3. Ngưng hiệu lực thi hành các quy định sau đây từ ngày 01/7/2026 đến hết năm 2026:",
        f"a) Điều 4 Nghị định số {A}.",
        "4. Từ ngày 01/01/2027, bãi bỏ các văn bản sau đây:",
        "a) Thông tư số 05/2018/TT-BNV.",
    )
    found = [(one.predicate, one.target, one.target_provision) for one in acts_of(*lines)]
    days = {one.target_provision: (one.acts_from, one.acts_to) for one in acts_of(*lines)}

    assert found == [
        ("replaces", A, UNNAMED_PART),
        ("replaces", B, "dieu-5"),
        ("suspends_effect", A, "dieu-4"),
        ("repeals", "05/2018/TT-BNV", ""),
    ]
    suspended = days.pop("dieu-4")
    assert suspended == (date(2026, 7, 1), YEAR_END)
    assert set(days.values()) == {(NEW_YEAR, None)}


@pytest.mark.parametrize(
    "line",
    [
        f"2. Kể từ ngày 01 tháng 01 năm 2027, bãi bỏ Nghị định số {A}.",
        f"2. Bãi bỏ Nghị định số {A} kể từ ngày 01/01/2027.",
    ],
)
def test_a_repeal_takes_the_day_that_its_clause_names(line: str) -> None:
    (act,) = acts_of(line)
    assert (act.predicate, act.target_provision, act.acts_from) == ("repeals", "", NEW_YEAR)


def test_the_clause_gives_the_days_that_the_title_does_not() -> None:
    title = f"Về việc tạm ngưng hiệu lực Nghị định số {A}"
    line = f"1. Tạm ngưng hiệu lực Nghị định số {A} đến hết ngày 31/12/2026."

    (alone,) = acts_of("1. Tổ chức thực hiện.", title=title)
    (act,) = acts_of(line, title=title)

    assert (alone.predicate, alone.acts_to, act.acts_to) == ("suspends_effect", None, YEAR_END)
    assert acts_of("1. Thực hiện.", title=f"Đình chỉ công tác theo Nghị định số {A}") == []
