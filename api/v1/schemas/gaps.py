"""The JSON of gaps."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Self

from pydantic import AwareDatetime, BaseModel, Field

from api.v1.schemas.commitments import CommitmentOut
from api.v1.schemas.coverage import CoverageLinkOut
from api.v1.schemas.gap_reports import GapReportOut
from api.v1.schemas.values import Day, Key, Received
from directives.models.base import saved_id
from directives.models.gap import GapDecision, GapFigure
from directives.rules.scope import Scope
from directives.services.gap_views import GapDetail, GapView
from directives.services.report_views import ReportView
from directives.vocabulary import DecisionKind, GapKind, GapState


class ExemptionOut(BaseModel):
    """A place that the gap does not concern, and why."""

    place: str
    reason: str


class ScopeOut(BaseModel):
    """Whom the gap concerns; with every list empty, the whole nation."""

    provinces: list[str]
    kinds: list[str]
    places: list[str]
    exemptions: list[ExemptionOut]

    @classmethod
    def of(cls, scope: Scope) -> Self:
        """Return the shape of a scope."""
        return cls(
            provinces=sorted(scope.provinces),
            kinds=sorted(scope.kinds),
            places=sorted(scope.places),
            exemptions=[
                ExemptionOut(place=place, reason=reason)
                for place, reason in sorted(scope.exemptions.items())
            ],
        )


class GapOut(BaseModel):
    """A gap and how it stands.

    `state` is what counts, `computed_state` what links, promises and places say; they differ
    where a person decided otherwise. `places_waiting` have no answer yet.
    """

    id: int
    code: str
    title: str
    description: str
    kind: GapKind
    state: GapState
    computed_state: GapState
    is_conflicting: bool
    sector: str | None
    procedure_code: str
    procedure_name: str
    raised_by: str
    raised_on: date | None
    affected_count: int | None
    affected_unit: str
    interim_instruction: str
    interim_until: date | None
    scope: ScopeOut
    source_document_id: int | None
    source_quote: str
    places_reported: int
    places_waiting: int
    waiting_since: date | None
    merged_into: int | None
    commitment_ids: list[int]
    document_ids: list[int]
    url: str

    @classmethod
    def of(cls, view: GapView, sectors: dict[int, str]) -> Self:
        """Return the shape of a gap; `sectors` are codes by key."""
        same = set(cls.model_fields) & set(type(view.gap).model_fields)
        return cls(
            state=view.state,
            computed_state=view.standing.computed,
            is_conflicting=view.standing.is_conflicting,
            sector=sectors.get(view.gap.sector_id or 0),
            scope=ScopeOut.of(Scope.parse(view.gap.scope)),
            places_reported=view.standing.reported,
            places_waiting=view.standing.waiting,
            waiting_since=view.standing.waiting_since,
            merged_into=view.standing.survivor_id,
            commitment_ids=[saved_id(promise.commitment) for promise in view.promises],
            document_ids=list(view.document_ids),
            url=f"/khoang-trong/{view.gap.id}",
            **view.gap.model_dump(include=same - {"scope"}),
        )


class GapListOut(BaseModel):
    """Gaps on a day, by code; `total` counts those that match, `gaps` are one page of them."""

    as_of: date
    total: int
    gaps: list[GapOut]


class FigureOut(BaseModel):
    """A figure of the gap on a day."""

    name: str
    value: float
    unit: str
    as_of: date
    source_document_id: int | None
    source_quote: str

    @classmethod
    def of(cls, figure: GapFigure) -> Self:
        """Return the shape of a figure."""
        return cls(**figure.model_dump(include=set(cls.model_fields)))


class GapDecisionOut(BaseModel):
    """What a person decided of the state of the gap; `by` is told to those who signed in.

    The last one counts, an override to its last day `expires_on`. `approved_by` are words.
    """

    kind: DecisionKind
    state: GapState | None
    reason: str
    approved_by: str
    expires_on: date | None
    held_on: date
    recorded_at: AwareDatetime
    by: str | None

    @classmethod
    def of(cls, decision: GapDecision, by: str) -> Self:
        """Return the shape of a decision."""
        same = set(cls.model_fields) - {"by"}
        return cls(by=by or None, **decision.model_dump(include=same))


class GapDetailOut(GapOut):
    """A gap with who waits, what was promised, what answers it and what was decided by hand."""

    reports: list[GapReportOut]
    commitments: list[CommitmentOut]
    links: list[CoverageLinkOut]
    figures: list[FigureOut]
    decisions: list[GapDecisionOut]

    @classmethod
    def of_view(
        cls,
        view: GapDetail,
        sectors: dict[int, str],
        commitments: Sequence[CommitmentOut],
        *,
        links: Sequence[CoverageLinkOut],
        reports: Sequence[ReportView],
        figures: Sequence[GapFigure],
        decisions: Sequence[GapDecisionOut],
        readable: Collection[int],
    ) -> Self:
        """Return the shape of a gap and all that belongs to it."""
        return cls(
            **GapOut.of(view, sectors).model_dump(),
            reports=[GapReportOut.of(report, readable) for report in reports],
            commitments=list(commitments),
            links=list(links),
            figures=[FigureOut.of(figure) for figure in figures],
            decisions=list(decisions),
        )


class ScopeIn(Received):
    """Whom the gap concerns: codes of places, kinds of commune, and reasons by exempt place."""

    provinces: list[str] = Field(default=[], max_length=100)
    kinds: list[str] = Field(default=[], max_length=3)
    places: list[str] = Field(default=[], max_length=5_000)
    exemptions: dict[str, str] = Field(default={}, max_length=5_000)

    def stored(self) -> str:
        """Return the scope as it is stored."""
        scope = Scope(
            frozenset(self.provinces),
            frozenset(self.kinds),
            frozenset(self.places),
            self.exemptions,
        )
        scope.check()
        return str(scope)


class GapWords(Received):
    """What may be said of a gap beside its title; `sector` is a code."""

    description: str = Field(default="", max_length=10_000)
    kind: GapKind = GapKind.NO_GUIDANCE
    sector: str = Field(default="", max_length=100)
    procedure_code: str = Field(default="", max_length=50)
    procedure_name: str = Field(default="", max_length=500)
    raised_on: Day | None = None
    affected_count: int | None = Field(default=None, ge=0, le=2_000_000_000)
    affected_unit: str = Field(default="", max_length=100)
    interim_instruction: str = Field(default="", max_length=10_000)
    interim_until: Day | None = None
    scope: ScopeIn = ScopeIn()
    source_document_id: Key | None = None
    source_quote: str = Field(default="", max_length=5_000)


class GapIn(GapWords):
    """What is said to open a gap; `raised_by` are words."""

    title: str = Field(min_length=3, max_length=500)
    raised_by: str = Field(min_length=1, max_length=300)


class GapEditIn(GapWords):
    """What is to change; fields that are not sent stay as they are."""

    title: str = Field(default="", max_length=500)
    raised_by: str = Field(default="", max_length=300)
    reason: str = Field(default="", max_length=5_000)


class FigureIn(Received):
    """What the gap measures on a day."""

    name: str = Field(min_length=1, max_length=200)
    value: float = Field(allow_inf_nan=False)
    unit: str = Field(default="", max_length=100)
    as_of: Day
    source_document_id: Key | None = None
    source_quote: str = Field(default="", max_length=5_000)


class DecisionIn(Received):
    """A decision by hand; an override names a state and its last day."""

    kind: DecisionKind
    state: GapState | None = None
    reason: str = Field(min_length=3, max_length=5_000)
    approved_by: str = Field(default="", max_length=300)
    expires_on: Day | None = None


class MergeIn(Received):
    """The gap becomes part of another."""

    into: Key
    reason: str = Field(min_length=3, max_length=5_000)


class SplitIn(Received):
    """The gap stands for itself again."""

    reason: str = Field(min_length=3, max_length=5_000)
