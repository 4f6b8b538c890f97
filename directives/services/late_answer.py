"""Who is late, since when, what was promised, where, moved how often, why: in one call.

The answer is a function of two times, as the reports are: made again with the same `as_of` and
`known_at` it is the same, whatever was recorded since.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.commitment import Move
from directives.models.explanation import CommitmentExplanation
from directives.models.sector import Sector
from directives.rules.promises import debt, puts_off
from directives.rules.report_answers import WAITING
from directives.rules.two_times import AsOf
from directives.services.commitment_blocks import Blocker, blockers_of
from directives.services.commitment_views import CommitmentView, due_of, view_commitments
from directives.services.explanations import explanations_of
from directives.services.gap_merges import families
from directives.services.place_waiting import scope_answers
from directives.services.places import get_place, place_heirs
from directives.services.promise_bodies import answering_instead, heirs_of
from directives.services.report_history import told_reports
from directives.services.reports import PromiseRow, promise_rows
from directives.store.agencies import list_sectors
from directives.store.commitments import list_gaps_of
from directives.store.gap_reports import (
    WaitingRow,
    list_reports_stepped_after,
    list_waiting,
)
from directives.store.late_promises import LateFilter, count_late, list_late
from directives.store.matrix import list_gap_sectors
from directives.store.promise_calendars import list_with_predecessors
from directives.vocabulary import MoveReason


@dataclass(frozen=True, slots=True)
class LateQuestion:
    """Whose lateness is asked for; what is None does not narrow.

    Attributes:
        sector: The sector of the promise or of a gap that it is to close; its parts count.
        agency: The body that leads, was given the promise, or answers for such a body.
        place_code: A province or commune: promises that it waits for, and those of its own bodies.
    """

    sector: Sector | None = None
    agency: Agency | None = None
    place_code: str | None = None

    @property
    def key(self) -> str:
        """Name what is asked for: the same for the same question."""
        sector, agency = self.sector and self.sector.id, self.agency and self.agency.id
        return f"late {sector} {agency} {self.place_code}"


@dataclass(frozen=True, slots=True)
class LateScope:
    """What a question comes to at a point in both times: which promises, and how many are late."""

    wanted: LateFilter
    total: int


@dataclass(frozen=True, slots=True)
class LatePromise:
    """A late promise.

    Attributes:
        view: The promise, how it stands, its moves.
        row: Its line in a report, with the names known at that time.
        last_move: The last move that put the date off and says why the promise is where it is.
        waiting: Places that wait for it through the gaps that it is to close.
        debt_days: Place-days: waiting places × days late (`rules.promises.debt`).
        heirs: Bodies that answer for it now, where it was transferred or its body taken over.
        explanations: What the body itself says beside these figures, the newest first.
        blockers: What it waits for: other promises and documents, in the order of saying.
    """

    view: CommitmentView
    row: PromiseRow
    last_move: Move | None
    waiting: int
    debt_days: int
    explanations: Sequence[CommitmentExplanation] = ()
    heirs: Sequence[int] = ()
    blockers: Sequence[Blocker] = ()


@dataclass(frozen=True, slots=True)
class LateAnswer:
    """A page of the late promises, the latest first, and how many there are in all."""

    at: AsOf
    total: int
    promises: Sequence[LatePromise]


def late_scope(session: Session, at: AsOf, question: LateQuestion) -> LateScope:
    """Return what a question comes to: the slow part of its answer, the same for all its pages.

    Raises:
        PlaceNotFound: no place has the code that is asked for.
    """
    wanted = _filter(session, at, question)
    return LateScope(wanted, count_late(session, at, wanted))


@dataclass(frozen=True, slots=True)
class PromiseDebt:
    """How many places wait for a promise, and how many place-days it owes them."""

    waiting: int
    days: int


def debt_of(session: Session, view: CommitmentView, at: AsOf) -> PromiseDebt:
    """Return what a promise owes at a point in both times; of what has ended, what it owed then."""
    standing = view.standing
    until = standing.ended_on or at.day
    key = saved_id(view.commitment)
    since = places_waiting(session, AsOf(until, at.known_at), [key]).get(key, {})
    return PromiseDebt(len(since), _debt(view, since, until))


def late_answer(
    session: Session, at: AsOf, scope: LateScope, *, limit: int, offset: int = 0
) -> LateAnswer:
    """Answer who is late at a point in both times: a page of it.

    The number of statements does not grow with the number of promises.
    """
    ids = list_late(session, at, scope.wanted, limit=limit, offset=offset)
    found = {saved_id(view.commitment): view for view in view_commitments(session, at, ids=ids)}
    views = [found[key] for key in ids]
    rows = promise_rows(session, views, at)
    waiting = places_waiting(session, at, ids)
    explained, blocked = explanations_of(session, at, ids), blockers_of(session, at, ids)
    heirs = heirs_of(session, at.day, [view.responsible_id for view in views], at.known_at)
    promises = [
        LatePromise(
            view=view,
            row=row,
            last_move=_last_move(view, at.day),
            waiting=len(since := waiting.get(row.id, {})),
            debt_days=_debt(view, since, at.day),
            explanations=explained.get(row.id, ()),
            heirs=answering_instead(view.commitment, view.standing.course, heirs),
            blockers=blocked.get(row.id, ()),
        )
        for view, row in zip(views, rows, strict=True)
    ]
    return LateAnswer(at, scope.total, promises)


def places_waiting(
    session: Session, at: AsOf, commitment_ids: Sequence[int]
) -> dict[int, dict[str, date]]:
    """Return, by promise, which places wait for it and since when, through its gaps.

    A place that reported several of the gaps counts once, from its first report; places that have
    become one by that day are one.
    """
    known = families(session, at)
    closes: dict[int, list[int]] = {}
    for pair in list_gaps_of(session, commitment_ids, at.known_at):
        closes.setdefault(known.root(pair.gap_id), []).append(pair.commitment_id)
    heirs = place_heirs(session, at.day, at.known_at)
    found: dict[int, dict[str, date]] = {}
    for gap_id, place_code, reported_on in _waiting(session, at, known.members(closes)):
        for commitment_id in closes[known.root(gap_id)]:
            since = found.setdefault(commitment_id, {})
            for place in heirs.of(place_code):
                since[place] = min(reported_on, since.get(place, reported_on))
    return found


def _waiting(session: Session, at: AsOf, gap_ids: Sequence[int]) -> list[WaitingRow]:
    """Return who waited for gaps then; reports that took a step later are asked for their steps."""
    if not gap_ids:
        return []
    stepped = told_reports(session, list_reports_stepped_after(session, at, gap_ids), at)
    return [
        *list_waiting(session, at, gap_ids),
        *(
            WaitingRow(one.report.gap_id, one.report.place_code, one.report.reported_on)
            for one in stepped
            if one.state in WAITING
        ),
    ]


def _last_move(view: CommitmentView, day: date) -> Move | None:
    made = (move for move in view.moves if move.moved_on <= day)
    so_far = sorted(made, key=lambda move: move.moved_on)
    before = [view.commitment, *so_far]
    told = [
        move
        for due, move in zip(before, so_far, strict=False)
        if _says_why(move) and puts_off(due_of(due), due_of(move))
    ]
    return told[-1] if told else None


def _says_why(move: Move) -> bool:
    if move.reason is MoveReason.OTHER:
        return bool(move.reason_words.strip())
    return move.reason is not MoveReason.CALENDAR


def _debt(view: CommitmentView, waiting: Mapping[str, date], day: date) -> int:
    return debt(day, view.standing.judged_by, waiting.values(), view.standing.course.stops)


def _filter(session: Session, at: AsOf, question: LateQuestion) -> LateFilter:
    wanted = LateFilter()
    known = families(session, at)
    if question.agency is not None:
        bodies = list_with_predecessors(session, saved_id(question.agency), at)
        wanted = replace(wanted, lead_ids=bodies)
    if question.sector is not None:
        sectors = _with_parts(session, saved_id(question.sector))
        gaps = [gap for gap, sector in list_gap_sectors(session, at) if sector in sectors]
        wanted = replace(wanted, sector_ids=sectors, sector_gap_ids=known.members(gaps))
    if question.place_code is not None:
        view = get_place(session, question.place_code, day=at.day)
        answers = scope_answers(session, view, at)
        concerned = [gap for gap, answer in answers.items() if answer.concerned]
        gaps = known.members(concerned)
        wanted = replace(wanted, place_gap_ids=gaps, place_codes=view.codes)
    return wanted


def _with_parts(session: Session, sector_id: int) -> set[int]:
    """Return a sector and all sectors below it."""
    below: dict[int | None, list[int]] = {}
    for sector in list_sectors(session):
        below.setdefault(sector.parent_id, []).append(saved_id(sector))
    found, ahead = set(), [sector_id]
    while ahead:
        found.add(key := ahead.pop())
        ahead += below.get(key, [])
    return found
