"""What a place is waiting for: by the scope of each gap, the nation's, its province's, its own."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from sqlmodel import Session

from directives.models.gap_report import GapReport
from directives.rules.lineage import Lineages
from directives.rules.report_answers import REPORTED, WAITING
from directives.rules.scope import (
    PlaceAsked,
    Scope,
    ScopeAnswer,
    ScopeReason,
    concerns_after_mergers,
    concerns_any,
)
from directives.rules.succession import Heirs
from directives.rules.two_times import AsOf
from directives.services.gap_facts import scopes_at
from directives.services.gap_merges import Families, families
from directives.services.gap_standings import GapStanding
from directives.services.places import PlaceView, place_heirs
from directives.services.promise_standings import PromiseStanding, most_urgent
from directives.services.report_history import Told, told_reports, waiting_places
from directives.services.touched import Touched
from directives.store.gap_reports import list_reports_of_place
from directives.store.places import list_kinds_by_province, list_provinces_until
from directives.vocabulary import GapState

UNANSWERED = (GapState.OVERDUE, GapState.OPEN, GapState.PROMISED)
"""States in which there is nothing to go by, the worst first."""

MEANWHILE = (GapState.INTERIM, GapState.PARTLY_COVERED, GapState.SUSPECT)
"""States in which there is something to go by until a full answer comes."""

PROVINCE = "province"

_ORDER = {state: place for place, state in enumerate((*UNANSWERED, *MEANWHILE))}


Scopes = tuple[tuple[str, date], ...]
"""The scope of a gap and those of the gaps that became part of it, each with the last day before
it was written on which territories changed."""


@dataclass(frozen=True, slots=True)
class GapScopes:
    """Whom each gap concerns, and what is needed to tell so of a place.

    Attributes:
        heirs: Whose the territories of former places are.
        lineages: What the territories of places belonged to before.
        kinds: Which kinds of commune each province has.
        provinces: In which province each commune lies.
        scopes: Those of each gap that is left.
    """

    heirs: Heirs[str]
    lineages: Lineages
    kinds: Mapping[str, frozenset[str]]
    provinces: Mapping[str, str]
    scopes: Mapping[int, Scopes]


@dataclass(frozen=True, slots=True)
class WaitingFor:
    """A gap that concerns a place, or that it reported, and is not answered.

    Attributes:
        gap_id: The gap.
        standing: How it stands.
        answer: Which part of its scope makes it the place's; not concerned: it asked all the same.
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
        told: What the place itself reported, and how each answer stands.
        followed: Every gap that concerns the place or that it reported, answered ones, too.
    """

    waiting: Sequence[WaitingFor]
    meanwhile: Sequence[WaitingFor]
    exempt: Mapping[int, str]
    told: Sequence[Told]
    followed: frozenset[int]

    @property
    def unfinished(self) -> list[int]:
        """The gaps without a full answer: those for which a promise still matters."""
        return [one.gap_id for one in (*self.waiting, *self.meanwhile)]

    def count(self, state: GapState) -> int:
        """Count what is waited for in one state."""
        return sum(one.standing.state is state for one in (*self.waiting, *self.meanwhile))


def waiting_of(
    session: Session,
    view: PlaceView,
    at: AsOf,
    found: Mapping[int, GapStanding],
    *,
    scopes: GapScopes | None = None,
) -> PlaceWaiting:
    """Return what a place is waiting for, in a number of statements that does not grow.

    `found` are the standings of all gaps at that point in time; `scopes` whom they concern, where
    the caller has that.
    """
    scopes = scopes or gap_scopes(session, at)
    answers = answers_to(view, scopes)
    known = families(session, at)
    told = _own_reports(session, view, at, known)
    reports = {gap: one.report for gap, one in told if one.state in WAITING}
    communes = _reporting_communes(session, view, at, scopes, known=known)
    lines = [
        WaitingFor(key, found[key], answer, reports.get(key), communes[key])
        for key, answer in answers.items()
        if (answer.concerned or key in reports)  # what it asked itself stays before its eyes
        and key in found
        and found[key].state in _ORDER
        and found[key].survivor_id is None
    ]
    lines.sort(key=_urgency)
    return PlaceWaiting(
        waiting=[one for one in lines if one.standing.state in UNANSWERED],
        meanwhile=[one for one in lines if one.standing.state in MEANWHILE],
        exempt={key: answer.reason for key, answer in answers.items() if _is_exempt(answer)},
        told=[one for _, one in told],
        followed=frozenset(key for key, answer in answers.items() if answer.concerned)
        | {gap for gap, one in told if one.state in REPORTED},
    )


def scope_answers(session: Session, view: PlaceView, at: AsOf) -> dict[int, ScopeAnswer]:
    """Return whether each gap concerns a place, and what decided so, by gap."""
    return answers_to(view, gap_scopes(session, at))


def answers_to(view: PlaceView, known: GapScopes) -> dict[int, ScopeAnswer]:
    """Return whether each gap concerns a place, and what decided so, by gap."""
    answers: dict[Scopes, ScopeAnswer] = {}  # many gaps have the same scope
    found = {}
    for key, scopes in known.scopes.items():
        if scopes not in answers:
            answers[scopes] = _answer_of_any(scopes, view.asked, known)
        found[key] = answers[scopes]
    return found


def scope_answers_of_provinces(
    session: Session,
    at: AsOf,
    gap_ids: Sequence[int],
    codes: Sequence[str],
    *,
    scopes: GapScopes | None = None,
) -> dict[tuple[int, str], ScopeAnswer]:
    """Return whether gaps concern provinces, by gap and province."""
    known = scopes or gap_scopes(session, at)
    return {
        (gap, code): _answer_of_any(known.scopes[gap], [PlaceAsked(code, PROVINCE)], known)
        for gap in gap_ids
        if gap in known.scopes
        for code in codes
    }


def gap_scopes(session: Session, at: AsOf) -> GapScopes:
    """Return whom each gap concerns that was left then; the scopes of its parts are its own."""
    heirs = place_heirs(session, at.day, at.known_at)
    provinces = list_provinces_until(session, at.day)
    lineages = Lineages(heirs, provinces)
    return GapScopes(
        heirs=heirs,
        lineages=lineages,
        kinds=list_kinds_by_province(session, at.day),
        provinces={code: told[-1][1] for code, told in provinces.items()},
        scopes=_scopes_of_families(session, at, lineages),
    )


def gap_scopes_after(session: Session, at: AsOf, before: GapScopes, touched: Touched) -> GapScopes:
    """Return whom each gap concerns, from whom it did before changes that touched some."""
    return gap_scopes(session, at) if touched.has_words else before


def _scopes_of_families(session: Session, at: AsOf, lineages: Lineages) -> dict[int, Scopes]:
    known = families(session, at)
    own = [
        (key, (text, lineages.last_change(written_on)))
        for key, text, written_on in scopes_at(session, at)
    ]
    of_parts: dict[int, list[tuple[str, date]]] = {}
    for key, scope in own:
        if known.root(key) != key:
            of_parts.setdefault(known.root(key), []).append(scope)
    return {key: (scope, *of_parts.get(key, ())) for key, scope in own if known.root(key) == key}


def _answer_of_any(scopes: Scopes, asked: Sequence[PlaceAsked], ground: GapScopes) -> ScopeAnswer:
    """Return the answer of several scopes together, for one place or the parts of one."""
    return concerns_any(
        [_answer(text, named_on, one, ground) for one in asked for text, named_on in scopes]
    )


def _answer(text: str, named_on: date, asked: PlaceAsked, ground: GapScopes) -> ScopeAnswer:
    """Return the answer of a scope.

    What concerns a kind of commune concerns the provinces that have such communes, too.
    """
    scope = _scope(text)
    if asked.province_code or not scope.kinds:
        return concerns_after_mergers(scope, asked, ground.lineages, named_on=named_on)
    here = sorted(scope.kinds & ground.kinds.get(asked.code, frozenset()))
    one_of_them = replace(asked, kind=here[0] if here else asked.kind)
    answer = concerns_after_mergers(scope, one_of_them, ground.lineages, named_on=named_on)
    if answer.because is ScopeReason.KIND and answer.concerned:
        return replace(answer, by=", ".join(here))
    return answer


@lru_cache(maxsize=10_000)
def _scope(text: str) -> Scope:
    return Scope.parse(text)


def _is_exempt(answer: ScopeAnswer) -> bool:
    return not answer.concerned and bool(answer.reason)


def _reporting_communes(
    session: Session, view: PlaceView, at: AsOf, scopes: GapScopes, *, known: Families
) -> Counter[int]:
    """Count, by the gap that is left, the communes of a province that reported it and wait."""
    if view.province:
        return Counter()
    own = {key for key, above in scopes.provinces.items() if above in view.codes}
    former = {origin for key in own for origin in scopes.heirs.origins(key)}
    waiting = waiting_places(session, at, place_codes=sorted(own | former))
    heirs = {key: own.intersection(scopes.heirs.of(key)) for key in own | former}
    places = {(known.root(gap), heir) for gap, commune in waiting for heir in heirs[commune]}
    return Counter(gap for gap, _ in places)


def _own_reports(
    session: Session, view: PlaceView, at: AsOf, known: Families
) -> list[tuple[int, Told]]:
    """Return what the place itself reported and how it stands, with the gap that is left."""
    made = [
        report
        for report in list_reports_of_place(session, view.codes)
        if report.reported_on <= at.day and report.recorded_at <= at.known_at
    ]
    return [(known.root(told.report.gap_id), told) for told in told_reports(session, made, at)]


def _urgency(one: WaitingFor) -> tuple[int, int, int, int]:
    own = 0 if one.report else 1
    return own, _ORDER[one.standing.state], -one.communes - one.standing.waiting, one.gap_id


def promises_for(
    gap_ids: Sequence[int], by_gap: Mapping[int, Sequence[PromiseStanding]]
) -> list[PromiseStanding]:
    """Return the running promises that are to close these gaps, the most urgent first.

    `by_gap` are the promises of every gap (`promise_standings.promises_by_gap`).
    """
    return most_urgent(list(promises_by_id(gap_ids, by_gap).values()))


def promises_by_id(
    gap_ids: Sequence[int], by_gap: Mapping[int, Sequence[PromiseStanding]]
) -> dict[int, PromiseStanding]:
    """Return the promises that are to close these gaps, those that ended too, each once."""
    return {one.commitment_id: one for gap in gap_ids for one in by_gap.get(gap, ())}
