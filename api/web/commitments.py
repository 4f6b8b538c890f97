"""The list of promises, the most urgent first, and the page of a promise."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.catalogue_memory import Memory
from api.dependencies import CurrentActor, DbSession, Today
from api.web.addresses import Paged, PageNumber, RecordId, paged
from api.web.asked_day import Asked, AskedDay
from api.web.gap_rows import GapRow, gap_rows_of
from api.web.named_filters import NamedFilters
from api.web.names import Link, agency_names, type_name
from api.web.promise_blocks import BlockRow, block_rows
from api.web.promise_history import HistoryLine, history_of
from api.web.promise_rows import PromiseRow, promise_rows_of
from api.web.promise_stages import StageRow, stage_rows, stage_sentence
from api.web.rendering import render
from api.web.sentences import when_due
from api.web.words import ReaderWords, Words, as_sentence
from directives.models.commitment import Commitment
from directives.models.explanation import CommitmentExplanation
from directives.rules.permissions import Actor, allows, check_can_record_commitment
from directives.rules.promises import RUNNING
from directives.rules.stages import stages_of
from directives.rules.two_times import AsOf
from directives.services.commitment_stages import stages_on
from directives.services.commitment_steps import Possible, possible_for
from directives.services.commitment_views import (
    CommitmentView,
    due_of,
    get_commitment,
    view_commitments,
)
from directives.services.explanations import explanations_of
from directives.services.gap_views import view_gaps
from directives.services.internal_deadlines import OwnDeadline, internal_deadline_for
from directives.services.late_answer import PromiseDebt, debt_of
from directives.services.names import agency_named
from directives.services.promise_standings import in_list_order
from directives.services.promise_ties import gap_ids_of
from directives.services.promise_titles import expected_titles
from directives.store.commitments import list_coordinators
from directives.store.promise_proposals import count_waiting
from directives.translation import N_
from directives.vocabulary import (
    CommitmentState,
    DayUnit,
    Procedure,
    Responsibility,
    Stage,
)

router = APIRouter(include_in_schema=False)

NOBODY = "none"
"""What the filter by agency takes for promises whose agency is not known."""

Choices = Sequence[tuple[str, str, int]]

# The order of the page: late first, then undated, then due, then resting, then ended.
_GROUPS = (
    CommitmentState.OVERDUE,
    CommitmentState.UNDATED,
    CommitmentState.DUE_SOON,
    CommitmentState.IN_TIME,
    CommitmentState.PAUSED,
    CommitmentState.AWAITING,
    CommitmentState.DONE_LATE,
    CommitmentState.DONE_ON_TIME,
    CommitmentState.DONE_UNDATED,
    CommitmentState.WITHDRAWN,
)


@dataclass(frozen=True, slots=True)
class CommitmentListPage:
    """The promises of a page, and the filters with the counts they would leave."""

    promises: Paged[PromiseRow]
    states: Choices
    agencies: Choices
    state: Sequence[str]
    agency: str
    as_of: date | None  # the past or later day looked at; none: today
    known_at: datetime | None  # the past instant of what was known; none: now
    calendar: Link | None  # of the agency chosen
    can_record: bool
    proposed: int  # what was read and waits for a decision; 0 for those who do not decide


@dataclass(frozen=True, slots=True)
class StageSection:
    """Where the promise sits, and the stages that it may enter."""

    sentence: str
    rows: Sequence[StageRow]
    possible: Sequence[Stage]
    procedures: Sequence[Procedure] = tuple(Procedure)
    units: Sequence[DayUnit] = tuple(DayUnit)


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    """Everything that the page of a promise says."""

    commitment: Commitment
    row: PromiseRow
    first_due: str
    due_url: str  # how its dates were computed, at the point asked for
    slip_days: int | None
    moves_after_due: int
    debt: PromiseDebt | None  # what it owes to waiting places; none: it is not late
    expected_type: str
    expected_title: str
    coordinators: Sequence[str]
    responsibility: Responsibility | None  # none: it has ended, or nobody is known to answer
    history: Sequence[HistoryLine]
    stages: StageSection
    blocks: Sequence[BlockRow]
    gaps: Sequence[GapRow]
    explanations: Sequence[CommitmentExplanation]
    possible: Possible
    own_deadline: OwnDeadline | None  # what the body set itself; none: not for this reader
    today: date


@router.get("/cam-ket")
def commitment_list(
    request: Request,
    session: DbSession,
    memory: Memory,
    actor: CurrentActor,
    words: ReaderWords,
    *,
    today: Today,
    asked: Asked,
    page: PageNumber,
    state: Annotated[list[str] | None, Query()] = None,
    agency: str = "",
) -> HTMLResponse:
    """List the promises: late first, then undated, then due, then ended."""
    at, states = asked.at, frozenset(filter(None, state or ()))
    filters = NamedFilters(session, words, dict(asked.errors))
    agency = _lead_wanted(filters, agency)
    promises = memory.promise_standings(session, at).values()
    of_agency = [one for one in promises if agency in ("", str(one.lead_agency_id or NOBODY))]
    in_state = [one for one in promises if not states or one.state.value in states]
    wanted = (one for one in of_agency if not states or one.state.value in states)
    shown = paged(in_list_order(wanted), page)
    told = _rows(session, actor, at, [one.commitment_id for one in shown.rows], words)
    rows = [replace(row, query=asked.query(today)) for row in told]
    counts = Counter(one.state for one in of_agency)
    leads = Counter(one.lead_agency_id for one in in_state if one.lead_agency_id)
    can_record = allows(check_can_record_commitment, actor)
    listed = CommitmentListPage(
        promises=Paged(rows, shown.page, shown.last, shown.total),
        states=[(s.value, words.label(s), counts[s]) for s in _GROUPS if counts[s]],
        agencies=_lead_choices(session, leads, words),
        state=sorted(states),
        agency=agency,
        as_of=asked.other_day(today),
        known_at=asked.past_instant,
        calendar=_calendar_of(session, agency, words),
        can_record=can_record,
        proposed=count_waiting(session) if can_record else 0,
    )
    return render(request, "commitments.html", page=listed, errors=filters.errors)


def _lead_choices(session: Session, leads: Counter[int], words: Words) -> Choices:
    names = agency_names(session, leads, words)
    return [(str(key), as_sentence(names[key]), count) for key, count in leads.most_common()]


def _lead_wanted(filters: NamedFilters, agency: str) -> str:
    """Return the filter by agency as the links of the page write it: a key, or nobody."""
    if agency == NOBODY:
        return agency
    found = filters.named(agency_named, "facet-agency", agency)
    return str(found.id) if found else ""


def _rows(
    session: Session, actor: Actor, at: AsOf, ids: Sequence[int], words: Words
) -> list[PromiseRow]:
    """Return the lines of promises, in the order that is given."""
    views = {view.commitment.id: view for view in view_commitments(session, at, ids=ids)}
    return promise_rows_of(session, actor, [views[key] for key in ids], words, today=at.day)


def _calendar_of(session: Session, agency: str, words: Words) -> Link | None:
    if agency in ("", NOBODY):
        return None
    key = int(agency)
    title = words.say(
        N_("Lịch các thời hạn của {name} (.ics)"), name=agency_names(session, [key], words)[key]
    )
    return Link(title, f"/feeds/co-quan/{key}.ics")


@router.get("/cam-ket/{commitment_id:int}")
def commitment_page(
    request: Request,
    commitment_id: RecordId,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    today: Today,
    asked: Asked,
) -> HTMLResponse:
    """Show what was promised, where, by whom, by when, and every move of its date."""
    at = asked.at
    view = get_commitment(session, commitment_id, at)
    commitment, standing = view.commitment, view.standing
    expected = commitment.expected_type_code
    is_open = standing.state in RUNNING and view.responsible_id is not None
    page = CommitmentPage(
        commitment=commitment,
        row=promise_rows_of(session, actor, [view], words, today=at.day)[0],
        first_due=as_sentence(when_due(due_of(commitment), words)),
        due_url=f"/cam-ket/{commitment_id}/cach-tinh{asked.query(today)}",
        slip_days=standing.slip_days,
        moves_after_due=standing.moves_after_due,
        debt=debt_of(session, view, at) if standing.state is CommitmentState.OVERDUE else None,
        expected_type=type_name(expected, words) if expected else "",
        expected_title=expected_titles(session, [commitment], at.known_at).get(commitment_id, ""),
        coordinators=_coordinators(session, commitment_id, words),
        responsibility=standing.course.responsibility if is_open else None,
        history=history_of(session, actor, view, words, at),
        stages=_stages(session, view, at, words),
        blocks=block_rows(session, actor, commitment_id, at, words),
        gaps=_gaps(session, actor, commitment_id, at, words),
        explanations=explanations_of(session, at, [commitment_id]).get(commitment_id, ()),
        possible=_possible(session, actor, view, asked, today),
        own_deadline=internal_deadline_for(session, actor, view, at),
        today=today,
    )
    return render(request, "commitment.html", page=page, asked=asked)


def _possible(
    session: Session, actor: Actor, view: CommitmentView, asked: AskedDay, today: date
) -> Possible:
    """Return what the reader may do; nothing at another point: what is done is done today."""
    if not asked.is_present(today):
        return Possible()
    return possible_for(session, actor, view, day=today)


def _stages(session: Session, view: CommitmentView, at: AsOf, words: Words) -> StageSection:
    standings = stages_on(session, view, at)
    return StageSection(
        sentence=stage_sentence(standings, at.day, words),
        rows=stage_rows(standings, at.day, words),
        possible=stages_of(view.commitment.kind, view.commitment.expected_type_code),
    )


def _gaps(
    session: Session, actor: Actor, commitment_id: int, at: AsOf, words: Words
) -> list[GapRow]:
    gap_ids = gap_ids_of(session, commitment_id, at.known_at)
    gaps = view_gaps(session, at, ids=gap_ids) if gap_ids else []
    return gap_rows_of(session, actor, gaps, words, today=at.day)


def _coordinators(session: Session, commitment_id: int, words: Words) -> list[str]:
    found = list_coordinators(session, commitment_id)
    names = agency_names(session, (row.agency_id for row in found), words)
    return [names.get(row.agency_id or 0, row.words) for row in found]
