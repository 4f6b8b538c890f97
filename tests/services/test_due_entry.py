"""A due date as people state it: by days, or by words that are read."""

from datetime import date

import pytest

from directives.errors import ValueInvalid
from directives.models.commitment import Due
from directives.rules.working_days import shipped_calendar
from directives.services.due_entry import StatedDue, due_of, moved_due
from directives.vocabulary import Operator, Precision

SAID_ON = date(2025, 10, 1)


def of(**stated: object) -> Due:
    return due_of(
        StatedDue(**stated),  # type: ignore[arg-type]
        said_on=SAID_ON,
        calendar=shipped_calendar(),
    )


def test_nothing_said_is_no_deadline() -> None:
    assert of() == Due()


def test_a_date_is_moved_to_something() -> None:
    with pytest.raises(ValueInvalid) as refused:
        moved_due(StatedDue(), said_on=SAID_ON, calendar=shipped_calendar())
    assert refused.value.field == "due_to"

    none = StatedDue(precision=Precision.NONE)
    assert moved_due(none, said_on=SAID_ON, calendar=shipped_calendar()) == Due()


def test_a_last_day_alone_is_a_deadline_to_the_day() -> None:
    day = date(2025, 10, 14)

    assert of(due_to=day, phrase="sớm trong tháng") == Due(
        due_from=day,
        due_to=day,
        due_operator=Operator.ON_OR_BEFORE,
        due_precision=Precision.DAY,
        due_phrase="sớm trong tháng",
    )


def test_a_period_says_how_exact_it_is() -> None:
    first, last = date(2025, 10, 1), date(2025, 12, 31)

    said = of(due_from=first, due_to=last, operator=Operator.BEFORE, precision=Precision.QUARTER)

    assert (said.due_from, said.due_to) == (first, last)
    assert (said.due_operator, said.due_precision) == (Operator.BEFORE, Precision.QUARTER)
    with pytest.raises(ValueInvalid) as refused:
        of(due_from=first, due_to=last)
    assert refused.value.field == "due_precision"
    with pytest.raises(ValueInvalid) as refused:
        of(due_from=first, phrase="từ tháng 10")
    assert refused.value.field == "due_to"


@pytest.mark.parametrize(
    ("phrase", "interval", "precision"),
    [
        ("trong quý IV năm 2025", (date(2025, 10, 1), date(2025, 12, 31)), Precision.QUARTER),
        (
            "từ ngày 10/10 đến ngày 15/10/2025",
            (date(2025, 10, 10), date(2025, 10, 15)),
            Precision.DAY,
        ),
        ("trước ngày 15/10/2025", (date(2025, 10, 14), date(2025, 10, 14)), Precision.DAY),
        ("chậm nhất 17 giờ ngày 20/10/2025", (None, date(2025, 10, 20)), Precision.TIME),
    ],
)
def test_words_alone_are_read(
    phrase: str, interval: tuple[date | None, date], precision: Precision
) -> None:
    said = of(phrase=phrase)

    assert (said.due_to, said.due_precision, said.due_phrase) == (interval[1], precision, phrase)
    assert interval[0] in (None, said.due_from)


@pytest.mark.parametrize(
    ("phrase", "precision", "operator"),
    [
        ("khẩn trương", Precision.NONE, None),
        ("sau khi Luật được thông qua", Precision.CONDITION, None),
        ("trước Kỳ họp giữa năm 2026", Precision.SESSION, Operator.BEFORE),
    ],
)
def test_words_without_a_day_are_kept_with_what_they_name(
    phrase: str, precision: Precision, operator: Operator | None
) -> None:
    assert of(phrase=phrase) == Due(
        due_phrase=phrase, due_precision=precision, due_operator=operator
    )


@pytest.mark.parametrize(
    ("phrase", "field"),
    [
        ("không phải thời hạn", "due_phrase"),
        ("trước ngày 31/02/2026", "due_phrase"),
        ("định kỳ hằng tháng", "due_phrase"),
        ("có hiệu lực từ ngày 01/01/2026", "due_phrase"),
        ("trước ngày 31/5/2025", "due_to"),
    ],
)
def test_words_that_leave_the_day_in_doubt_ask_for_it(phrase: str, field: str) -> None:
    with pytest.raises(ValueInvalid) as refused:
        of(phrase=phrase)

    assert refused.value.field == field


def test_words_that_are_not_understood_are_kept_where_it_is_said_that_there_is_no_deadline() -> (
    None
):
    said = of(phrase="khi có điều kiện", precision=Precision.NONE)

    assert said == Due(due_phrase="khi có điều kiện")
