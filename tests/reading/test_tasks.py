"""Who is told to do what by when, in sentences written for this table."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.reading_json import reading_as_json
from directives.reading.extraction import Cell, ExtractionBuilder
from directives.reading.lines import lines_of
from directives.reading.reading import FileFacts, Reading, read_extraction, read_file
from directives.reading.tasks.tasks import TaskFound, read_tasks
from directives.rules.working_days import shipped_calendar
from directives.vocabulary import DeadlineKind, Operator, Precision
from tests.reading.samples import decision, saved

FACTS = FileFacts("a", "", 0, "docx", None, text_layer=True, ocr=False, encoding="unicode")
ISSUED_ON = date(2025, 8, 21)


def tasks_of(*lines: str, issued_on: date | None = ISSUED_ON) -> tuple[TaskFound, ...]:
    builder = ExtractionBuilder()
    for line in lines:
        builder.add(line, "body")
    extraction = builder.build()
    found = read_tasks(
        extraction,
        lines_of(extraction),
        issued_on=issued_on,
        effective_on=None,
        calendar=shipped_calendar(),
    )
    assert all(extraction.text[task.start : task.end] == task.quote for task in found)
    return found


def letter(*lines: str) -> Reading:
    builder = ExtractionBuilder()
    for line in (
        "BỘ NỘI VỤ",
        "Số: 05/BNV-VP",
        "V/v nêu ví dụ",
        "Hà Nội, ngày 21 tháng 8 năm 2025",
        "Kính gửi: Sở Nội vụ các tỉnh.",
        *lines,
    ):
        builder.add(line, "body")
    return read_extraction(FACTS, builder.build())


@pytest.mark.parametrize(
    ("sentence", "lead", "coordinators", "action"),
    [
        (
            "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính, Sở Xây dựng và Nhà ở rà soát thuế.",
            "Sở Nội vụ",
            ("Sở Tài chính", "Sở Xây dựng và Nhà ở"),
            "rà soát thuế",
        ),
        (
            "2. Bộ Giáo dục và Đào tạo chủ trì, phối hợp với các bộ, ngành hướng dẫn thi.",
            "Bộ Giáo dục và Đào tạo",
            ("các bộ, ngành",),
            "hướng dẫn thi",
        ),
        (
            "Công an tỉnh có trách nhiệm phối hợp cùng Sở Xây dựng kiểm tra công trình.",
            "Công an tỉnh",
            ("Sở Xây dựng",),
            "kiểm tra công trình",
        ),
        ("Đề nghị Sở Y tế gửi danh sách.", "Sở Y tế", (), "gửi danh sách"),
        (
            "Để kịp thời tổng hợp, đề nghị Quý cơ quan gửi số liệu.",
            "Quý cơ quan",
            (),
            "gửi số liệu",
        ),
        ("Thủ tướng Chính phủ giao Bộ Mẫu lập kế hoạch.", "Bộ Mẫu", (), "lập kế hoạch"),
        (
            "Sở Y tế theo chức năng, nhiệm vụ chủ trì, phối hợp với Sở Tài chính lập kế hoạch.",
            "Sở Y tế",
            ("Sở Tài chính",),
            "lập kế hoạch",
        ),
        ("Bộ Nội vụ đề nghị Sở Y tế gửi danh sách.", "Sở Y tế", (), "gửi danh sách"),
        (
            "Yêu cầu các cơ quan, đơn vị khẩn trương lập kế hoạch.",
            "các cơ quan, đơn vị",
            (),
            "khẩn trương lập kế hoạch",
        ),
        ("Giao cơ quan soạn thảo hoàn thiện hồ sơ.", "cơ quan soạn thảo", (), "hoàn thiện hồ sơ"),
        (
            "Bộ trưởng Bộ Mẫu làm đầu mối tổng hợp số liệu.",
            "Bộ trưởng Bộ Mẫu",
            (),
            "tổng hợp số liệu",
        ),
        ("Bộ Ngoại giao có trách nhiệm công bố.", "Bộ Ngoại giao", (), "công bố"),
        (
            "Giao Sở Tư pháp chủ trì các buổi làm việc.",
            "Sở Tư pháp",
            (),
            "chủ trì các buổi làm việc",
        ),
    ],
)
def test_an_assignment_names_lead_helpers_and_action(
    sentence: str, lead: str, coordinators: tuple[str, ...], action: str
) -> None:
    (task,) = tasks_of(sentence)
    assert (task.lead, task.coordinators, task.action) == (lead, coordinators, action)
    assert task.quote in sentence


@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        ("Sở Nội vụ và Sở Tài chính cùng có trách nhiệm rà soát.", ["Sở Nội vụ", "Sở Tài chính"]),
        (
            "Giao các Bộ: Tài chính, Nông nghiệp và Môi trường, Xây dựng rà soát.",
            ["Bộ Tài chính", "Bộ Nông nghiệp và Môi trường", "Bộ Xây dựng"],
        ),
        (
            "Giao các Bộ: Tài chính và Xây dựng, Công an và Ngân hàng Nhà nước rà soát.",
            ["Bộ Tài chính", "Bộ Xây dựng", "Bộ Công an", "Ngân hàng Nhà nước"],
        ),
        ("Giao các bộ, ngành, địa phương rà soát.", ["các bộ, ngành, địa phương"]),
    ],
)
def test_each_lead_has_a_task_of_its_own_and_a_group_stays_one(
    sentence: str, leads: list[str]
) -> None:
    assert [task.lead for task in tasks_of(sentence)] == leads


def test_who_helps_in_the_next_clause_helps_with_the_same_task() -> None:
    (task,) = tasks_of("Sở Nội vụ chủ trì lập đề án; Sở Tài chính phối hợp thực hiện.")
    assert (task.lead, task.coordinators) == ("Sở Nội vụ", ("Sở Tài chính",))


@pytest.mark.parametrize(
    ("sentence", "phrase", "due_to", "product"),
    [
        (
            "Giao Sở Nội vụ trình cấp trên dự thảo Quyết định về biên chế trước ngày 20/11/2025.",
            "trước ngày 20/11/2025",
            "2025-11-19",
            "dự thảo Quyết định về biên chế",
        ),
        (
            "Trong tháng 9 năm 2025, Sở Y tế báo cáo kết quả.",
            "Trong tháng 9 năm 2025",
            "2025-09-30",
            "báo cáo",
        ),
        (
            "Các đơn vị gửi báo cáo chậm nhất 05 ngày làm việc kể từ ngày ký.",
            "chậm nhất 05 ngày làm việc kể từ ngày ký",
            "2025-08-28",
            "báo cáo",
        ),
        (
            "Sở Y tế báo cáo trước ngày 45/11/2025.",
            "trước ngày 45/11/2025",
            None,
            "báo cáo",
        ),
    ],
)
def test_a_deadline_is_resolved_against_the_document_s_day(
    sentence: str, phrase: str, due_to: str | None, product: str
) -> None:
    (task,) = tasks_of(sentence)
    assert (task.phrase, task.product) == (phrase, product)
    assert (str(task.due_to) if task.due_to else None) == due_to


def test_a_duty_that_names_nobody_keeps_its_lead_open() -> None:
    (task,) = tasks_of("Việc sắp xếp phải hoàn thành trước ngày 01/3/2026.")
    assert (task.lead, task.due_to, task.operator) == (None, date(2026, 2, 28), Operator.BEFORE)


def test_without_the_document_s_day_only_full_dates_are_resolved() -> None:
    full, short = tasks_of(
        "Sở Y tế báo cáo trước ngày 20/11/2025.",
        "Sở Y tế báo cáo trước ngày 20/11.",
        issued_on=None,
    )
    assert (full.due_to, short.due_to) == (date(2025, 11, 19), None)
    assert short.phrase == "trước ngày 20/11"


def test_an_event_is_a_deadline_of_an_assignment() -> None:
    (task,) = tasks_of("Giao Sở Y tế báo cáo trước kỳ họp thứ 12.")
    assert (task.kind, task.precision) == (DeadlineKind.EVENT, Precision.SESSION)


@pytest.mark.parametrize(
    "sentence",
    [
        "Sở Y tế được phép tuyển dụng trước ngày 20/11/2025.",
        "Sở Y tế có thể tuyển dụng trước ngày 20/11/2025.",
        "Sở Y tế đã báo cáo trước ngày 20/9/2025.",
        "Các đơn vị liên quan có thể gửi báo cáo trước ngày 20/9/2025.",
        "Việc này đã được giao Sở Y tế thực hiện.",
        "Quyết định này có hiệu lực từ ngày 20/11/2025.",
        "Tính đến ngày 15/9/2025 đã gửi 70% hồ sơ.",
        "Căn cứ Luật Mẫu ngày 16 tháng 6 năm 2025;",
        "Các đơn vị chịu trách nhiệm thi hành Quyết định này.",
        "Theo đề nghị của Giám đốc Sở Nội vụ.",
        "Bộ trưởng chủ trì cuộc họp trong tháng 9/2025.",
        "Sở Y tế gửi báo cáo trước ngày 20/11/2024.",
        "Chương trình phát triển đô thị đến năm 2030 phải hoàn thành.",
        "Mức trợ cấp xã hội hằng tháng phải bảo đảm.",
        "Bộ Nội vụ.",
        "2. Yêu cầu:",
        "",
    ],
)
def test_rights_stories_and_days_of_other_things_are_no_tasks(sentence: str) -> None:
    assert tasks_of(sentence) == ()


def test_items_have_the_lead_of_their_heading() -> None:
    found = tasks_of(
        "Điều 2. Tổ chức thực hiện",
        "1. Sở Nội vụ:",
        "a) Chủ trì, phối hợp với Sở Tài chính rà soát biên chế;",
        "b) Báo cáo trước ngày 20/11/2025.",
        "2. Sở Y tế và Sở Xây dựng có trách nhiệm:",
        "- Lập kế hoạch.",
        "3. Công an tỉnh bố trí lực lượng.",
        "Điều 3. Hiệu lực",
        "Gửi kết quả về đâu thì không nêu.",
    )
    assert [(task.lead, task.action) for task in found] == [
        ("Sở Nội vụ", "rà soát biên chế"),
        ("Sở Nội vụ", "báo cáo trước ngày 20/11/2025"),
        ("Sở Y tế", "lập kế hoạch"),
        ("Sở Xây dựng", "lập kế hoạch"),
        ("Công an tỉnh", "bố trí lực lượng"),
    ]
    assert found[0].coordinators == ("Sở Tài chính",)


def test_a_heading_without_a_colon_counts_when_it_is_numbered() -> None:
    found = tasks_of("3. Bộ Ngoại giao", "Chủ trì, phối hợp thúc đẩy hợp tác.", "Bộ Ngoại giao")
    assert [(task.lead, task.action) for task in found] == [
        ("Bộ Ngoại giao", "phối hợp thúc đẩy hợp tác")
    ]


def test_a_request_with_a_list_gives_each_item() -> None:
    found = tasks_of(
        "Để bảo đảm tiến độ, Ủy ban nhân dân tỉnh yêu cầu các sở, ngành thực hiện nội dung sau:",
        "1. Lập danh mục.",
        "2. Gửi kết quả trước ngày 20/11/2025.",
        "I. PHẦN KHÁC",
        "1. Gửi đi.",
    )
    assert [(task.lead, task.phrase) for task in found] == [
        ("các sở, ngành", None),
        ("các sở, ngành", "trước ngày 20/11/2025"),
    ]


def test_a_request_to_the_addressees_keeps_the_lead_open() -> None:
    found = tasks_of(
        "Thực hiện chỉ đạo của cấp trên, Sở Tài chính đề nghị:", "1. Lập danh mục.", "Trân trọng."
    )
    assert [(task.lead, task.action) for task in found] == [(None, "lập danh mục")]


def test_the_fields_of_a_plan_complete_the_line_above() -> None:
    found = tasks_of(
        "1. Rà soát biên chế của các xã.",
        "- Cơ quan chủ trì: Sở Nội vụ.",
        "- Cơ quan phối hợp: Sở Tài chính, Sở Y tế.",
        "- Sản phẩm: Báo cáo của Sở.",
        "- Thời gian hoàn thành: Quý IV/2025.",
        "2. Lập danh mục trụ sở.",
        "Thời hạn: tháng 9/2025; Đơn vị thực hiện: Sở Xây dựng và Sở Y tế.",
        "3. Không ai làm.",
        "Thời gian thực hiện: thường xuyên.",
        "Chủ trì: chưa rõ",
    )
    assert [(task.lead, task.coordinators, task.action, task.due_to) for task in found] == [
        (
            "Sở Nội vụ",
            ("Sở Tài chính", "Sở Y tế"),
            "Rà soát biên chế của các xã",
            date(2025, 12, 31),
        ),
        ("Sở Xây dựng", (), "Lập danh mục trụ sở", date(2025, 9, 30)),
        ("Sở Y tế", (), "Lập danh mục trụ sở", date(2025, 9, 30)),
    ]
    assert found[0].product == "Báo cáo của Sở"
    assert found[0].phrase == "Thời gian hoàn thành: Quý IV/2025"


def test_a_table_gives_assignments_but_no_loose_dates() -> None:
    builder = ExtractionBuilder()
    for column, text in enumerate(
        ("Giao Sở Y tế lập kế hoạch.", "Gửi báo cáo trước ngày 20/11/2025")
    ):
        builder.add(text, "body", cell=Cell(0, 0, column))
    extraction = builder.build()
    lines = lines_of(extraction)
    found = read_tasks(
        extraction,
        lines,
        issued_on=ISSUED_ON,
        effective_on=None,
        calendar=shipped_calendar(),
    )
    assert [task.lead for task in found] == ["Sở Y tế"]


def test_new_words_for_another_law_give_no_tasks() -> None:
    reading = letter(
        "Điều 1. Sửa đổi khoản 2 Điều 5 như sau:",
        "“2. Bộ Tài chính có trách nhiệm hướng dẫn trước ngày 20/11/2025.”.",
        "Điều 2. Bộ Xây dựng có trách nhiệm hướng dẫn.",
    )
    assert [task.lead for task in reading.tasks] == ["Bộ Xây dựng"]


def test_what_is_attached_gives_tasks_too() -> None:
    document = decision()
    document.add_paragraph("Sở Nội vụ chủ trì rà soát trước ngày 01/9/2025.")
    tasks = read_file("a.docx", saved(document)).tasks
    assert [(task.lead, task.due_to) for task in tasks] == [("Sở Nội vụ", date(2025, 8, 31))]


def test_the_json_of_a_task_has_the_keys_that_scripts_rely_on() -> None:
    reading = letter("Đề nghị Sở Nội vụ gửi báo cáo trước ngày 20/11/2025.")
    (printed,) = reading_as_json(reading)["tasks"]
    start = reading.text.index("Đề nghị")
    expected: dict[str, Any] = {
        "lead": "Sở Nội vụ",
        "coordinators": [],
        "action": "gửi báo cáo trước ngày 20/11/2025",
        "product": "báo cáo",
        "phrase": "trước ngày 20/11/2025",
        "kind": "date",
        "operator": "before",
        "due_from": "2025-11-19",
        "due_to": "2025-11-19",
        "precision": "day",
        "quote": "Đề nghị Sở Nội vụ gửi báo cáo trước ngày 20/11/2025",
        "start": start,
        "end": start + len("Đề nghị Sở Nội vụ gửi báo cáo trước ngày 20/11/2025"),
    }
    assert printed == expected


def test_the_json_of_a_task_without_a_deadline_says_so() -> None:
    (printed,) = reading_as_json(letter("Đề nghị Sở Nội vụ lập kế hoạch."))["tasks"]
    assert (printed["phrase"], printed["kind"], printed["precision"]) == (None, "none", "none")
    assert printed["operator"] is printed["due_to"] is printed["due_from"] is None


def test_endless_fields_are_left_out() -> None:
    (task,) = tasks_of("Rà soát biên chế.", "Chủ trì: Sở Y tế.", *["Sản phẩm: Báo cáo."] * 500)
    assert len(task.quote) < 500


def test_a_hostile_list_is_cut() -> None:
    bodies = ", ".join(f"Sở A{number}" for number in range(40))
    found = tasks_of(f"1. {bodies}:", *["- Lập kế hoạch."] * 200)
    assert 2_000 <= len(found) < 2_100


@given(st.text(max_size=300))
def test_any_line_is_read_and_quoted_as_it_stands(line: str) -> None:
    for task in tasks_of(line):
        assert task.quote


def test_a_period_is_kept_as_an_interval() -> None:
    (task,) = tasks_of("Sở Y tế hoàn thành trong quý IV/2025.")
    assert (task.due_from, task.due_to) == (date(2025, 10, 1), date(2025, 12, 31))


# --- real documents ------------------------------------------------------------------------------


def printed_day(written: str) -> list[str]:
    """The ways a phrase may write "2025-09-30", "2025-11" or "--12-15"."""
    parts = written.lstrip("-").split("-")
    if written.startswith("--"):
        month, day = map(int, parts)
        return [f"{day:02d} tháng {month}", f"{day} tháng {month}", f"{day}/{month}"]
    if len(parts) == 2:
        return [f"tháng {int(parts[1])}"]
    year, month, day = map(int, parts)
    return [
        f"{day}/{month}/{year}",
        f"{day:02d}/{month}/{year}",
        f"{day:02d}/{month:02d}/{year}",
        f"{day:02d} tháng {month:02d} năm {year}",
        f"{day:02d} tháng {month} năm {year}",
    ]


@pytest.mark.shared
def test_the_deadlines_of_real_documents_are_found(shared: Path) -> None:
    rows = (shared / "documents" / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = found = 0
    missed = []
    for row in map(json.loads, rows):
        if not row["path"].endswith(".docx") or not row["deadlines"]:
            continue
        path = shared / "documents" / "files" / row["path"]
        tasks = read_file(path.name, path.read_bytes()).tasks
        for deadline in row["deadlines"]:
            wanted += 1
            is_found = any(
                str(task.due_to) == deadline["date"]
                or any(day in (task.phrase or "") for day in printed_day(deadline["date"]))
                for task in tasks
            )
            found += is_found
            if not is_found:
                missed.append((row["path"], deadline["date"]))
    assert wanted >= 9
    assert found / wanted >= 11 / 13, missed
