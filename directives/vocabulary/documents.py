"""Documents: their records, drafting, effect and relations."""

from enum import StrEnum

from directives.translation import N_


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


PRESS_TYPE = "BAO"
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
    PARTLY_SUSPENDED = "partly_suspended"  # the other provisions are in force, these return
    SUSPENDED = "suspended"
    EXPIRED = "expired"  # its own term ended
    REPEALED = "repealed"  # by another document: bãi bỏ, thu hồi
    SUPERSEDED = "superseded"  # another document took its place
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"  # báo chí: a source, no document of the law


VALIDITY_LABELS = {
    Validity.DRAFT: N_("Dự thảo"),
    Validity.NOT_YET_IN_FORCE: N_("Chưa có hiệu lực"),
    Validity.IN_FORCE: N_("Còn hiệu lực"),
    Validity.PARTLY_EXPIRED: N_("Hết hiệu lực một phần"),
    Validity.PARTLY_SUSPENDED: N_("Ngưng hiệu lực một phần"),
    Validity.SUSPENDED: N_("Ngưng hiệu lực"),
    Validity.EXPIRED: N_("Hết hiệu lực"),
    Validity.REPEALED: N_("Hết hiệu lực, bị bãi bỏ"),
    Validity.SUPERSEDED: N_("Hết hiệu lực, bị thay thế"),
    Validity.UNKNOWN: N_("Chưa xác định hiệu lực"),
    Validity.NOT_APPLICABLE: N_("Không xét hiệu lực"),
}


class Missing(StrEnum):
    """What would have to be known to tell the legal effect."""

    ISSUE_DAY = "issued_on"
    EFFECT_DAY = "effective_on"
    ACT_DAY = "acts_from"  # the day from which another document ends or changes this one
    AMENDED_PROVISIONS = "target_provision"  # which provisions are amended, ended or suspended


MISSING_LABELS = {
    Missing.ISSUE_DAY: N_("ngày ban hành"),
    Missing.EFFECT_DAY: N_("ngày có hiệu lực"),
    Missing.ACT_DAY: N_("ngày văn bản khác bắt đầu tác động"),
    Missing.AMENDED_PROVISIONS: N_("điều, khoản nào chịu tác động"),
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
