"""Every rule of deadlines and every way to write it, one example each, written for this table."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.errors import DayImpossible, DeadlineNotUnderstood
from directives.rules.deadlines import Deadline, resolve
from directives.rules.vietnamese import fold
from directives.rules.working_days import shipped_calendar

THURSDAY = date(2025, 8, 21)


def resolved(phrase: str, on: date = THURSDAY, effective_on: date | None = None) -> Deadline:
    return resolve(phrase, document_date=on, calendar=shipped_calendar(), effective_on=effective_on)


DUE = [
    # days
    ("trước ngày 20/11/2025", "2025-11-19", "day"),
    ("TRƯỚC NGÀY 20/11/2025", "2025-11-19", "day"),
    ("xong trước 20/11", "2025-11-19", "day"),
    ("trước ngày 20-11", "2025-11-19", "day"),
    ("chậm nhất trước ngày 20/11/2025", "2025-11-19", "day"),
    ("trước 01/3/2026", "2026-02-28", "day"),
    ("trước hoặc trong ngày 20/11/2025", "2025-11-20", "day"),
    ("trước khi hết ngày 20/11/2025", "2025-11-20", "day"),
    ("không chậm hơn ngày 20 tháng 11", "2025-11-20", "day"),
    ("đến hết ngày 20/11", "2025-11-20", "day"),
    ("hạn chót: 20/11/2025", "2025-11-20", "day"),
    ("từ nay đến ngày 20/11/2025", "2025-11-20", "day"),
    ("ngày 20 tháng 11, năm 2025", "2025-11-20", "day"),
    ("20 / 11 / 2025", "2025-11-20", "day"),
    ("ngày 20 - 11 - 2025", "2025-11-20", "day"),
    ("20.11.2025", "2025-11-20", "day"),
    ("20/11/99", "1999-11-20", "day"),
    ("2025-11-20", "2025-11-20", "day"),
    ("ngày 18, 19 và 20 tháng 11 năm 2025", "2025-11-20", "day"),
    ("ngày 05 tháng 3 năm sau", "2026-03-05", "day"),
    ("trước ngày 30", "2025-08-29", "day"),
    ("trong ngày 10", "2025-09-10", "day"),
    ("ngày 15 tháng này", "2025-08-15", "day"),
    ("ngày 10 tháng sau", "2025-09-10", "day"),
    ("trong ngày", "2025-08-21", "day"),
    ("ngay trong ngày hôm nay", "2025-08-21", "day"),
    ("ngày mai", "2025-08-22", "day"),
    ("trước thứ Sáu, ngày 29/8/2025", "2025-08-28", "day"),
    ("thứ Sáu tuần này", "2025-08-22", "day"),
    ("thứ Hai tuần sau", "2025-08-25", "day"),
    ("thứ 3", "2025-08-26", "day"),
    ("chủ nhật", "2025-08-24", "day"),
    ("báo cáo kết quả tháng 9 trước ngày 05/10/2025", "2025-10-04", "day"),
    # periods
    ("trong tháng 9 và tháng 10/2025", "2025-10-31", "month"),
    ("trong tháng Chín", "2025-09-30", "month"),
    ("hết tháng 9", "2025-09-30", "month"),
    ("tháng sau", "2025-09-30", "month"),
    ("09/2025", "2025-09-30", "month"),
    ("ngay trong tháng", "2025-08-31", "month"),
    ("trước tháng 10/2025", "2025-09-30", "day"),
    ("cuối quý II/2026", "2026-06-30", "day"),
    ("giữa quý IV/2025", "2025-11-15", "day"),
    ("cuối năm", "2025-12-31", "day"),
    ("cuối quý", "2025-09-30", "day"),
    ("nửa cuối tháng 10", "2025-10-31", "half_month"),
    ("nửa đầu năm 2026", "2026-06-30", "half"),
    ("nửa cuối của năm 2026", "2026-12-31", "half"),
    ("thượng tuần tháng 9/2025", "2025-09-10", "week"),
    ("trung tuần tháng 9/2025", "2025-09-20", "week"),
    ("hạ tuần tháng 9/2025", "2025-09-30", "week"),
    ("tuần đầu tháng 9", "2025-09-07", "week"),
    ("tuần thứ hai của tháng 9", "2025-09-14", "week"),
    ("tuần cuối tháng 9", "2025-09-30", "week"),
    ("tuần sau", "2025-08-31", "week"),
    ("trong 10 ngày đầu tháng 9", "2025-09-10", "day"),
    ("03 ngày cuối cùng của tháng 9", "2025-09-30", "day"),
    ("ngày làm việc cuối cùng của tháng 8/2025", "2025-08-29", "day"),
    ("ngày làm việc đầu tiên của tháng 9", "2025-09-03", "day"),
    ("quý III, IV/2025", "2025-12-31", "quarter"),
    ("quý tư năm 2025", "2025-12-31", "quarter"),
    ("quý ba", "2025-09-30", "quarter"),
    ("quí 4 năm nay", "2025-12-31", "quarter"),
    ("quý này", "2025-09-30", "quarter"),
    ("6 tháng đầu năm 2026", "2026-06-30", "half"),
    ("06 tháng cuối năm", "2025-12-31", "half"),
    ("9 tháng đầu năm", "2025-09-30", "month"),
    ("hết năm 2025", "2025-12-31", "year"),
    ("trong năm nay", "2025-12-31", "year"),
    ("trong năm", "2025-12-31", "year"),
    ("đến 2030", "2030-12-31", "horizon"),
    ("nhiệm kỳ 2025 - 2030", "2030-12-31", "horizon"),
    # terms
    ("trong thời hạn ba ngày kể từ ngày ban hành", "2025-08-25", "day"),
    ("trong thời hạn 06 (sáu) tháng kể từ ngày ký", "2026-02-23", "day"),
    ("sáu (06) tháng", "2026-02-23", "day"),
    ("trong hai tháng", "2025-10-21", "day"),
    ("trong vòng mười lăm ngày làm việc kể từ ngày ký ban hành", "2025-09-15", "day"),
    ("trong hai mươi ngày", "2025-09-10", "day"),
    ("trong 03 ngày tới", "2025-08-25", "day"),
    ("3-5 ngày làm việc", "2025-08-28", "day"),
    ("nửa tháng", "2025-09-05", "day"),
    ("trong nửa năm", "2026-02-23", "day"),
    ("không quá 12 tháng", "2026-08-21", "day"),
    ("trong 01 tuần làm việc", "2025-08-28", "day"),
    ("trong 30 ngày kể từ ngày 01/9/2025", "2025-10-01", "day"),
    ("chậm nhất sau 07 ngày kể từ ngày ký", "2025-08-28", "day"),
    ("tối đa 16 giờ làm việc", "2025-08-25", "day"),
    ("trong vòng 24 giờ", "2025-08-22", "time"),
    ("trong 48h kể từ khi ban hành", "2025-08-23", "time"),
    ("chậm nhất là 15 ngày trước ngày 31/12/2025", "2025-12-16", "day"),
    ("chậm nhất 05 ngày làm việc trước ngày 03/9/2025", "2025-08-25", "day"),
    ("02 tháng trước ngày 31/12/2025", "2025-10-31", "day"),
    ("trước ngày 15/10/2025 ít nhất 05 ngày", "2025-10-10", "day"),
    ("thời gian xử lý: từ ngày 25/8/2025 đến ngày 12/9/2025", "2025-09-12", "day"),
    # feasts
    ("trước Tết Nguyên đán", "2026-02-16", "day"),
    ("trước Tết Nguyên đán năm 2027", "2027-02-05", "day"),
    ("trước Tết Đinh Mùi", "2027-02-05", "day"),
    ("trước Tết Dương lịch 2026", "2025-12-31", "day"),
    ("trước dịp Quốc khánh 2/9", "2025-09-01", "day"),
    ("trước Tết Trung thu", "2025-10-05", "day"),
    ("trước Giỗ Tổ Hùng Vương", "2026-04-25", "day"),
    ("rằm tháng Giêng năm 2026", "2026-03-03", "day"),
    ("ngày 10/3 âm lịch", "2026-04-26", "day"),
    ("ngày 23 tháng Chạp", "2026-02-10", "day"),
]


@pytest.mark.parametrize(("phrase", "due_to", "precision"), DUE)
def test_the_last_day_on_time_is_found(phrase: str, due_to: str, precision: str) -> None:
    found = resolved(phrase)
    assert (str(found.due_to), found.precision.value) == (due_to, precision)
    assert found.kind == "date"
    assert found.phrase == phrase


@pytest.mark.parametrize(
    ("phrase", "due_at", "due_to", "operator"),
    [
        ("trước 17 giờ 30 phút ngày 15/10/2025", "15T17:30", "2025-10-15", "before"),
        ("trước 17h30' ngày 15/10/2025", "15T17:30", "2025-10-15", "before"),
        ("trước 17:30 ngày 15/10", "15T17:30", "2025-10-15", "before"),
        ("chậm nhất 17g ngày 15/10/2025", "15T17:00", "2025-10-15", "on_or_before"),
        ("trước 5 giờ chiều ngày 15/10/2025", "15T17:00", "2025-10-15", "before"),
        ("15/10/2025 17:00", "15T17:00", "2025-10-15", "on_or_before"),
        ("trước 24 giờ ngày 15/10/2025", "16T00:00", "2025-10-15", "before"),
        ("trước 0 giờ ngày 15/10/2025", "15T00:00", "2025-10-14", "before"),
    ],
)
def test_an_hour_is_due_at_an_instant(phrase: str, due_at: str, due_to: str, operator: str) -> None:
    found = resolved(phrase)
    assert found.due_at is not None
    assert found.due_at.isoformat() == f"2025-10-{due_at}:00+07:00"
    assert (found.kind, str(found.due_to), found.operator) == ("datetime", due_to, operator)


@pytest.mark.parametrize("phrase", ["trước 17 giờ 30 phút", "chậm nhất 17 giờ"])
def test_an_hour_without_a_day_is_of_the_document_s_day_to_be_confirmed(phrase: str) -> None:
    found = resolved(phrase)
    assert (found.due_to, found.needs_confirmation) == (THURSDAY, True)


def test_a_letter_that_grows_in_lower_case_moves_nothing() -> None:
    assert resolved("İ: trước ngày 20/11/2025").due_to == date(2025, 11, 19)


@pytest.mark.parametrize(
    ("phrase", "rrule"),
    [
        ("hàng tháng, trước ngày 25", "FREQ=MONTHLY;BYMONTHDAY=24"),
        ("trước ngày 15 và ngày 30 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=14,29"),
        ("trước ngày 01 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("ngày 31 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("cuối mỗi tháng, định kỳ hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("hằng năm, trước ngày 15 tháng 12", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14"),
        ("trước 01/01 hằng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"),
        ("trước ngày 15/6 và 15/12 hằng năm", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=14"),
        ("trước ngày 15/6 và 20/12 hằng năm", None),
        (
            "hằng quý, trước ngày 05 của tháng đầu quý sau",
            "FREQ=MONTHLY;INTERVAL=3;BYMONTH=1,4,7,10;BYMONTHDAY=4",
        ),
        (
            "hằng quý, trước ngày 01 của tháng đầu quý sau",
            "FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
        ),
        ("ngày cuối quý, hằng quý", "FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        ("ngày đầu năm, hằng năm", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1"),
        ("ngày làm việc cuối cùng hằng tháng", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        ("định kỳ 02 tuần một lần", "FREQ=WEEKLY;INTERVAL=2"),
        ("định kỳ 6 tháng", "FREQ=MONTHLY;INTERVAL=6"),
        ("24 tháng một lần", "FREQ=YEARLY;INTERVAL=2"),
        ("mỗi quý một lần", "FREQ=MONTHLY;INTERVAL=3"),
        ("thường niên", "FREQ=YEARLY"),
        ("hằng ngày trước 16h30", "FREQ=DAILY;BYHOUR=16;BYMINUTE=30"),
        ("trước thứ Sáu hằng tuần", "FREQ=WEEKLY;BYDAY=TH"),
        ("hằng tháng, quý", None),
        ("6 tháng và hằng năm", None),
        (
            "chậm nhất ngày 20 của tháng cuối quý",
            "FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6,9,12;BYMONTHDAY=20",
        ),
        ("định kỳ", None),
    ],
)
def test_what_comes_round_gives_a_rule_of_recurrence(phrase: str, rrule: str | None) -> None:
    found = resolved(phrase)
    assert (found.kind, found.rrule, found.due_to) == ("recurring", rrule, None)


@pytest.mark.parametrize(
    ("phrase", "kind", "precision"),
    [
        ("ngay sau khi Luật được Quốc hội thông qua", "event", "condition"),
        ("kể từ ngày có hiệu lực", "event", "condition"),
        ("trong thời hạn 10 ngày kể từ ngày nhận đủ hồ sơ hợp lệ", "event", "condition"),
        ("ít nhất 30 ngày trước ngày khai mạc kỳ họp", "event", "condition"),
        ("trong năm học tới", "event", "condition"),
        ("hết hiệu lực từ khi có luật mới", "event", "condition"),
        ("tại Phiên họp thứ 50", "event", "session"),
        ("kể từ ngày ký", "start", "none"),
        ("sau ngày 30/9/2025", "start", "none"),
        ("từ ngày 15/12 năm trước đến ngày 14/12 năm nay", "period", "none"),
        ("tính đến ngày 15/8/2025", "asof", "none"),
        ("có hiệu lực kể từ ngày ký", "effect", "none"),
        ("duy trì thường xuyên", "standing", "none"),
        ("trước mắt", "none", "none"),
        ("khẩn trương rà soát", "none", "none"),
    ],
)
def test_words_without_a_day_say_what_they_are(phrase: str, kind: str, precision: str) -> None:
    found = resolved(phrase)
    assert (found.kind, found.precision, found.due_to) == (kind, precision, None)


def test_the_end_of_effect_is_the_day_before_expiry() -> None:
    assert resolved("hết hiệu lực từ ngày 01/01/2027").due_to == date(2026, 12, 31)


@pytest.mark.parametrize(
    "phrase",
    [
        "trước 29/02/2027",
        "trước ngày 29/02",
        "ngày 31/9/2025",
        "trong tháng 13",
        "13/2025",
        "quý V/2025",
        "quý IV, II/2025",
        "15 tháng đầu năm",
        "trước 25 giờ ngày 15/10",
        "ngày 45",
        "ngày 32 hằng tháng",
        "ngày 31/11 hằng năm",
        "rằm tháng 13 âm lịch",
        "giai đoạn 2030 - 2026",
        "trong năm 0000",
        "trước ngày 01/01/0001",
    ],
)
def test_a_day_that_is_in_no_calendar_is_refused(phrase: str) -> None:
    with pytest.raises(DayImpossible):
        resolved(phrase)


@pytest.mark.parametrize("phrase", ["", "…", "xin chào", "Điều 5", "9999 tháng", "x" * 501])
def test_words_that_name_no_deadline_are_refused(phrase: str) -> None:
    with pytest.raises(DeadlineNotUnderstood):
        resolved(phrase)


@pytest.mark.parametrize(
    ("phrase", "on", "due"),
    [
        ("chậm nhất ngày 30", date(2026, 2, 10), date(2026, 3, 30)),
        ("chậm nhất ngày 31", date(2025, 8, 31), date(2025, 8, 31)),
        ("chậm nhất ngày 31", date(2025, 9, 1), date(2025, 10, 31)),
    ],
)
def test_a_day_without_month_or_year_is_the_next_that_there_is(
    phrase: str, on: date, due: date
) -> None:
    assert resolved(phrase, on).due_to == due


def test_the_day_of_effect_starts_a_term_from_effect() -> None:
    phrase = "trong thời hạn 02 năm, kể từ ngày Luật này có hiệu lực thi hành"
    known = resolved(phrase, effective_on=date(2025, 7, 1))
    guessed = resolved(phrase)
    assert (known.due_to, known.needs_confirmation) == (date(2027, 7, 1), False)
    assert guessed.needs_confirmation


def test_an_unknown_day_of_receipt_is_taken_as_the_document_s_and_doubted() -> None:
    found = resolved("chậm nhất 03 ngày làm việc kể từ ngày nhận được văn bản này")
    assert (found.due_to, found.needs_confirmation) == (date(2025, 8, 26), True)


def test_a_fixed_day_is_not_moved_though_it_is_off() -> None:
    assert resolved("chậm nhất ngày 30/8/2025").due_to == date(2025, 8, 30)


@pytest.mark.parametrize("phrase", [row[0] for row in DUE])
def test_decomposed_letters_change_nothing(phrase: str) -> None:
    assert resolved(unicodedata.normalize("NFD", phrase)) == resolved(phrase)


# Without marks "tháng sau" (next month) is also "tháng sáu" (June).
@pytest.mark.parametrize("phrase", [row[0] for row in DUE if row[0] != "tháng sau"])
def test_missing_tone_marks_change_no_day(phrase: str) -> None:
    assert resolved(fold(phrase)).due_to == resolved(phrase).due_to


@given(st.sampled_from([row[0] for row in DUE]), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_period_begins_before_it_ends(phrase: str, on: date) -> None:
    found = resolved(phrase, on)
    assert found.due_from is not None
    assert found.due_to is not None
    assert found.due_from <= found.due_to


@given(st.text(max_size=80))
def test_any_words_are_resolved_or_refused(phrase: str) -> None:
    try:
        found = resolved(phrase)
    except (DeadlineNotUnderstood, DayImpossible):
        return
    assert found.rule


@given(st.integers(1, 400), st.dates(date(2025, 1, 1), date(2026, 12, 31)))
def test_a_longer_term_never_ends_earlier(count: int, on: date) -> None:
    shorter = resolved(f"trong thời hạn {count} ngày kể từ ngày ký", on).due_to
    longer = resolved(f"trong thời hạn {count + 1} ngày kể từ ngày ký", on).due_to
    assert shorter is not None
    assert longer is not None
    assert on < shorter <= longer


@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("Quý II/2026 - Quý III/2026", "2026-04-01", "2026-09-30"),
        ("quý IV/2025 – quý I/2026", "2025-10-01", "2026-03-31"),
        ("quý IV năm 2025 và quý I năm 2026", "2025-10-01", "2026-03-31"),
        ("tháng 3 - tháng 5/2026", "2026-03-01", "2026-05-31"),
        ("tháng 4, tháng 5/2026", "2026-04-01", "2026-05-31"),
        ("tháng 11/2025 đến tháng 2/2026", "2025-11-01", "2026-02-28"),
        ("11/2025 - 02/2026", "2025-11-01", "2026-02-28"),
        ("6 tháng đầu năm 2026 - 6 tháng cuối năm 2026", "2026-01-01", "2026-12-31"),
        ("nửa đầu tháng 6/2026 - nửa cuối tháng 7/2026", "2026-06-01", "2026-07-31"),
        ("năm 2026 - năm 2027", "2026-01-01", "2027-12-31"),
        ("01/6/2026 - 30/6/2026", "2026-06-01", "2026-06-30"),
    ],
)
def test_from_one_period_to_another_runs_to_the_end_of_the_last(
    phrase: str, first: str, last: str
) -> None:
    found = resolved(phrase)

    assert (str(found.due_from), str(found.due_to)) == (first, last)
    assert found.needs_confirmation is False


@pytest.mark.parametrize(
    ("phrase", "last"),
    [
        ("Quý II/2026 hoặc quý III/2026", "2026-09-30"),
        ("Quý II/2026; quý III/2026", "2026-09-30"),
        ("tháng 11 - tháng 2/2026", "2026-02-28"),
        ("quý IV - quý I/2026", "2026-03-31"),
    ],
)
def test_one_period_or_another_and_a_turn_of_the_year_ask_a_person(phrase: str, last: str) -> None:
    found = resolved(phrase)

    assert (str(found.due_to), found.needs_confirmation) == (last, True)
