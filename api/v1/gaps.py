"""Gaps over JSON: list, read, open, change, measure, decide, merge and split."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.v1.calling import RECORDING, Caller, Calling
from api.v1.schemas.commitments import CommitmentOut
from api.v1.schemas.coverage import CoverageLinkOut
from api.v1.schemas.gaps import (
    DecisionIn,
    FigureIn,
    GapDecisionOut,
    GapDetailOut,
    GapEditIn,
    GapIn,
    GapListOut,
    GapOut,
    MergeIn,
    SplitIn,
)
from api.v1.schemas.problems import READING, WRITING
from api.v1.schemas.values import LARGEST_OFFSET, Day, Instant, Name, PathKey
from directives.models.base import saved_id
from directives.models.coverage_link import CoverageLink
from directives.models.gap import NewGap, NewGapDecision, NewGapFigure
from directives.rules.two_times import AsOf
from directives.services import gap_merges, gaps
from directives.services.account_names import told_names
from directives.services.answering import part_statuses
from directives.services.document_access import readable_ids
from directives.services.gap_views import get_gap, list_gap_views
from directives.services.link_history import confirmations
from directives.services.names import sector_codes, sector_named
from directives.services.readable_sources import with_readable_sources
from directives.services.report_views import view_reports
from directives.services.reports import promise_rows
from directives.store.facts import is_said_since
from directives.store.gaps import list_decisions, list_figures
from directives.store.suspicions import list_open_at
from directives.vocabulary import GapState, SuspectKind

router = APIRouter(prefix="/gaps", tags=["gaps"])

AsOfDay = Annotated[Day | None, Query(description="Default: today.")]
KnownAt = Annotated[Instant | None, Query(description="Default: now.")]
GAPS_PER_ANSWER = 500


@router.get("", responses=READING)
def list_gaps(
    session: DbSession,
    actor: CurrentActor,
    now: Now,
    today: Today,
    *,
    sector: Annotated[Name, Query(description="Code of the sector.")] = "",
    state: Annotated[GapState | None, Query()] = None,
    as_of: AsOfDay = None,
    known_at: KnownAt = None,
    limit: Annotated[int, Query(ge=1, le=GAPS_PER_ANSWER)] = GAPS_PER_ANSWER,
    offset: Annotated[int, Query(ge=0, le=LARGEST_OFFSET)] = 0,
) -> GapListOut:
    """List the gaps and how they stand on a day, by code; merged ones are left out."""
    at = AsOf(as_of or today, known_at or now)
    found = list_gap_views(
        session, at, sector_id=_sector_id(session, sector), state=state, window=(offset, limit)
    )
    sectors = sector_codes(session)
    said = with_readable_sources(session, actor, [view.gap for view in found.views])
    shown = [
        GapOut.of(replace(view, gap=gap), sectors)
        for view, gap in zip(found.views, said, strict=True)
    ]
    return GapListOut(as_of=at.day, total=found.total, gaps=shown)


@router.get("/{gap_id}", responses=READING)
def read_gap(
    gap_id: PathKey,
    caller: Caller,
    *,
    as_of: AsOfDay = None,
    known_at: KnownAt = None,
) -> GapDetailOut:
    """Return a gap with who waits, what was promised and what answers it."""
    at = AsOf(as_of or caller.at.day, known_at or caller.at.known_at)
    return detail(replace(caller, at=at), gap_id)


@router.post("", **RECORDING)
def open_gap(new: GapIn, caller: Caller, response: Response) -> GapDetailOut:
    """Open a gap; it gets the next number."""
    said = NewGap(
        sector_id=_sector_id(caller.session, new.sector),
        scope=new.scope.stored(),
        **new.model_dump(exclude={"sector", "scope"}),
    )
    key = saved_id(gaps.open_gap(caller.session, caller.actor, said, now=caller.at.known_at))
    response.headers["Location"] = f"/api/v1/gaps/{key}"
    return detail(caller, key)


@router.patch("/{gap_id}", responses=WRITING)
def edit_gap(gap_id: PathKey, new: GapEditIn, caller: Caller) -> GapDetailOut:
    """Say what holds of a gap from today on; what was said before stays known."""
    values = new.model_dump(exclude_unset=True, exclude={"reason", "sector", "scope"})
    if "sector" in new.model_fields_set:
        values["sector_id"] = _sector_id(caller.session, new.sector)
    if "scope" in new.model_fields_set:
        values["scope"] = new.scope.stored()
    gaps.edit_gap(caller.session, caller.actor, gap_id, values, at=caller.at, reason=new.reason)
    return detail(caller, gap_id)


@router.post("/{gap_id}/figures", **RECORDING)
def record_figure(gap_id: PathKey, new: FigureIn, caller: Caller) -> GapDetailOut:
    """Say what a gap measures on a day; earlier figures stay."""
    gaps.record_figure(
        caller.session,
        caller.actor,
        gap_id,
        NewGapFigure(**new.model_dump()),
        now=caller.at.known_at,
    )
    return detail(caller, gap_id)


@router.post("/{gap_id}/decisions", **RECORDING)
def decide_gap(gap_id: PathKey, new: DecisionIn, caller: Caller) -> GapDetailOut:
    """Set the state of a gap by hand, say that none is due, close it, or lift what was decided."""
    gaps.decide_gap(
        caller.session, caller.actor, gap_id, NewGapDecision(**new.model_dump()), at=caller.at
    )
    return detail(caller, gap_id)


@router.post("/{gap_id}/merge", responses=WRITING)
def merge_gap(gap_id: PathKey, new: MergeIn, caller: Caller) -> GapDetailOut:
    """Let the gap become part of another; returns what is left."""
    left = gap_merges.merge_gaps(
        caller.session, caller.actor, gap_id, new.into, reason=new.reason, at=caller.at
    )
    return detail(caller, saved_id(left))


@router.post("/{gap_id}/split", responses=WRITING)
def split_gap(gap_id: PathKey, new: SplitIn, caller: Caller) -> GapDetailOut:
    """Let a gap that was merged stand for itself again."""
    gap_merges.split_gap(caller.session, caller.actor, gap_id, reason=new.reason, at=caller.at)
    return detail(caller, gap_id)


def detail(caller: Calling, gap_id: int) -> GapDetailOut:
    """Return the shape of a gap with all that belongs to it and the caller may read."""
    session, actor, at = caller.session, caller.actor, caller.at
    view = get_gap(session, gap_id, at)
    (gap,) = with_readable_sources(session, actor, [view.gap])
    rows = promise_rows(session, view.promises, at)
    promises = [
        CommitmentOut.of(promise, row) for promise, row in zip(view.promises, rows, strict=True)
    ]
    reports = view_reports(session, [gap_id], at)
    answers = [report.told.step.document_id for report in reports if report.told.step]
    return GapDetailOut.of_view(
        replace(view, gap=gap),
        sector_codes(session),
        promises,
        links=_links(caller, view.links),
        reports=reports,
        figures=with_readable_sources(session, actor, list_figures(session, at, [gap_id])),
        decisions=_decisions(caller, gap_id),
        readable=readable_ids(session, actor, answers),
    )


def _links(caller: Calling, links: Sequence[CoverageLink]) -> list[CoverageLinkOut]:
    """Return the shapes of links: how they stand, who agreed, and what of them is suspect."""
    session, at = caller.session, caller.at
    parts = [(link.document_id, link.provision_id) for link in links]
    effects = part_statuses(session, parts, at, is_past=is_said_since(session, at.known_at))
    agreed = confirmations(session, caller.actor, links, at)
    doubts = list_open_at(session, at, {document_id for document_id, _part in parts})
    return [
        CoverageLinkOut.of(
            link,
            effects.get(part),
            agreed[saved_id(link)],
            [
                one
                for one in doubts
                if (one.subject_kind, one.subject_id)
                in {
                    (SuspectKind.COVERAGE_LINK, saved_id(link)),
                    (SuspectKind.DOCUMENT, link.document_id),
                }
            ],
        )
        for link, part in zip(links, parts, strict=True)
    ]


def _decisions(caller: Calling, gap_id: int) -> list[GapDecisionOut]:
    decided = list_decisions(caller.session, caller.at, [gap_id])
    names = told_names(caller.session, caller.actor, (row.account_id for row in decided))
    return [GapDecisionOut.of(row, names.get(row.account_id, "")) for row in decided]


def _sector_id(session: Session, code: str) -> int | None:
    return saved_id(sector_named(session, code, field="sector")) if code else None
