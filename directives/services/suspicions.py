"""Keep what is suspect equal to what should be: after each change, and as time passes.

Stored are the suspicions that were raised and what people decided; which should be open follows
from the relations, the days of the documents and those decisions (`rules.chain`). So every way to
this state gives the same: change by change, or all from scratch.
"""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from directives.models.base import Subject
from directives.rules.chain import Chain, Doubt, Suspect, doubts
from directives.rules.chain_causes import Cause, Node, causes_of
from directives.rules.effect import ActedUpon
from directives.rules.effect_dates import EffectDates
from directives.rules.permissions import Actor
from directives.rules.two_times import ha_noi_date
from directives.services.acts import act_of
from directives.services.changes import record_change
from directives.services.recalls import tell_of_recalls
from directives.services.unsettled import take_noted
from directives.services.validity import fixed_validity
from directives.store.divisions import divide
from directives.store.effects import (
    NodeRow,
    acted_upon_by,
    list_acts,
    list_edges,
    list_edges_under,
    list_holds,
    list_nodes,
    recall_days,
    resting_on,
)
from directives.store.suspicions import (
    StandingRow,
    Told,
    add_alike,
    add_suspicions,
    lapse_suspicions,
    list_decided,
    list_standing,
    restate,
)
from directives.vocabulary import RecordState, SuspicionReason


@dataclass(frozen=True, slots=True)
class Settled:
    """How many suspicions were raised, and how many lost their cause."""

    raised: int = 0
    lapsed: int = 0


_MANY_ALIKE = 50
"""From so many on, suspicions with the same causes are written by a statement of their own."""

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def settle(session: Session, actor: Actor, *, now: datetime) -> Settled:
    """Let what rests on the documents changed in this transaction follow the change.

    To be called at the end of each use case that changes documents, relations or links. It takes
    a fixed number of statements, however many documents rest on the changed ones.
    """
    session.flush()
    noted = take_noted(session)
    if not noted:
        return Settled()
    changed = noted | acted_upon_by(session, noted)
    return _bring_up_to_date(session, actor, resting_on(session, changed), now=now)


def settle_all(
    session: Session, actor: Actor, *, now: datetime, progress: Progress = _silent
) -> Settled:
    """Compute from scratch what should be suspect now; doing it again changes nothing.

    This is also how what merely expires, begins or is suspended by the passing of days is found.
    `progress` is told of how many documents of how many it is known what happened to them.
    """
    session.flush()
    take_noted(session)
    return _bring_up_to_date(session, actor, None, now=now, progress=progress)


def _bring_up_to_date(
    session: Session,
    actor: Actor,
    document_ids: Collection[int] | None,
    *,
    now: datetime,
    progress: Progress = _silent,
) -> Settled:
    chain = _read_chain(session, document_ids)
    count = len(chain.nodes)
    found = doubts(chain, ha_noi_date(now), looked_at=lambda done: progress(done, count))
    wanted = {
        (doubt.suspect, doubt.cause.key): doubt
        for doubt in found
        if document_ids is None or doubt.document_id in document_ids
    }
    standing = {(row.suspect, row.cause_key): row for row in list_standing(session, document_ids)}
    fresh = [wanted[key] for key in wanted if key not in standing]
    gone = [row.id for key, row in standing.items() if key not in wanted]
    _raise(session, fresh, now)
    lapse_suspicions(session, gone, now=now)
    restate(session, _told_anew(wanted, standing))
    recalled = _recalled(chain, document_ids, ha_noi_date(now))
    if recalled:
        tell_of_recalls(session, recalled, now=now)
    more = [wanted[key] for key, row in standing.items() if _has_more(wanted.get(key), row)]
    if fresh or gone or more:
        documents = {doubt.document_id for doubt in (*fresh, *more)}
        documents |= {row.document_id for key, row in standing.items() if key not in wanted}
        said = {"raised": len(fresh), "lapsed": len(gone), "documents": sorted(documents)}
        record_change(
            session, actor, "suspicion.settle", Subject("suspicion", None), now=now, **said
        )
    return Settled(len(fresh), len(gone))


def causes_now(session: Session, document_id: int, *, now: datetime) -> list[Cause]:
    """Return what has happened to a document that makes doubtful what rests on it."""
    nodes = _read_nodes(session, [document_id])
    return causes_of(nodes[document_id], ha_noi_date(now))


def _recalled(chain: Chain, document_ids: Collection[int] | None, today: date) -> list[int]:
    """Return which of these documents are recalled as a whole."""
    return [
        key
        for key, node in chain.nodes.items()
        if (document_ids is None or key in document_ids)
        and any(
            cause.reason is SuspicionReason.RECALLED and not cause.provision
            for cause in causes_of(node, today)
        )
    ]


Key = tuple[Suspect, str]


def _told_anew(wanted: dict[Key, Doubt], standing: dict[Key, StandingRow]) -> dict[int, Told]:
    """Return what is to be told of suspicions, by their ids, for which it is another now."""
    now = {
        key: Told(path_as_json(doubt), also_as_json(doubt), doubt.cause.holds_on)
        for key, doubt in wanted.items()
        if key in standing
    }
    return {
        standing[key].id: told
        for key, told in now.items()
        if told != (standing[key].path, standing[key].also, standing[key].holds_on)
    }


def _has_more(doubt: Doubt | None, row: StandingRow) -> bool:
    """Tell whether something else happened to the base of an open suspicion."""
    known = {one["key"] for one in json.loads(row.also)}
    return doubt is not None and any(cause.key not in known for cause in doubt.also)


def _raise(session: Session, found: Sequence[Doubt], now: datetime) -> None:
    """Store new suspicions, together those of the same kind of suspect with the same causes."""
    alike: dict[tuple[str, ...], list[Doubt]] = {}
    for doubt in found:
        causes = [cause.key for cause in doubt.causes]
        alike.setdefault((doubt.suspect.kind, *causes), []).append(doubt)
    single: list[dict[str, object]] = []
    for those in alike.values():
        shared, rows = _shared(those[0], now), _rows(those)
        if len(rows) < _MANY_ALIKE:
            single += [shared | row for row in rows]
        else:
            add_alike(session, shared, rows)
    add_suspicions(session, single)


def _shared(doubt: Doubt, now: datetime) -> dict[str, object]:
    cause = doubt.cause
    return {
        "subject_kind": doubt.suspect.kind,
        "reason": cause.reason,
        "base_id": cause.base_id,
        "act_id": cause.act_id,
        "cause_key": cause.key,
        "holds_on": cause.holds_on,
        "also": also_as_json(doubt),
        "raised_at": now,
    }


def _rows(found: Sequence[Doubt]) -> list[dict[str, object]]:
    different = {doubt.path: doubt for doubt in found}  # links share that of their document
    written = {path: path_as_json(doubt) for path, doubt in different.items()}
    return [
        {
            "subject_id": doubt.suspect.id,
            "document_id": doubt.document_id,
            "gap_id": doubt.gap_id,
            "path": written[doubt.path],
        }
        for doubt in found
    ]


def path_as_json(doubt: Doubt) -> str:
    """Return the steps from the suspect down to what was changed, as they are stored."""
    # As `json.dumps` writes it, which takes six times as long: two numbers and a kind of relation.
    steps = (
        f'{{"document_id": {step.document_id}, "kind": "{step.kind}", '
        f'"relation_id": {step.relation_id}}}'
        for step in doubt.path
    )
    return f"[{', '.join(steps)}]"


def also_as_json(doubt: Doubt) -> str:
    """Return what else happened to the base, as it is stored."""
    if not doubt.also:
        return "[]"  # so of most of the thousands
    told = [
        {
            "key": cause.key,
            "reason": cause.reason.value,
            "act_id": cause.act_id,
            "holds_on": cause.holds_on.isoformat(),
        }
        for cause in doubt.also
    ]
    return json.dumps(told)


def _read_chain(session: Session, document_ids: Collection[int] | None) -> Chain:
    """Return these documents with all that they rest on, and the gaps they cover; or everything."""
    if document_ids is None:
        edges, all_ids = list_edges(session), None
    else:
        edges = list_edges_under(session, document_ids)
        all_ids = {*document_ids, *(edge.lower_id for edge in edges)}
    uppers = [(edge.upper_id, edge.upper_provision) for edge in edges if edge.upper_provision]
    lowers = [(edge.lower_id, edge.lower_provision) for edge in edges if edge.lower_provision]
    holds = list_holds(session, document_ids)
    held = [(hold.document_id, hold.provision) for hold in holds if hold.provision]
    return Chain(
        nodes=_read_nodes(session, all_ids),
        edges=edges,
        holds=holds,
        decided=list_decided(session, all_ids),
        divided=divide(session, [*uppers, *lowers, *held]),
    )


def _read_nodes(session: Session, document_ids: Collection[int] | None) -> dict[int, Node]:
    acts: dict[int, list[ActedUpon]] = {}
    recorded_at: dict[int, dict[int, datetime]] = {}
    for row in list_acts(session, document_ids):
        acts.setdefault(row.target_id, []).append(act_of(row))
        recorded_at.setdefault(row.target_id, {})[row.relation_id] = row.recorded_at
    rows = list_nodes(session, document_ids)
    withdrawn = [row.id for row in rows if row.state is RecordState.WITHDRAWN]
    recalled = recall_days(session, withdrawn) if withdrawn else {}
    return {
        row.id: _node(row, acts.get(row.id, ()), recorded_at.get(row.id, {}), recalled)
        for row in rows
    }


def _node(
    row: NodeRow,
    acts: Sequence[ActedUpon],
    recorded_at: dict[int, datetime],
    recalled: dict[int, date],
) -> Node:
    is_law = fixed_validity(row.type_code, row.drafting_stage, row.issued_on) is None
    return Node(
        id=row.id,
        dates=EffectDates.of(row),
        acts=acts,
        recorded_at=recorded_at,
        is_suspectable=is_law and row.state is RecordState.PUBLISHED,
        recalled_on=recalled.get(row.id),
    )
