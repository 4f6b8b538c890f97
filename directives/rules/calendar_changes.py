"""Which changes of the working calendar make sense.

Source: Labour Code 2019 Art. 111-112. A day off in place of another, or made up for, is a day of
the working week; a make-up day is a Saturday or Sunday.
"""

from datetime import date
from typing import Final

from directives.errors import ValueInvalid
from directives.rules.working_days import SATURDAY
from directives.translation import N_
from directives.vocabulary import CalendarDayKind

_FIRST, _LAST = date(2000, 1, 1), date(2100, 12, 31)
_OF_THE_WEEK: Final = frozenset(
    {CalendarDayKind.COMPENSATORY, CalendarDayKind.SWAPPED_OFF, CalendarDayKind.PROPOSED_SWAP}
)
_FAR_AWAY: Final = N_("Ngày phải trong các năm từ 2000 đến 2100.")
_OFF_ANYWAY: Final = N_("Ngày này là thứ Bảy hoặc Chủ nhật, vốn đã nghỉ.")
_WORKED_ANYWAY: Final = N_("Ngày làm bù phải là thứ Bảy hoặc Chủ nhật.")
_NOTHING_CHANGES: Final = N_("Lịch đã ghi như vậy, không có gì thay đổi.")


def check_change(
    day: date,
    kind: CalendarDayKind | None,
    *,
    name: str,
    before: tuple[CalendarDayKind, str] | None,
    field: str = "day",
) -> None:
    """Check that a day can become this; no kind: an ordinary day of the week again.

    Args:
        day: The day to change.
        kind: What it becomes.
        name: What it is called then.
        before: Its kind and name until now; None: an ordinary day.
        field: The field that a refusal names.

    Raises:
        ValueInvalid: it cannot be that, or it is already.
    """
    if not _FIRST <= day <= _LAST:
        raise ValueInvalid(field=field, reason=_FAR_AWAY)
    is_weekend = day.weekday() >= SATURDAY
    if kind in _OF_THE_WEEK and is_weekend:
        raise ValueInvalid(field=field, reason=_OFF_ANYWAY)
    if kind is CalendarDayKind.MAKEUP_WORKDAY and not is_weekend:
        raise ValueInvalid(field=field, reason=_WORKED_ANYWAY)
    if before == ((kind, name) if kind else None):
        raise ValueInvalid(field=field, reason=_NOTHING_CHANGES)
