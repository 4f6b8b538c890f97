"""What places say, and what becomes of it."""

from enum import StrEnum

from directives.translation import N_


class ReportState(StrEnum):
    """How far the answer to a place's report has come."""

    RECEIVED = "received"
    FORWARDED = "forwarded"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"  # by the place itself: it waits no longer


REPORT_STATE_LABELS = {
    ReportState.RECEIVED: N_("Đã tiếp nhận"),
    ReportState.FORWARDED: N_("Đã chuyển"),
    ReportState.IN_PROGRESS: N_("Đang xử lý"),
    ReportState.ANSWERED: N_("Đã trả lời"),
    ReportState.DUPLICATE: N_("Trùng với phản ánh khác"),
    ReportState.WITHDRAWN: N_("Địa phương đã rút"),
}


class Clarity(StrEnum):
    """What a place says of guidance that it has read."""

    CLEAR = "clear"
    UNCLEAR = "unclear"
    NOT_FITTING = "not_fitting"
    TAKEN_BACK = "taken_back"


CLARITY_LABELS = {
    Clarity.CLEAR: N_("Rõ, làm được"),
    Clarity.UNCLEAR: N_("Chưa rõ"),
    Clarity.NOT_FITTING: N_("Không hợp với trường hợp của chúng tôi"),
    Clarity.TAKEN_BACK: N_("Đã rút ý kiến"),
}
