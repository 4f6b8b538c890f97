"""What a sector lacks, and what was decided of it: figures, merges, decisions by hand."""

from datetime import date, datetime

from pydantic import model_validator
from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from directives.errors import ValueInvalid
from directives.models.base import stored_enum
from directives.models.coverage_link import CoverageLink, NewCoverageLink
from directives.models.gap_report import GapReport, NewGapReport
from directives.rules.coverage import BY_HAND
from directives.translation import N_
from directives.vocabulary import DecisionKind, GapKind, GapState, MergeKind

__all__ = [
    "CoverageLink",
    "Gap",
    "GapDecision",
    "GapFigure",
    "GapMerge",
    "GapQuery",
    "GapReport",
    "NewCoverageLink",
    "NewGap",
    "NewGapDecision",
    "NewGapFigure",
    "NewGapReport",
]

_INTERIM_ENDS = N_("Hướng dẫn tạm thời phải có ngày cuối áp dụng.")
_OVERRIDE_ENDS = N_("Tình trạng đặt bằng tay phải nêu tình trạng và ngày cuối áp dụng.")
_NOT_BY_HAND = N_("Tình trạng này không đặt tạm bằng tay được; hãy chọn loại quyết định của nó.")
_APPROVED = N_("Phải nêu người có thẩm quyền đã duyệt.")


class NewGap(SQLModel):
    """What is said to open a gap."""

    title: str = Field(min_length=3, max_length=500)
    description: str = Field(default="", max_length=10_000)  # what is missing
    kind: GapKind = Field(default=GapKind.NO_GUIDANCE, sa_type=stored_enum(GapKind))
    sector_id: int | None = Field(default=None, foreign_key="sector.id", index=True)
    procedure_code: str = Field(default="", max_length=50)  # thủ tục hành chính: "1.012754"
    procedure_name: str = Field(default="", max_length=500)
    raised_by: str = Field(min_length=1, max_length=300)  # words: "Thủ tướng Chính phủ"
    raised_on: date | None = None
    affected_count: int | None = Field(default=None, ge=0)
    affected_unit: str = Field(default="", max_length=100)  # "hồ sơ", "người", "xã"
    interim_instruction: str = Field(default="", max_length=10_000)  # what to do meanwhile
    interim_until: date | None = None  # last day of it, inclusive
    scope: str = Field(default="", max_length=200_000)  # rules.scope.Scope; empty: the nation
    source_document_id: int | None = Field(default=None, foreign_key="document.id")
    source_quote: str = Field(default="", max_length=5_000)

    @model_validator(mode="after")
    def check_interim_ends(self) -> "NewGap":
        """Refuse an interim instruction that would never end."""
        if self.interim_instruction and self.interim_until is None:
            raise ValueInvalid(field="interim_until", reason=_INTERIM_ENDS)
        return self


class Gap(NewGap, table=True):
    """A lack of guidance. Its state is computed from links and promises, never typed.

    The columns are those that hold now: what they were is in facts (`services.gap_facts`). A
    field that never changed has no facts.
    """

    __tablename__ = "gap"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)  # "GAP-01", "KT-30"
    account_id: int | None = Field(default=None, foreign_key="account.id")  # who opened it
    recorded_at: datetime
    merged_into_id: int | None = Field(default=None, foreign_key="gap.id", index=True)
    changed_at: datetime | None = None  # the last fact about it was recorded; none: never
    holds_from: date | None = None  # the last of its facts holds from this day on


class NewGapFigure(SQLModel):
    """What is said to measure a gap on a day."""

    name: str = Field(min_length=1, max_length=200)
    value: float
    unit: str = Field(default="", max_length=100)
    as_of: date
    source_document_id: int | None = Field(default=None, foreign_key="document.id")
    source_quote: str = Field(default="", max_length=5_000)


class GapFigure(NewGapFigure, table=True):
    """A figure of a gap on a day. Append-only: a newer reading stands beside the older."""

    __tablename__ = "gap_figure"

    id: int | None = Field(default=None, primary_key=True)
    gap_id: int = Field(foreign_key="gap.id", index=True)
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime


class GapMerge(SQLModel, table=True):
    """A gap became part of another, or parted from it again. Append-only."""

    __tablename__ = "gap_merge"
    __table_args__ = (CheckConstraint("gap_id <> survivor_id", "not_into_itself"),)

    id: int | None = Field(default=None, primary_key=True)
    gap_id: int = Field(foreign_key="gap.id", index=True)
    survivor_id: int = Field(foreign_key="gap.id", index=True)
    kind: MergeKind = Field(sa_type=stored_enum(MergeKind))
    held_on: date
    reason: str = ""
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime


class NewGapDecision(SQLModel):
    """What a person decides of the state of a gap, and why."""

    kind: DecisionKind = Field(sa_type=stored_enum(DecisionKind))
    state: GapState | None = Field(default=None, sa_type=stored_enum(GapState))
    reason: str = Field(min_length=3, max_length=5_000)
    approved_by: str = Field(default="", max_length=300)  # who may decide so, in words
    expires_on: date | None = None  # last day of an override, inclusive

    @model_validator(mode="after")
    def check_complete(self) -> "NewGapDecision":
        """Refuse an override to no state by hand or without an end, and what nobody approved."""
        overrides = self.kind is DecisionKind.OVERRIDE
        if overrides and (self.state is None or self.expires_on is None):
            raise ValueInvalid(field="expires_on", reason=_OVERRIDE_ENDS)
        if overrides and self.state not in BY_HAND:
            raise ValueInvalid(field="state", reason=_NOT_BY_HAND)
        if self.kind is DecisionKind.NOT_APPLICABLE and not self.approved_by.strip():
            raise ValueInvalid(field="approved_by", reason=_APPROVED)
        return self


class GapDecision(NewGapDecision, table=True):
    """A decision by hand. Append-only; the last known one counts, an override until its day."""

    __tablename__ = "gap_decision"
    __table_args__ = (
        CheckConstraint("reason <> ''", "says_why"),
        CheckConstraint("(kind = 'override') = (state IS NOT NULL)", "override_names_a_state"),
        CheckConstraint("(kind = 'override') = (expires_on IS NOT NULL)", "override_ends"),
        CheckConstraint("kind <> 'not_applicable' OR approved_by <> ''", "is_approved"),
    )

    id: int | None = Field(default=None, primary_key=True)
    gap_id: int = Field(foreign_key="gap.id", index=True)
    held_on: date
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime


class GapQuery(SQLModel, table=True):
    """A search that found nothing and became a gap."""

    __tablename__ = "gap_query"

    query_folded: str = Field(primary_key=True)
    gap_id: int = Field(foreign_key="gap.id", index=True)
    recorded_at: datetime
