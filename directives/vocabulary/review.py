"""Review: what a drafter made of what was read, and of a file that seems to be here already."""

from enum import StrEnum

from directives.translation import N_


class FileStanding(StrEnum):
    """What a file is to its document."""

    CURRENT = "current"  # its text and provisions are the document's
    ATTACHMENT = "attachment"  # belongs to the document, is not its text
    SUPERSEDED = "superseded"  # was current until a newer version came; kept


FILE_STANDING_LABELS = {
    FileStanding.CURRENT: N_("Bản hiện hành"),
    FileStanding.ATTACHMENT: N_("Tệp kèm theo"),
    FileStanding.SUPERSEDED: N_("Bản cũ, được giữ lại"),
}


class ConfidenceBand(StrEnum):
    """How far a suggestion can be trusted, for people; the limits are in `rules.confidence`."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


CONFIDENCE_BAND_LABELS = {
    ConfidenceBand.HIGH: N_("chắc chắn"),
    ConfidenceBand.MEDIUM: N_("khá chắc chắn"),
    ConfidenceBand.LOW: N_("nên xem lại"),
}


class ReviewOutcome(StrEnum):
    """What became of one field of a reading."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"  # with no suggested value: the reading had missed it
    CLEARED = "cleared"


REVIEW_OUTCOME_LABELS = {
    ReviewOutcome.ACCEPTED: N_("Chấp nhận"),
    ReviewOutcome.CORRECTED: N_("Sửa"),
    ReviewOutcome.CLEARED: N_("Xóa"),
}


class Sameness(StrEnum):
    """In what a file equals a document of the catalogue."""

    BYTES = "bytes"
    TEXT = "text"
    NUMBER = "number"
    NEAR_TEXT = "near_text"


SAMENESS_LABELS = {
    Sameness.BYTES: N_("Cùng một tệp, giống từng byte"),
    Sameness.TEXT: N_("Khác tệp nhưng cùng một nội dung, giống từng chữ"),
    Sameness.NUMBER: N_("Cùng số, ký hiệu, cơ quan và năm ban hành"),
    Sameness.NEAR_TEXT: N_("Nội dung gần như giống hệt"),
}


class PendingOutcome(StrEnum):
    """What a drafter decided about a file that seems to be here already."""

    ATTACHED = "attached"
    NEW_VERSION = "new_version"
    REGISTERED_ANYWAY = "registered_anyway"


PENDING_OUTCOME_LABELS = {
    PendingOutcome.ATTACHED: N_("Gắn làm tệp kèm theo"),
    PendingOutcome.NEW_VERSION: N_("Ghi nhận là bản mới"),
    PendingOutcome.REGISTERED_ANYWAY: N_("Vẫn đăng ký thành văn bản riêng"),
}
