"""What a place is waiting for: by the scope of each gap, the nation's, its province's, its own."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlmodel import Session

from directives.models.gap_report import GapReport
from directives.rules.report_answers import WAITING
from directives.rules.scope import (
    PlaceAsked,
    Scope,
    ScopeAnswer,
    ScopeReason,
    concerns_after_mergers,
    concerns_any,
    current_code,
)
from directives.rules.two_times import AsOf
from directives.services.gap_facts import scopes_at
from directives.services.gap_merges import Families, families
from directives.services.gap_standings import GapStanding
from directives.services.places import PlaceView
from directives.services.promise_standings import (
    PromiseStanding,
    most_urgent,
)
from directives.services.report_history import told_reports
from directives.store.gap_reports import list_reports_of_place
from directives.store.places import (
    list_kinds_by_province,
    list_successors,
    list_waiting_communes,
)
from directives.vocabulary import GapState

UNANSWERED = (GapState.OVERDUE, GapState.OPEN, GapState.PROMISED)
"""States in which there is nothing to go by, the worst first."""

MEANWHILE = (GapState.INTERIM, GapState.PARTLY_COVERED, GapState.SUSPECT)
"""States in which there is something to go by until a full answer comes."""

PROVINCE = "province"

_ORDER = {state: place for place, state in enumerate((*UNANSWERED, *MEANWHILE))}


@dataclass(frozen=True, slots=True)
class WaitingFor:
    """A gap that concerns a place and is not answered.

    Attributes:
        gap_id: The gap.
        standing: How it stands.
        answer: Which part of its scope makes it the place's.
        report: What the place itself reported of it and has no answer to, if it did.
        communes: Of a province, how many of its communes reported it and wait.
    """

    gap_id: int
    standing: GapStanding
    answer: ScopeAnswer
    report: GapReport | None
    communes: int


@dataclass(frozen=True, slots=True)
class PlaceWaiting:
    """What a place waits for on a day.

    Attributes:
        waiting: Nothing is there yet; what the place reported first, then the worst.
        meanwhile: Something is there until a full answer comes.
        exempt: Gaps from which the place is exempt, with the reason.
        concerned: Every gap that concerns the place, answered ones, too.
    """

    waiting: Sequence[WaitingFor]
    meanwhile: Sequence[WaitingFor]
    exempt: Mapping[int, str]
    concerned: frozenset[int]

    @property
    def unfinished(self) -> list[int]:
        """The gaps without a full answer: those for which a promise still matters."""
        return [one.gap_id for one in (*self.waiting, *self.meanwhile)]

    def count(self, state: GapState) -> int:
        """Count what is waited for in one state."""
        return sum(one.standing.state is state for one in (*self.waiting, *self.meanwhile))


def waiting_of(
    session: Session, view: PlaceView, at: AsOf, found: Mapping[int, GapStanding]
) -> PlaceWaiting:
    """Return what a place is waiting for, in a number of statements that does not grow.

    `found` are the standings of all gaps at that point in time.
    """
    answers = scope_answers(session, view, at)
    concerned = {key: answer for key, answer in answers.items() if answer.concerned}
    known = families(session, at)
    reports = _own_reports(session, view, at, known)
    communes = Counter[int]() if view.province else _reporting_communes(session, view, at, known)
    lines = [
        WaitingFor(key, found[key], answer, reports.get(key), communes[key])
        for key, answer in concerned.items()
        if key in found and found[key].state in _ORDER and found[key].survivor_id is None
    ]
    lines.sort(key=_urgency)
    return PlaceWaiting(
        waiting=[one for one in lines if one.standing.state in UNANSWERED],
        meanwhile=[one for one in lines if one.standing.state in MEANWHILE],
        exempt={key: answer.reason for key, answer in answers.items() if _is_exempt(answer)},
        concerned=frozenset(concerned),
    )


def scope_answers(session: Session, view: PlaceView, at: AsOf) -> dict[int, ScopeAnswer]:
    """Return whether each gap concerns a place, and what decided so, by gap."""
    ground = _ground(session, at)
    answers: dict[Scopes, ScopeAnswer] = {}  # many gaps have the same scope
    found = {}
    for key, scopes in _scopes_of_families(session, at).items():
        if scopes not in answers:
            answers[scopes] = _answer_of_any(scopes, view.asked, ground)
        found[key] = answers[scopes]
    return found


def scope_answers_of_provinces(
    session: Session, at: AsOf, gap_ids: Sequence[int], codes: Sequence[str]
) -> dict[tuple[int, str], ScopeAnswer]:
    """Return whether gaps concern provinces, by gap and province."""
    ground = _ground(session, at)
    found = _scopes_of_families(session, at)
    return {
        (gap, code): _answer_of_any(found[gap], PlaceAsked(code, PROVINCE), ground)
        for gap in gap_ids
        if gap in found
        for code in codes
    }


Scopes = tuple[str, ...]
"""The scope of a gap, and those of the gaps that became part of it."""


def _scopes_of_families(session: Session, at: AsOf) -> dict[int, Scopes]:
    """Return the scopes of each gap that was left then; those of its parts are its own, too."""
    known = families(session, at)
    own = scopes_at(session, at)
    of_parts: dict[int, list[str]] = {}
    for key, text in own:
        if known.root(key) != key:
            of_parts.setdefault(known.root(key), []).append(text)
    return {key: (text, *of_parts.get(key, ())) for key, text in own if known.root(key) == key}


@dataclass(frozen=True, slots=True)
class _Ground:
    """What former places became, and which kinds of commune each province has."""

    successors: Mapping[str, str]
    kinds: Mapping[str, frozenset[str]]


def _ground(session: Session, at: AsOf) -> _Ground:
    return _Ground(list_successors(session), list_kinds_by_province(session, at.day))


def _answer_of_any(scopes: Scopes, asked: PlaceAsked, ground: _Ground) -> ScopeAnswer:
    return concerns_any([_answer(text, asked, ground) for text in scopes])


def _answer(text: str, asked: PlaceAsked, ground: _Ground) -> ScopeAnswer:
    """Return the answer of a scope.

    What concerns a kind of commune concerns the provinces that have such communes, too.
    """
    scope = _scope(text)
    if asked.province_code or not scope.kinds:
        return concerns_after_mergers(scope, asked, ground.successors)
    code = current_code(asked.code, ground.successors)
    here = sorted(scope.kinds & ground.kinds.get(code, frozenset()))
    one_of_them = replace(asked, kind=here[0] if here else asked.kind)
    answer = concerns_after_mergers(scope, one_of_them, ground.successors)
    if answer.because is ScopeReason.KIND and answer.concerned:
        return replace(answer, by=", ".join(here))
    return answer


@lru_cache(maxsize=10_000)
def _scope(text: str) -> Scope:
    return Scope.parse(text)


def _is_exempt(answer: ScopeAnswer) -> bool:
    return not answer.concerned and bool(answer.reason)


def _reporting_communes(
    session: Session, view: PlaceView, at: AsOf, known: Families
) -> Counter[int]:
    """Count, by the gap that is left, the communes of a province that reported it and wait."""
    waiting = list_waiting_communes(session, view.place.code, at)
    return Counter(gap for gap, _ in {(known.root(gap), commune) for gap, commune in waiting})


def _own_reports(
    session: Session, view: PlaceView, at: AsOf, known: Families
) -> dict[int, GapReport]:
    """Return what the place itself reported and has no answer to, by the gap that is left."""
    codes = [view.place.code, *(former.code for former in view.former)]
    made = [
        report
        for report in list_reports_of_place(session, codes)
        if report.reported_on <= at.day and report.recorded_at <= at.known_at
    ]
    return {
        known.root(told.report.gap_id): told.report
        for told in told_reports(session, made, at)
        if told.state in WAITING
    }


def _urgency(one: WaitingFor) -> tuple[int, int, int, int]:
    own = 0 if one.report else 1
    return own, _ORDER[one.standing.state], -one.communes - one.standing.waiting, one.gap_id


def promises_for(
    gap_ids: Sequence[int], by_gap: Mapping[int, Sequence[PromiseStanding]]
) -> list[PromiseStanding]:
    """Return the running promises that are to close these gaps, the most urgent first.

    `by_gap` are the promises of every gap (`promise_standings.promises_by_gap`).
    """
    found = {one.commitment_id: one for gap in gap_ids for one in by_gap.get(gap, ())}
    return most_urgent(list(found.values()))
