"""The word and the tone that a stored value takes on a page."""

from collections.abc import Mapping
from enum import StrEnum
from gettext import NullTranslations
from typing import Any

from directives import vocabulary as words

# Members of different enums may be equal as strings, so each enum keeps its own table.
LABELS: dict[type[StrEnum], Mapping[Any, str]] = {
    words.Role: words.ROLE_LABELS,
    words.RecordState: words.RECORD_STATE_LABELS,
    words.DraftingStage: words.DRAFTING_STAGE_LABELS,
    words.Validity: words.VALIDITY_LABELS,
    words.Missing: words.MISSING_LABELS,
    words.SuspicionReason: words.SUSPICION_REASON_LABELS,
    words.SuspicionOutcome: words.SUSPICION_OUTCOME_LABELS,
    words.Sureness: words.SURENESS_LABELS,
    words.ChangeKind: words.CHANGE_KIND_LABELS,
    words.ProposalState: words.PROPOSAL_STATE_LABELS,
    words.GapKind: words.GAP_KIND_LABELS,
    words.GapState: words.GAP_STATE_LABELS,
    words.ExpectationStanding: words.EXPECTATION_STANDING_LABELS,
    words.Extent: words.EXTENT_LABELS,
    words.LinkEventKind: words.LINK_EVENT_KIND_LABELS,
    words.DecisionKind: words.DECISION_KIND_LABELS,
    words.ReportState: words.REPORT_STATE_LABELS,
    words.Clarity: words.CLARITY_LABELS,
    words.CommitmentKind: words.COMMITMENT_KIND_LABELS,
    words.Precision: words.PRECISION_LABELS,
    words.CalendarDayKind: words.CALENDAR_DAY_KIND_LABELS,
    words.LadderKind: words.LADDER_KIND_LABELS,
    words.DueStart: words.DUE_START_LABELS,
    words.MoveReason: words.MOVE_REASON_LABELS,
    words.CommitmentState: words.COMMITMENT_STATE_LABELS,
    words.StepKind: words.STEP_KIND_LABELS,
    words.Stage: words.STAGE_LABELS,
    words.Procedure: words.PROCEDURE_LABELS,
    words.DayUnit: words.DAY_UNIT_LABELS,
    words.Responsibility: words.RESPONSIBILITY_LABELS,
    words.Audience: words.AUDIENCE_LABELS,
    words.NoticeBasis: words.NOTICE_BASIS_LABELS,
    words.Alarm: words.ALARM_LABELS,
    words.MailAnswerKind: words.MAIL_ANSWER_LABELS,
    words.FileStanding: words.FILE_STANDING_LABELS,
    words.ConfidenceBand: words.CONFIDENCE_BAND_LABELS,
    words.ReviewOutcome: words.REVIEW_OUTCOME_LABELS,
    words.Sameness: words.SAMENESS_LABELS,
    words.PendingOutcome: words.PENDING_OUTCOME_LABELS,
    words.WebhookTopic: words.WEBHOOK_TOPIC_LABELS,
    words.WebhookTrouble: words.WEBHOOK_TROUBLE_LABELS,
}

# A tone is a colour and a shape of the style sheet (`.badge-…`); the word is always beside it.
TONES: dict[type[StrEnum], Mapping[Any, str]] = {
    words.RecordState: {
        words.RecordState.DRAFT: "open",
        words.RecordState.PUBLISHED: "done",
        words.RecordState.WITHDRAWN: "ended",
    },
    words.Validity: {
        words.Validity.DRAFT: "open",
        words.Validity.NOT_YET_IN_FORCE: "open",
        words.Validity.IN_FORCE: "done",
        words.Validity.PARTLY_EXPIRED: "soon",
        words.Validity.PARTLY_SUSPENDED: "soon",
        words.Validity.SUSPENDED: "late",
        words.Validity.EXPIRED: "ended",
        words.Validity.REPEALED: "ended",
        words.Validity.SUPERSEDED: "ended",
        words.Validity.UNKNOWN: "suspect",
        words.Validity.NOT_APPLICABLE: "ended",
    },
    words.ProposalState: {
        words.ProposalState.PROPOSED: "suspect",
        words.ProposalState.CONFIRMED: "done",
        words.ProposalState.REJECTED: "ended",
    },
    words.GapState: {
        words.GapState.OPEN: "undated",
        words.GapState.PROMISED: "open",
        words.GapState.OVERDUE: "late",
        words.GapState.INTERIM: "soon",
        words.GapState.PARTLY_COVERED: "soon",
        words.GapState.COVERED: "done",
        words.GapState.CONFIRMED: "done",
        words.GapState.SUSPECT: "suspect",
        words.GapState.NOT_APPLICABLE: "ended",
        words.GapState.CLOSED: "ended",
    },
    words.ExpectationStanding: {
        words.ExpectationStanding.PROPOSED: "suspect",
        words.ExpectationStanding.REJECTED: "ended",
        words.ExpectationStanding.WAITING: "open",
        words.ExpectationStanding.IN_DEBT: "late",
        words.ExpectationStanding.LAPSED: "ended",
        words.ExpectationStanding.FULFILLED: "done",
        words.ExpectationStanding.FULFILLED_LATE: "done",
    },
    words.Extent: {
        words.Extent.FULL: "done",
        words.Extent.PARTIAL: "soon",
        words.Extent.INTERIM: "soon",
        words.Extent.CONFLICTING: "late",
    },
    words.ReportState: {
        words.ReportState.RECEIVED: "open",
        words.ReportState.FORWARDED: "open",
        words.ReportState.IN_PROGRESS: "open",
        words.ReportState.ANSWERED: "done",
        words.ReportState.DUPLICATE: "ended",
        words.ReportState.WITHDRAWN: "ended",
    },
    words.Clarity: {
        words.Clarity.CLEAR: "done",
        words.Clarity.UNCLEAR: "soon",
        words.Clarity.NOT_FITTING: "late",
        words.Clarity.TAKEN_BACK: "ended",
    },
    words.ConfidenceBand: {
        words.ConfidenceBand.HIGH: "done",
        words.ConfidenceBand.MEDIUM: "soon",
        words.ConfidenceBand.LOW: "suspect",
    },
    words.CommitmentState: {
        words.CommitmentState.DONE_ON_TIME: "done",
        words.CommitmentState.DONE_UNDATED: "done",
        words.CommitmentState.DONE_LATE: "done",
        words.CommitmentState.IN_TIME: "open",
        words.CommitmentState.OVERDUE: "late",
        words.CommitmentState.DUE_SOON: "soon",
        words.CommitmentState.UNDATED: "undated",
        words.CommitmentState.PAUSED: "ended",
        words.CommitmentState.AWAITING: "suspect",
        words.CommitmentState.WITHDRAWN: "ended",
    },
}


def label(value: StrEnum, *, catalogue: NullTranslations) -> str:
    """Return the word for a stored value, in the reader's language."""
    return catalogue.gettext(LABELS[type(value)][value])


def tone(value: StrEnum) -> str:
    """Return the tone of a state: late, soon, done, open, suspect, undated or ended."""
    return TONES[type(value)][value]
