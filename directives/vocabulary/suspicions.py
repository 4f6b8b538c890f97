"""What became doubtful because something under it changed."""

from enum import StrEnum

from directives.translation import N_


class SuspectKind(StrEnum):
    """What a suspicion is about; a gap is suspect through the link that covers it."""

    DOCUMENT = "document"
    COVERAGE_LINK = "coverage_link"


class SuspicionReason(StrEnum):
    """What happened to the document that the suspect rests on."""

    AMENDED = "amended"
    REPLACED = "replaced"
    REPEALED = "repealed"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    RECALLED = "recalled"
    DAY_UNKNOWN = "day_unknown"  # it may have been ended or suspended: since when, nobody said


SUSPICION_REASON_LABELS = {
    SuspicionReason.AMENDED: N_("Căn cứ được sửa đổi, bổ sung"),
    SuspicionReason.REPLACED: N_("Căn cứ bị thay thế"),
    SuspicionReason.REPEALED: N_("Căn cứ bị bãi bỏ"),
    SuspicionReason.SUSPENDED: N_("Căn cứ bị tạm ngưng hiệu lực"),
    SuspicionReason.EXPIRED: N_("Căn cứ hết thời hạn hiệu lực"),
    SuspicionReason.RECALLED: N_("Căn cứ bị thu hồi"),
    SuspicionReason.DAY_UNKNOWN: N_(
        "Căn cứ có thể đã hết hoặc ngưng hiệu lực (chưa rõ ngày có hiệu lực)"
    ),
}


class SuspicionOutcome(StrEnum):
    """What a person decided about a suspicion."""

    CLEARED = "cleared"  # looked at: it still holds, or was kept by an announcement
    ACTED = "acted"  # something was done about it: a new document, a letter
    EXPIRED = "expired"  # it falls with its parent (Law 64/2025/QH15 Art. 57.2)


SUSPICION_OUTCOME_LABELS = {
    SuspicionOutcome.CLEARED: N_("Đã xem: vẫn dùng được"),
    SuspicionOutcome.ACTED: N_("Đã xử lý"),
    SuspicionOutcome.EXPIRED: N_("Xác nhận hết hiệu lực theo văn bản được quy định chi tiết"),
}
