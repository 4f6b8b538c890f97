"""Gaps over JSON: list, read, open, report, link."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.v1.schemas.commitments import CommitmentOut
from api.v1.schemas.gaps import (
    CoverageLinkIn,
    GapDetailOut,
    GapIn,
    GapListOut,
    GapOut,
    GapReportIn,
)
from api.v1.schemas.problems import READING, WRITING
from api.v1.schemas.values import Day, Name, PathKey
from directives.models.base import saved_id
from directives.models.gap import NewCoverageLink, NewGap, NewGapReport
from directives.rules.two_times import AsOf
from directives.services import gaps
from directives.services.names import sector_codes, sector_named
from directives.services.reports import promise_rows
from directives.vocabulary import GapState

router = APIRouter(prefix="/gaps", tags=["gaps"])


@router.get("", responses=READING)
def list_gaps(
    session: DbSession,
    now: Now,
    today: Today,
    *,
    sector: Annotated[Name, Query(description="Code of the sector.")] = "",
    state: Annotated[GapState | None, Query()] = None,
    as_of: Annotated[Day | None, Query(description="Default: today.")] = None,
) -> GapListOut:
    """List the gaps and how they stand on a day, by code."""
    at = AsOf(as_of or today, now)
    sector_id = _sector_id(session, sector)
    views = gaps.view_gaps(session, at, sector_id=sector_id, state=state)
    sectors = sector_codes(session)
    shown = [GapOut.of(view, sectors) for view in views]
    return GapListOut(as_of=at.day, total=len(shown), gaps=shown)


@router.get("/{gap_id}", responses=READING)
def get_gap(
    gap_id: PathKey,
    session: DbSession,
    now: Now,
    today: Today,
    *,
    as_of: Annotated[Day | None, Query(description="Default: today.")] = None,
) -> GapDetailOut:
    """Return a gap with who waits, what was promised and what answers it."""
    return _detail(session, gap_id, AsOf(as_of or today, now))


@router.post("", status_code=HTTPStatus.CREATED, responses=WRITING)
def open_gap(
    new: GapIn,
    session: DbSession,
    actor: CurrentActor,
    response: Response,
    *,
    now: Now,
    today: Today,
) -> GapDetailOut:
    """Open a gap; it gets the next number."""
    sector_id = _sector_id(session, new.sector)
    said = NewGap(sector_id=sector_id, **new.model_dump(exclude={"sector"}))
    key = saved_id(gaps.open_gap(session, actor, said, now=now))
    response.headers["Location"] = f"/api/v1/gaps/{key}"
    return _detail(session, key, AsOf(today, now))


@router.post("/{gap_id}/reports", status_code=HTTPStatus.CREATED, responses=WRITING)
def report_gap(
    gap_id: PathKey,
    new: GapReportIn,
    session: DbSession,
    actor: CurrentActor,
    *,
    now: Now,
    today: Today,
) -> GapDetailOut:
    """Say that a place waits for this gap to be answered; a place is counted once."""
    said = NewGapReport(
        place_code=new.place_code, words=new.words, reported_on=new.reported_on or today
    )
    gaps.report_gap(session, actor, gap_id, said, now=now)
    return _detail(session, gap_id, AsOf(today, now))


@router.post("/{gap_id}/links", status_code=HTTPStatus.CREATED, responses=WRITING)
def link_document(
    gap_id: PathKey,
    new: CoverageLinkIn,
    session: DbSession,
    actor: CurrentActor,
    *,
    now: Now,
    today: Today,
) -> GapDetailOut:
    """Say that a document answers this gap, with the words that prove it."""
    said = NewCoverageLink(
        gap_id=gap_id,
        linked_on=new.linked_on or today,
        **new.model_dump(exclude={"linked_on"}),
    )
    gaps.link_document(session, actor, said, now=now)
    return _detail(session, gap_id, AsOf(today, now))


def _detail(session: Session, gap_id: int, at: AsOf) -> GapDetailOut:
    view = gaps.get_gap(session, gap_id, at)
    rows = promise_rows(session, view.promises, at)
    promises = [
        CommitmentOut.of(promise, row) for promise, row in zip(view.promises, rows, strict=True)
    ]
    return GapDetailOut.of_view(view, sector_codes(session), promises)


def _sector_id(session: Session, code: str) -> int | None:
    return saved_id(sector_named(session, code, field="sector")) if code else None
