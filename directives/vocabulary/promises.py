"""Promises: what, by when, how they stand, why they move."""

from enum import StrEnum
from typing import Final

from directives.translation import N_


class CommitmentKind(StrEnum):
    """What was promised."""

    GUIDANCE = "guidance"  # ban hành, trình một văn bản
    ACTION = "action"  # một việc phải làm


COMMITMENT_KIND_LABELS = {
    CommitmentKind.GUIDANCE: N_("Văn bản"),
    CommitmentKind.ACTION: N_("Công việc"),
}


class Precision(StrEnum):
    """How exact the words of a due date are."""

    TIME = "time"
    DAY = "day"  # of one day, or of a period that is named by its first and last day
    WEEK = "week"
    HALF_MONTH = "half_month"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    HORIZON = "horizon"
    SESSION = "session"
    CONDITION = "condition"
    NONE = "none"  # no date was given: a state of its own, chased for a date


OF_A_DAY = frozenset({Precision.TIME, Precision.DAY})
"""Exact to the day: such a date has one; others may wait for theirs."""

PRECISION_LABELS = {
    Precision.TIME: N_("giờ"),
    Precision.DAY: N_("ngày"),
    Precision.WEEK: N_("tuần"),
    Precision.HALF_MONTH: N_("nửa tháng"),
    Precision.MONTH: N_("tháng"),
    Precision.QUARTER: N_("quý"),
    Precision.HALF: N_("nửa năm"),
    Precision.YEAR: N_("năm"),
    Precision.HORIZON: N_("giai đoạn"),
    Precision.SESSION: N_("kỳ họp"),
    Precision.CONDITION: N_("theo điều kiện"),
    Precision.NONE: N_("không có thời hạn"),
}


class Operator(StrEnum):
    """Whether the day named still counts as on time."""

    BEFORE = "before"  # trước ngày D: D no longer counts
    ON_OR_BEFORE = "on_or_before"  # chậm nhất ngày D


class DeadlineKind(StrEnum):
    """What the words of a deadline are; only the first two give a due day at once."""

    DATE = "date"  # a day or period, or a term counted from a known day
    DATETIME = "datetime"  # an hour of a day
    RECURRING = "recurring"  # định kỳ, hằng tháng
    EVENT = "event"  # sau khi Luật được thông qua: the day is known later
    STANDING = "standing"  # thường xuyên
    NONE = "none"  # khẩn trương: urgent words without a date
    START = "start"  # từ ngày D: when it begins, not when it is due
    EFFECT = "effect"  # when a document takes effect
    SUNSET = "sunset"  # until when a document has effect
    PERIOD = "period"  # the period that a report covers
    AS_OF = "asof"  # the day of the figures


DEADLINE_KIND_LABELS = {
    DeadlineKind.DATE: N_("thời hạn"),
    DeadlineKind.DATETIME: N_("thời hạn theo giờ"),
    DeadlineKind.RECURRING: N_("định kỳ"),
    DeadlineKind.EVENT: N_("theo sự kiện"),
    DeadlineKind.STANDING: N_("thường xuyên"),
    DeadlineKind.NONE: N_("không nêu ngày"),
    DeadlineKind.START: N_("ngày bắt đầu"),
    DeadlineKind.EFFECT: N_("ngày có hiệu lực"),
    DeadlineKind.SUNSET: N_("ngày hết hiệu lực"),
    DeadlineKind.PERIOD: N_("kỳ báo cáo"),
    DeadlineKind.AS_OF: N_("thời điểm số liệu"),
}


class MoveReason(StrEnum):
    """Why a promised date moved."""

    WAITING_FOR_DOCUMENT = "waiting_for_document"
    COLLECTING_COMMENTS = "collecting_comments"
    LEGAL_CONFLICT = "legal_conflict"
    RESOURCES = "resources"
    REORGANISATION = "reorganisation"
    HIGHER_DECISION = "higher_decision"
    CALENDAR = "calendar"  # the working calendar changed; not the body's own move
    OTHER = "other"


MOVE_REASON_LABELS = {
    MoveReason.WAITING_FOR_DOCUMENT: N_("Chờ văn bản khác"),
    MoveReason.COLLECTING_COMMENTS: N_("Đang lấy ý kiến"),
    MoveReason.LEGAL_CONFLICT: N_("Vướng mắc pháp lý"),
    MoveReason.RESOURCES: N_("Thiếu nhân lực, kinh phí"),
    MoveReason.REORGANISATION: N_("Sắp xếp tổ chức"),
    MoveReason.HIGHER_DECISION: N_("Theo chỉ đạo của cấp trên"),
    MoveReason.CALENDAR: N_("Lịch làm việc thay đổi"),
    MoveReason.OTHER: N_("Lý do khác"),
}


OWN_REASONS: Final = tuple(one for one in MoveReason if one is not MoveReason.CALENDAR)
"""The reasons that somebody may give: those of a body's own move."""


class CommitmentEventKind(StrEnum):
    """What ended a promise."""

    FULFILLED = "fulfilled"
    WITHDRAWN = "withdrawn"


class CommitmentState(StrEnum):
    """How a promise stands on a day; computed by `rules.promises`, never typed.

    The first four are the official ones (Decision 42/2014/QĐ-TTg); the others are of practice.
    """

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    IN_TIME = "in_time"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"  # in time, within the last days
    UNDATED = "undated"
    PAUSED = "paused"
    AWAITING = "awaiting_confirmation"  # reported as kept; a person has still to confirm it
    DONE_UNDATED = "done_undated"  # kept when it had no date: neither on time nor late
    WITHDRAWN = "withdrawn"


COMMITMENT_STATE_LABELS = {
    CommitmentState.DONE_ON_TIME: N_("Hoàn thành đúng hạn"),
    CommitmentState.DONE_LATE: N_("Hoàn thành quá hạn"),
    CommitmentState.IN_TIME: N_("Đang thực hiện trong hạn"),
    CommitmentState.OVERDUE: N_("Đang thực hiện quá hạn"),
    CommitmentState.DUE_SOON: N_("Sắp đến hạn"),
    CommitmentState.UNDATED: N_("Chưa có thời hạn"),
    CommitmentState.PAUSED: N_("Tạm dừng"),
    CommitmentState.AWAITING: N_("Chờ xác nhận hoàn thành"),
    CommitmentState.DONE_UNDATED: N_("Hoàn thành, không có thời hạn"),
    CommitmentState.WITHDRAWN: N_("Đã rút"),
}


class StepKind(StrEnum):
    """What happened to a promise while it ran, beside the moves of its date."""

    ACCEPTED = "accepted"  # the body says that it is its task
    REJECTED = "rejected"  # the body says that it is not, and why
    TRANSFERRED = "transferred"  # another body answers for it from now on
    PAUSED = "paused"
    RESUMED = "resumed"
    REPORTED = "reported"  # said to be kept, with what shows it
    RETURNED = "returned"  # what was reported does not show it


STEP_KIND_LABELS = {
    StepKind.ACCEPTED: N_("Nhận trách nhiệm"),
    StepKind.REJECTED: N_("Từ chối nhận"),
    StepKind.TRANSFERRED: N_("Chuyển cơ quan khác"),
    StepKind.PAUSED: N_("Tạm dừng"),
    StepKind.RESUMED: N_("Tiếp tục"),
    StepKind.REPORTED: N_("Báo đã hoàn thành"),
    StepKind.RETURNED: N_("Trả lại, chưa xác nhận"),
}


class Responsibility(StrEnum):
    """Whether the body that answers for a promise has said that it does."""

    UNANSWERED = "unanswered"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


RESPONSIBILITY_LABELS = {
    Responsibility.UNANSWERED: N_("Chưa trả lời có nhận hay không"),
    Responsibility.ACCEPTED: N_("Đã nhận trách nhiệm"),
    Responsibility.REJECTED: N_("Đã từ chối, chưa giao cơ quan khác"),
}
