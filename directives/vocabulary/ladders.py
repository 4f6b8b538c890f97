"""The ladders by which people are reminded."""

from enum import StrEnum

from directives.translation import N_


class LadderKind(StrEnum):
    """For which promises a ladder is."""

    DATED = "dated"  # days after the due date, before it if negative
    UNDATED = "undated"  # days after the promise: chased for a date


LADDER_KIND_LABELS = {
    LadderKind.DATED: N_("Cam kết có thời hạn"),
    LadderKind.UNDATED: N_("Cam kết chưa có thời hạn"),
}
