"""The ladders by which people are reminded, and on what they stand."""

from enum import StrEnum

from directives.translation import N_


class LadderKind(StrEnum):
    """For which promises a ladder is."""

    DATED = "dated"  # days after the due date, before it if negative
    UNDATED = "undated"  # days after the promise: chased for a date
    STAGE = "stage"  # days after the deadline of the stage in which the promise is


LADDER_KIND_LABELS = {
    LadderKind.DATED: N_("Cam kết có thời hạn"),
    LadderKind.UNDATED: N_("Cam kết chưa có thời hạn"),
    LadderKind.STAGE: N_("Bước của cam kết"),
}


class NoticeBasis(StrEnum):
    """On which deadline of a promise a notice stands."""

    DUE = "due"  # the one said in public, or that none was given
    INTERNAL = "internal"  # the one that the body set itself
    STAGE = "stage"  # that of the stage in which the promise is
    REPORT = "report"  # the day on which it was reported as kept, until that is confirmed
    PAUSE = "pause"  # the day on which it was paused, until it is resumed
    REJECTION = "rejection"  # the day on which its body rejected it, until a body has it again


NOTICE_BASIS_LABELS = {
    NoticeBasis.DUE: N_("Thời hạn công khai"),
    NoticeBasis.INTERNAL: N_("Hạn nội bộ"),
    NoticeBasis.STAGE: N_("Thời hạn của bước"),
    NoticeBasis.REPORT: N_("Ngày báo đã hoàn thành"),
    NoticeBasis.PAUSE: N_("Ngày tạm dừng"),
    NoticeBasis.REJECTION: N_("Ngày từ chối nhận"),
}
