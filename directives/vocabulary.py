"""Words that are stored: enums with their Vietnamese labels.

A member's value is what the database holds and JSON shows; `label` is what a person reads.
"""

from enum import StrEnum

from directives.translation import N_


class Role(StrEnum):
    """What an account may do; the rules are in `rules.permissions`."""

    DRAFTER = "drafter"  # chuyên viên soạn thảo của bộ
    OFFICER = "officer"  # cán bộ tỉnh, xã
    OVERSIGHT = "oversight"  # cơ quan giám sát
    ADMINISTRATOR = "administrator"  # quản trị hệ thống
    SYSTEM = "system"  # the service itself, such as system:cli
    PUBLIC = "public"  # nobody has signed in


ROLE_LABELS = {
    Role.DRAFTER: N_("Chuyên viên soạn thảo"),
    Role.OFFICER: N_("Cán bộ địa phương"),
    Role.OVERSIGHT: N_("Cơ quan giám sát"),
    Role.ADMINISTRATOR: N_("Quản trị hệ thống"),
    Role.SYSTEM: N_("Hệ thống"),
    Role.PUBLIC: N_("Khách"),
}


class RecordState(StrEnum):
    """Where a record of the catalogue stands; not the legal effect of the document."""

    DRAFT = "draft"  # only its own agency's drafters see it
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"  # kept, no longer shown or found


RECORD_STATE_LABELS = {
    RecordState.DRAFT: N_("Bản nháp"),
    RecordState.PUBLISHED: N_("Đã công bố"),
    RecordState.WITHDRAWN: N_("Đã thu hồi"),
}


PRESS_TYPE = "BÁO"
"""Code of a news report: a source of facts, not a document of the administration."""


class DraftingStage(StrEnum):
    """How far the drafting of a document that is not issued yet has come."""

    PREPARING = "preparing"  # đang xây dựng
    COMMENTING = "commenting"  # đang lấy ý kiến
    SUBMITTED = "submitted"  # đã trình
    ISSUED = "issued"  # đã ban hành


DRAFTING_STAGE_LABELS = {
    DraftingStage.PREPARING: N_("Đang xây dựng"),
    DraftingStage.COMMENTING: N_("Đang lấy ý kiến"),
    DraftingStage.SUBMITTED: N_("Đã trình"),
    DraftingStage.ISSUED: N_("Đã ban hành"),
}


class Validity(StrEnum):
    """Legal effect on a day; computed by `rules.effect`, never typed."""

    DRAFT = "draft"
    NOT_YET_IN_FORCE = "not_yet_in_force"
    IN_FORCE = "in_force"
    PARTLY_EXPIRED = "partly_expired"
    EXPIRED = "expired"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"  # báo chí: a source, no document of the law


VALIDITY_LABELS = {
    Validity.DRAFT: N_("Dự thảo"),
    Validity.NOT_YET_IN_FORCE: N_("Chưa có hiệu lực"),
    Validity.IN_FORCE: N_("Còn hiệu lực"),
    Validity.PARTLY_EXPIRED: N_("Hết hiệu lực một phần"),
    Validity.EXPIRED: N_("Hết hiệu lực"),
    Validity.UNKNOWN: N_("Chưa xác định hiệu lực"),
    Validity.NOT_APPLICABLE: N_("Không xét hiệu lực"),
}


class RelationKind(StrEnum):
    """What the source document does to the target; the verbs are in `reference.relations`."""

    HAS_BASIS = "has_basis"
    IMPLEMENTS = "implements"
    GUIDES = "guides"
    AMENDS = "amends"
    REPLACES = "replaces"
    REPEALS = "repeals"
    CORRECTS = "corrects"
    CITES = "cites"
    CONSOLIDATES = "consolidates"
    EXPLAINS = "explains"
    SUSPENDS_EXECUTION = "suspends_execution"
    SUSPENDS_EFFECT = "suspends_effect"
    PROMULGATES = "promulgates"
    RELATED = "related"
    RESPONDS_TO = "responds_to"
    URGES = "urges"
    REVOKES = "revokes"


class ProposalState(StrEnum):
    """Whether a person agreed with what was read."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


PROPOSAL_STATE_LABELS = {
    ProposalState.PROPOSED: N_("Máy đọc, chưa xác nhận"),
    ProposalState.CONFIRMED: N_("Đã xác nhận"),
    ProposalState.REJECTED: N_("Đã bác"),
}


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
    DAY = "day"
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


class MoveReason(StrEnum):
    """Why a promised date moved."""

    WAITING_FOR_DOCUMENT = "waiting_for_document"
    COLLECTING_COMMENTS = "collecting_comments"
    LEGAL_CONFLICT = "legal_conflict"
    RESOURCES = "resources"
    REORGANISATION = "reorganisation"
    HIGHER_DECISION = "higher_decision"
    OTHER = "other"


MOVE_REASON_LABELS = {
    MoveReason.WAITING_FOR_DOCUMENT: N_("Chờ văn bản khác"),
    MoveReason.COLLECTING_COMMENTS: N_("Đang lấy ý kiến"),
    MoveReason.LEGAL_CONFLICT: N_("Vướng mắc pháp lý"),
    MoveReason.RESOURCES: N_("Thiếu nhân lực, kinh phí"),
    MoveReason.REORGANISATION: N_("Sắp xếp tổ chức"),
    MoveReason.HIGHER_DECISION: N_("Theo chỉ đạo của cấp trên"),
    MoveReason.OTHER: N_("Lý do khác"),
}


class CommitmentEventKind(StrEnum):
    """What ended a promise."""

    FULFILLED = "fulfilled"
    WITHDRAWN = "withdrawn"


class CommitmentState(StrEnum):
    """How a promise stands on a day; computed by `rules.promises`, never typed.

    The first four are the official ones (Decision 42/2014/QĐ-TTg).
    """

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    IN_TIME = "in_time"
    OVERDUE = "overdue"
    UNDATED = "undated"
    WITHDRAWN = "withdrawn"


COMMITMENT_STATE_LABELS = {
    CommitmentState.DONE_ON_TIME: N_("Hoàn thành đúng hạn"),
    CommitmentState.DONE_LATE: N_("Hoàn thành quá hạn"),
    CommitmentState.IN_TIME: N_("Đang thực hiện trong hạn"),
    CommitmentState.OVERDUE: N_("Đang thực hiện quá hạn"),
    CommitmentState.UNDATED: N_("Chưa có thời hạn"),
    CommitmentState.WITHDRAWN: N_("Đã rút"),
}


class Audience(StrEnum):
    """Who is told, from the desk to the top."""

    PERSON = "person"
    UNIT_HEAD = "unit_head"
    OFFICE = "office"
    OVERSIGHT = "oversight"


AUDIENCE_LABELS = {
    Audience.PERSON: N_("Người phụ trách"),
    Audience.UNIT_HEAD: N_("Lãnh đạo đơn vị"),
    Audience.OFFICE: N_("Văn phòng bộ"),
    Audience.OVERSIGHT: N_("Cơ quan giám sát"),
}
