"""Words that are stored: enums with their Vietnamese labels.

A member's value is what the database holds and JSON shows; its label is what a person reads.
"""

from directives.vocabulary.calendar import (
    CALENDAR_DAY_KIND_LABELS,
    CALENDAR_DAY_STATUS_LABELS,
    CalendarDayKind,
    CalendarDayStatus,
)
from directives.vocabulary.documents import (
    DRAFTING_STAGE_LABELS,
    PRESS_TYPE,
    PROPOSAL_STATE_LABELS,
    RECORD_STATE_LABELS,
    VALIDITY_LABELS,
    DraftingStage,
    ProposalState,
    RecordState,
    RelationKind,
    Validity,
)
from directives.vocabulary.gaps import (
    EXTENT_LABELS,
    GAP_KIND_LABELS,
    GAP_STATE_LABELS,
    Extent,
    GapKind,
    GapState,
)
from directives.vocabulary.people import (
    AUDIENCE_LABELS,
    ROLE_LABELS,
    Audience,
    Role,
)
from directives.vocabulary.promises import (
    COMMITMENT_KIND_LABELS,
    COMMITMENT_STATE_LABELS,
    DEADLINE_KIND_LABELS,
    MOVE_REASON_LABELS,
    PRECISION_LABELS,
    CommitmentEventKind,
    CommitmentKind,
    CommitmentState,
    DeadlineKind,
    MoveReason,
    Operator,
    Precision,
)

__all__ = [
    "AUDIENCE_LABELS",
    "CALENDAR_DAY_KIND_LABELS",
    "CALENDAR_DAY_STATUS_LABELS",
    "COMMITMENT_KIND_LABELS",
    "COMMITMENT_STATE_LABELS",
    "DEADLINE_KIND_LABELS",
    "DRAFTING_STAGE_LABELS",
    "EXTENT_LABELS",
    "GAP_KIND_LABELS",
    "GAP_STATE_LABELS",
    "MOVE_REASON_LABELS",
    "PRECISION_LABELS",
    "PRESS_TYPE",
    "PROPOSAL_STATE_LABELS",
    "RECORD_STATE_LABELS",
    "ROLE_LABELS",
    "VALIDITY_LABELS",
    "Audience",
    "CalendarDayKind",
    "CalendarDayStatus",
    "CommitmentEventKind",
    "CommitmentKind",
    "CommitmentState",
    "DeadlineKind",
    "DraftingStage",
    "Extent",
    "GapKind",
    "GapState",
    "MoveReason",
    "Operator",
    "Precision",
    "ProposalState",
    "RecordState",
    "RelationKind",
    "Role",
    "Validity",
]
