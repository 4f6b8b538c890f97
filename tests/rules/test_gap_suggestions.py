from directives.rules.gap_suggestions import MOST, GapWords, suggest_gaps

GAPS = (
    GapWords(1, "Chi trả chế độ cho người nghỉ việc chưa dứt điểm"),
    GapWords(2, "Thiếu hướng dẫn định giá đất cấp xã"),
    GapWords(3, "Thiếu hướng dẫn kế toán cấp xã"),
)
TEXT = (
    "Kính gửi các tỉnh.\nBộ đề nghị chi trả dứt điểm chế độ cho người nghỉ việc trong tháng này."
    "\nCác tỉnh báo cáo kết quả thực hiện về Bộ để tổng hợp."
)


def test_a_gap_is_suggested_with_the_nearest_sentence() -> None:
    (found,) = suggest_gaps(TEXT, GAPS)

    assert found.gap_id == 1
    assert TEXT[found.start : found.end].startswith("Bộ đề nghị chi trả dứt điểm")
    assert 0.3 <= found.score <= 1


def test_what_every_gap_says_suggests_none() -> None:
    assert suggest_gaps("Thiếu hướng dẫn thực hiện ở các cấp xã hiện nay.", GAPS) == []


def test_a_short_heading_suggests_nothing() -> None:
    assert suggest_gaps("Định giá đất cấp xã", GAPS) == []


def test_numbers_do_not_count() -> None:
    gaps = (GapWords(1, "Năm 2025 có 3321 xã"),)

    assert suggest_gaps("Tổng số tiền 2025 và 3321 đã nộp đủ vào kho bạc.", gaps) == []


def test_the_nearest_come_first_and_few_are_shown() -> None:
    gaps = [GapWords(n, "Chi trả chế độ cho người nghỉ việc ở xã") for n in range(9)]
    gaps.append(GapWords(9, "Chi trả chế độ cho người nghỉ việc"))

    found = suggest_gaps("Các xã phải chi trả chế độ cho người nghỉ việc.\nViệc khác nữa.", gaps)

    assert [one.gap_id for one in found] == [9, 0, 1, 2, 3]
    assert len(found) == MOST
    assert found[0].score > found[1].score


def test_no_gaps_and_no_text_suggest_nothing() -> None:
    assert suggest_gaps(TEXT, ()) == []
    assert suggest_gaps("", GAPS) == []
