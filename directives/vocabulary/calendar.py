"""Special days of the calendar: what they are and whether they were decided."""

from enum import StrEnum

from directives.translation import N_


class CalendarDayKind(StrEnum):
    """Why a day is off or worked (Labour Code 2019 Art. 111-112)."""

    HOLIDAY = "holiday"  # ngày lễ, tết
    COMPENSATORY = "compensatory"  # nghỉ bù
    SWAPPED_OFF = "swapped_off"  # nghỉ hoán đổi
    MAKEUP_WORKDAY = "makeup_workday"  # làm bù
    PROPOSED_SWAP = "proposed_swap"  # only proposed: changes nothing
    HOLIDAY_ESTIMATE = "holiday_estimate"  # expected, not yet announced: changes nothing


CALENDAR_DAY_KIND_LABELS = {
    CalendarDayKind.HOLIDAY: N_("Nghỉ lễ, tết"),
    CalendarDayKind.COMPENSATORY: N_("Nghỉ bù"),
    CalendarDayKind.SWAPPED_OFF: N_("Nghỉ hoán đổi"),
    CalendarDayKind.MAKEUP_WORKDAY: N_("Làm bù"),
    CalendarDayKind.PROPOSED_SWAP: N_("Đề xuất hoán đổi"),
    CalendarDayKind.HOLIDAY_ESTIMATE: N_("Dự kiến nghỉ"),
}


class CalendarDayStatus(StrEnum):
    """Whether a day binds: only the first two do."""

    CONFIRMED = "confirmed"
    COMPUTED = "computed"  # follows from the Labour Code itself
    UNVERIFIED = "unverified"


CALENDAR_DAY_STATUS_LABELS = {
    CalendarDayStatus.CONFIRMED: N_("Đã có thông báo"),
    CalendarDayStatus.COMPUTED: N_("Tính theo luật"),
    CalendarDayStatus.UNVERIFIED: N_("Chưa xác nhận"),
}


class DueStart(StrEnum):
    """From which day the words of a due date count."""

    DOCUMENT = "document"  # the day of the document that says it
    EFFECT = "effect"  # the day on which that document takes effect
    SAID = "said"  # the day on which it was promised or moved
    NAMED = "named"  # the words name the day themselves


DUE_START_LABELS = {
    DueStart.DOCUMENT: N_("ngày của văn bản nguồn"),
    DueStart.EFFECT: N_("ngày văn bản nguồn có hiệu lực"),
    DueStart.SAID: N_("ngày hứa hoặc ngày dời hạn"),
    DueStart.NAMED: N_("ngày nêu trong chính cam kết"),
}
