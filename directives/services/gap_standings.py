"""How gaps stand on a day, as known at an instant: all of them in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.gap import GapDecision
from directives.rules.coverage import (
    Answer,
    Decided,
    Heard,
    decided_state,
    decision_on,
    gap_state,
)
from directives.rules.two_times import AsOf
from directives.services.answering import answering_parts
from directives.services.gap_facts import gaps_at
from directives.services.gap_merges import Families, families
from directives.services.gap_voices import Count, Question, count_places, heard_of
from directives.services.link_history import counts_on, links_at
from directives.services.promise_standings import promise_standings
from directives.services.touched import Touched
from directives.store.coverage import (
    AnswerRow,
    list_answers,
    list_links_changed_after,
    list_suspects,
)
from directives.store.facts import is_said_since
from directives.store.gap_reports import (
    list_gaps_of_former_places,
)
from directives.store.gaps import (
    list_decisions,
    list_gap_keys,
    list_gaps_changed_after,
    list_interim_gaps,
    list_promises_of,
)
from directives.vocabulary import (
    CommitmentState,
    Extent,
    GapState,
    SuspectKind,
)


@dataclass(frozen=True, slots=True)
class GapStanding:
    """How a gap stands.

    Attributes:
        state: What counts: a decision by hand, else what is computed.
        computed: What links, promises and places say, whatever was decided.
        decision: The decision by hand that counts.
        reported: Distinct places that reported it, of what was merged into it, too.
        waiting: Those of them that have no answer yet.
        waiting_since: The day of the first report that has no answer yet.
        is_conflicting: Whether documents in force say different things of it.
        survivor_id: The gap that it became part of, if it was merged.
    """

    state: GapState
    computed: GapState
    decision: GapDecision | None = None
    reported: int = 0
    waiting: int = 0
    waiting_since: date | None = None
    is_conflicting: bool = False
    survivor_id: int | None = None


def standings(
    session: Session, at: AsOf, gap_ids: Sequence[int] | None = None
) -> dict[int, GapStanding]:
    """Return how gaps stand, all or those asked for, by id; those not known then are left out.

    The number of queries does not grow with the number of gaps. A gap that was merged stands as
    the one that it became part of.
    """
    known = families(session, at)
    asked = None if gap_ids is None else known.members(known.root(key) for key in gap_ids)
    former = frozenset(list_gaps_of_former_places(session))
    question = Question(session, at, asked, known, former)
    answers, promises = _answers(question), _promises(question)
    counts = count_places(question)
    heard = heard_of(question, counts)
    interim = {known.root(key) for key in _interim(session, at)}
    decisions: dict[int, list[GapDecision]] = {}
    for row in list_decisions(session, at, asked):
        decisions.setdefault(row.gap_id, []).append(row)
    keys = list_gap_keys(session, at, asked)
    found = {}
    for root in {known.root(key) for key in keys}:
        computed = gap_state(
            answers.get(root, []),
            promises.get(root, []),
            heard=heard.get(root, Heard()),
            has_interim_instruction=root in interim,
        )
        decided = _decision(decisions.get(root, []), at.day)
        found[root] = _standing(computed, decided, answers.get(root, []), counts.get(root, Count()))
    return {key: _seen_from(key, found, known) for key in keys}


def standings_after(
    session: Session, at: AsOf, before: Mapping[int, GapStanding], touched: Touched
) -> Mapping[int, GapStanding]:
    """Return how all gaps stand, from how they stood before changes that touched some."""
    if not touched.gap_ids:
        return before
    return {**before, **standings(session, at, touched.gap_ids)}


def _decision(rows: Sequence[GapDecision], day: date) -> GapDecision | None:
    decided = [Decided(row.kind, row.state, row.expires_on) for row in rows]
    counting = decision_on(day, decided)
    return next((rows[i] for i, one in enumerate(decided) if one is counting), None)


def _seen_from(key: int, found: Mapping[int, GapStanding], known: Families) -> GapStanding:
    root = known.root(key)
    return found[root] if root == key else replace(found[root], survivor_id=root)


def _standing(
    computed: GapState, decision: GapDecision | None, answers: Sequence[Answer], count: Count
) -> GapStanding:
    state = computed
    if decision:
        state = decided_state(Decided(decision.kind, decision.state, decision.expires_on))
    return GapStanding(
        state=state,
        computed=computed,
        decision=decision,
        reported=count.reported,
        waiting=count.waiting,
        waiting_since=count.since,
        is_conflicting=any(one.extent is Extent.CONFLICTING for one in answers),
    )


def _answers(question: Question) -> dict[int, list[Answer]]:
    """Return the links that count: confirmed, of published documents that are in force.

    Whether a document was public and in force is taken as known at the instant asked about.
    """
    session, at, asked, known = question.session, question.at, question.asked, question.known
    is_past = is_said_since(session, at.known_at)
    rows = [
        *list_answers(session, at, asked, is_past=is_past),
        *_changed_answers(session, at, asked, is_past=is_past),
    ]
    doubtful = ((row.doubtful_id, row.provision_id) for row in rows if row.doubtful_id)
    answering = answering_parts(session, doubtful, at, is_past=is_past)
    found: dict[int, list[Answer]] = {}
    for row in rows:
        if not row.doubtful_id or (row.doubtful_id, row.provision_id) in answering:
            answer = Answer(row.extent, row.is_suspect)
            found.setdefault(known.root(row.gap_id), []).append(answer)
    return found


def _changed_answers(
    session: Session, at: AsOf, asked: Sequence[int] | None, *, is_past: bool
) -> list[AnswerRow]:
    """Return the links of which something happened later, as they were."""
    changed = list_links_changed_after(session, at, asked, is_past=is_past)
    if not changed:
        return []
    links = list_suspects(session, SuspectKind.COVERAGE_LINK, at)
    documents = list_suspects(session, SuspectKind.DOCUMENT, at)
    return [
        AnswerRow(
            link.gap_id,
            link.extent,
            bool(link.suspect) or saved_id(link) in links or link.document_id in documents,
            link.document_id,
            link.provision_id,
        )
        for link in links_at(session, changed, at)
        if counts_on(link, at.day)
    ]


def _promises(question: Question) -> dict[int, list[CommitmentState]]:
    session, at, asked, known = question.session, question.at, question.asked, question.known
    pairs = list_promises_of(session, at.known_at, asked)
    wanted = sorted({pair.commitment_id for pair in pairs})
    if not wanted:
        return {}
    states = promise_standings(session, at, ids=None if asked is None else wanted)
    found: dict[int, list[CommitmentState]] = {}
    for pair in pairs:
        if pair.commitment_id in states:
            found.setdefault(known.root(pair.gap_id), []).append(states[pair.commitment_id].state)
    return found


def _interim(session: Session, at: AsOf) -> set[int]:
    """Return the gaps with an interim instruction that has not run out."""
    later = gaps_at(session, list_gaps_changed_after(session, at), at)
    changed = {saved_id(gap) for gap in later}
    then = {
        saved_id(gap)
        for gap in later
        if gap.interim_instruction and gap.interim_until and gap.interim_until >= at.day
    }
    return set(list_interim_gaps(session, at)) - changed | then
