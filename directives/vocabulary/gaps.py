"""Gaps and how far documents answer them."""

from enum import StrEnum

from directives.translation import N_


class GapKind(StrEnum):
    """What is wrong with the guidance."""

    NO_GUIDANCE = "no_guidance"
    UNCLEAR = "unclear"
    CONFLICTING = "conflicting"
    OUTDATED = "outdated"
    RESOURCE = "resource"  # people, money, equipment: guidance alone does not close it


GAP_KIND_LABELS = {
    GapKind.NO_GUIDANCE: N_("Chưa có hướng dẫn"),
    GapKind.UNCLEAR: N_("Hướng dẫn chưa rõ"),
    GapKind.CONFLICTING: N_("Hướng dẫn mâu thuẫn"),
    GapKind.OUTDATED: N_("Hướng dẫn lạc hậu"),
    GapKind.RESOURCE: N_("Thiếu nguồn lực"),
}


class GapState(StrEnum):
    """How a gap stands on a day; computed by `rules.coverage`, never typed."""

    OPEN = "open"
    PROMISED = "promised"
    OVERDUE = "overdue"
    INTERIM = "interim"
    PARTLY_COVERED = "partly_covered"
    COVERED = "covered"


GAP_STATE_LABELS = {
    GapState.OPEN: N_("Chưa ai hứa"),
    GapState.PROMISED: N_("Đã có cam kết"),
    GapState.OVERDUE: N_("Cam kết quá hạn"),
    GapState.INTERIM: N_("Có hướng dẫn tạm thời"),
    GapState.PARTLY_COVERED: N_("Đáp ứng một phần"),
    GapState.COVERED: N_("Đã đáp ứng"),
}


class Extent(StrEnum):
    """How far a document answers a gap."""

    FULL = "full"
    PARTIAL = "partial"
    INTERIM = "interim"


EXTENT_LABELS = {
    Extent.FULL: N_("Đáp ứng đầy đủ"),
    Extent.PARTIAL: N_("Đáp ứng một phần"),
    Extent.INTERIM: N_("Hướng dẫn tạm thời"),
}
