"""What is said of a gap, and was: its columns are a projection of its facts.

A field that never changed has no facts: its column is what it was from the beginning. The first
change of a field writes down what it was, as of the instant at which the gap was recorded.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.fact import Fact
from directives.models.gap import Gap
from directives.rules.permissions import Actor, check_signed_in
from directives.rules.two_times import ALWAYS, AsOf, fact_at, ha_noi_date
from directives.store.facts import list_days_said, list_facts, list_facts_of_all
from directives.store.gaps import list_gaps_changed_after, list_scopes
from directives.vocabulary import GapKind

SUBJECT: Final = "gap"


def _same(value: object) -> object:
    return value


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _kind(value: object) -> GapKind:
    return GapKind(str(value))


# Field -> how its JSON value becomes the column's.
FIELDS: Final[Mapping[str, Callable[[object], object]]] = {
    "title": _same,
    "description": _same,
    "kind": _kind,
    "sector_id": _same,
    "procedure_code": _same,
    "procedure_name": _same,
    "raised_by": _same,
    "raised_on": _day,
    "affected_count": _same,
    "affected_unit": _same,
    "interim_instruction": _same,
    "interim_until": _day,
    "scope": _same,
    "source_document_id": _same,
    "source_quote": _same,
}


def record_gap_facts(
    session: Session,
    actor: Actor,
    gap: Gap,
    values: Mapping[str, object],
    *,
    at: AsOf,
    reason: str = "",
) -> list[str]:
    """Say of a gap what holds from `at.day` on; return the fields that changed.

    The columns follow at once: a change is dated today or before.
    """
    account_id = check_signed_in(actor)
    changed = [
        field for field in FIELDS if field in values and values[field] != getattr(gap, field)
    ]
    known = {fact.field for fact in list_facts(session, SUBJECT, saved_id(gap))}
    for field in changed:
        if field not in known:
            first = _fact(gap, field, getattr(gap, field), AsOf(ALWAYS, gap.recorded_at))
            first.account_id = gap.account_id or account_id
            session.add(first)
            session.flush()  # in the order in which it was said
        fact = _fact(gap, field, values[field], at)
        fact.account_id, fact.reason = account_id, reason
        session.add(fact)
        setattr(gap, field, values[field])
    if changed:
        gap.changed_at = at.known_at
        gap.holds_from = max(at.day, gap.holds_from or at.day)
        session.add(gap)
        session.flush()
    return changed


def _fact(gap: Gap, field: str, value: object, at: AsOf) -> Fact:
    written = None if value is None else json.dumps(value, ensure_ascii=False, default=str)
    return Fact(
        subject_kind=SUBJECT,
        subject_id=saved_id(gap),
        field=field,
        value=written,
        holds_on=at.day,
        recorded_at=at.known_at,
        account_id=0,
    )


def gap_history(session: Session, gap_id: int, at: AsOf) -> Sequence[Fact]:
    """Return what was changed of a gap, as known at an instant, in the order; not its beginning."""
    said = list_facts(session, SUBJECT, gap_id)
    return [fact for fact in said if fact.recorded_at <= at.known_at and fact.holds_on != ALWAYS]


def gaps_at(session: Session, gaps: Sequence[Gap], at: AsOf) -> list[Gap]:
    """Return gaps with the words that held on a day, as known at an instant.

    Those of which nothing was said later are the rows themselves; the others are copies.
    """
    later = {saved_id(gap) for gap in list_gaps_changed_after(session, at)}
    wanted = [saved_id(gap) for gap in gaps if saved_id(gap) in later]
    values = _values(list_facts_of_all(session, SUBJECT, wanted), at) if wanted else {}
    return [
        Gap(**(gap.model_dump() | values[saved_id(gap)])) if saved_id(gap) in values else gap
        for gap in gaps
    ]


def scopes_at(session: Session, at: AsOf) -> list[tuple[int, str, date]]:
    """List (gap, whom it concerned on a day as known at an instant, when that was written)."""
    changed = list_gaps_changed_after(session, at)
    earlier = {saved_id(gap): gap.scope for gap in gaps_at(session, changed, at)} if changed else {}
    written = list_days_said(session, SUBJECT, "scope", at)
    return [
        (key, earlier.get(key, scope), written.get(key) or ha_noi_date(recorded_at))
        for key, scope, recorded_at in list_scopes(session, at)
    ]


def _values(facts: Sequence[Fact], at: AsOf) -> dict[int, dict[str, object]]:
    def of(fact: Fact) -> tuple[int, str]:
        return fact.subject_id, fact.field

    each = (fact_at(list(said), at) for _key, said in groupby(sorted(facts, key=of), key=of))
    values: dict[int, dict[str, object]] = {}
    for holding in filter(None, each):
        value = FIELDS[holding.field](json.loads(holding.value or "null"))
        values.setdefault(holding.subject_id, {})[holding.field] = value
    return values
