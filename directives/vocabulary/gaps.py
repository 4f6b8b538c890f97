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
    CONFIRMED = "confirmed"  # covered, and the places that waited say that it is clear
    SUSPECT = "suspect"  # what answered it, or what it asks, has changed since
    NOT_APPLICABLE = "not_applicable"
    CLOSED = "closed"


GAP_STATE_LABELS = {
    GapState.OPEN: N_("Chưa ai hứa"),
    GapState.PROMISED: N_("Đã có cam kết"),
    GapState.OVERDUE: N_("Cam kết quá hạn"),
    GapState.INTERIM: N_("Có hướng dẫn tạm thời"),
    GapState.PARTLY_COVERED: N_("Đáp ứng một phần"),
    GapState.COVERED: N_("Đã đáp ứng"),
    GapState.CONFIRMED: N_("Địa phương xác nhận đã rõ"),
    GapState.SUSPECT: N_("Cần xem lại"),
    GapState.NOT_APPLICABLE: N_("Không thuộc diện hướng dẫn"),
    GapState.CLOSED: N_("Đã kết thúc"),
}


class Extent(StrEnum):
    """How far a document answers a gap."""

    FULL = "full"
    PARTIAL = "partial"
    INTERIM = "interim"
    CONFLICTING = "conflicting"  # it says otherwise than another answer; shown, never covers


EXTENT_LABELS = {
    Extent.FULL: N_("Đáp ứng đầy đủ"),
    Extent.PARTIAL: N_("Đáp ứng một phần"),
    Extent.INTERIM: N_("Hướng dẫn tạm thời"),
    Extent.CONFLICTING: N_("Mâu thuẫn với hướng dẫn khác"),
}


class LinkEventKind(StrEnum):
    """What happened to the link of a document and a gap."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    SUSPECTED = "suspected"  # one end changed
    REANCHORED = "reanchored"  # the quoted words were found again in a changed text


LINK_EVENT_KIND_LABELS = {
    LinkEventKind.PROPOSED: N_("Máy đề xuất"),
    LinkEventKind.CONFIRMED: N_("Xác nhận"),
    LinkEventKind.REJECTED: N_("Bác"),
    LinkEventKind.SUSPECTED: N_("Cần xem lại"),
    LinkEventKind.REANCHORED: N_("Tìm lại được đoạn trích"),
}


class DecisionKind(StrEnum):
    """What a person decided about a gap, against or beside what is computed."""

    OVERRIDE = "override"  # a state by hand, with a reason and a last day
    NOT_APPLICABLE = "not_applicable"
    CLOSE = "close"
    LIFT = "lift"  # back to what is computed


DECISION_KIND_LABELS = {
    DecisionKind.OVERRIDE: N_("Đặt tình trạng bằng tay"),
    DecisionKind.NOT_APPLICABLE: N_("Xác định không thuộc diện hướng dẫn"),
    DecisionKind.CLOSE: N_("Kết thúc"),
    DecisionKind.LIFT: N_("Trở lại tình trạng tính toán"),
}


class MergeKind(StrEnum):
    """Two gaps become one, or part again."""

    MERGE = "merge"
    SPLIT = "split"
