"""What happened to a document that others rest on, and counts against them on a day."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from directives.rules.acting import STOPS
from directives.rules.effect import SUSPENDS, ActedUpon, ended_since, touches
from directives.rules.effect_dates import EffectDates
from directives.rules.two_times import ha_noi_date
from directives.vocabulary import RelationKind, SuspicionReason

REASONS = {
    RelationKind.AMENDS: SuspicionReason.AMENDED,
    RelationKind.REPLACES: SuspicionReason.REPLACED,
    RelationKind.REPEALS: SuspicionReason.REPEALED,
    RelationKind.REVOKES: SuspicionReason.RECALLED,
    **dict.fromkeys(SUSPENDS, SuspicionReason.SUSPENDED),
}

_ACTED = "relation"
_UNDATED = "undated"
_LESS_GRAVE = {
    SuspicionReason.DAY_UNKNOWN: 3,
    SuspicionReason.AMENDED: 2,
    SuspicionReason.SUSPENDED: 1,
}
"""Told after the end of a document, which is 0, in part 1."""


class Cause(NamedTuple):
    """What happened to a document that others rest on.

    Attributes:
        key: The same for as long as the same thing happened; decisions hold on to it.
        base_id: The document that was changed or ended.
        reason: What happened to it.
        holds_on: From which day; where that is not known, the first on which it may have happened.
        provision: What of it was changed; empty: the whole.
        act_id: The document that did it, if one did.
        relation_id: The relation that says so.
        recorded_at: When that was recorded; none where time itself did it.
        inside: The articles of the chapter or section that was changed.
    """

    key: str
    base_id: int
    reason: SuspicionReason
    holds_on: date
    provision: str = ""
    act_id: int | None = None
    relation_id: int | None = None
    recorded_at: datetime | None = None
    inside: tuple[str, ...] = ()

    def touches(self, provision: str) -> bool:
        """Tell whether words of a provision were changed, "" for the whole document."""
        return touches(self.provision, provision) or any(
            touches(article, provision) for article in self.inside
        )


class Node(NamedTuple):
    """A document as the chain sees it.

    Attributes:
        id: Its key.
        dates: The days that decide its effect.
        acts: What confirmed relations of published documents do to it.
        recorded_at: When each of those relations was recorded, by its id.
        is_suspectable: Published, and a document of the administration (no draft, no press).
        recalled_on: The day on which its record was taken out of sight after it was public.
    """

    id: int
    dates: EffectDates
    acts: Sequence[ActedUpon] = ()
    recorded_at: Mapping[int, datetime] = MappingProxyType({})
    is_suspectable: bool = True
    recalled_on: date | None = None

    @property
    def is_untouched(self) -> bool:
        """Tell whether nothing is known that could change or end it: so most of the many."""
        return not self.acts and self.dates.expires_on is None and self.recalled_on is None


def relation_of(key: str) -> int | None:
    """Return the relation that the key of a cause names; none where time did it, or a recall."""
    kind, _, number = key.partition(":")
    return int(number) if kind in {_ACTED, _UNDATED} else None


def causes_of(node: Node, today: date) -> list[Cause]:
    """Return what has happened to a document by a day and still counts: its end first."""
    return causes_until(ended_since(node.dates, node.acts, today), node, today)


def causes_until(ended_on: date | None, node: Node, today: date) -> list[Cause]:
    """Return the same of a document of which it is known since when it has no effect."""
    found = (_cause_of(act, node, today) for act in node.acts)
    causes = [one for one in found if one and (ended_on is None or one.holds_on <= ended_on)]
    term = node.dates.expires_on
    if term is not None and ended_on is not None and term < ended_on:
        key = f"term:{node.id}:{term}"
        causes.append(Cause(key, node.id, SuspicionReason.EXPIRED, ended_on))
    if node.recalled_on is not None:
        key = f"recall:{node.id}"
        causes.append(Cause(key, node.id, SuspicionReason.RECALLED, node.recalled_on))
    return sorted(causes, key=_gravest)


def _cause_of(act: ActedUpon, node: Node, today: date) -> Cause | None:
    """Return what an act does to a document on a day, or may do if its own day is not known."""
    recorded_at = node.recorded_at.get(act.relation_id)
    if act.holds(today):
        key, reason, since = _ACTED, REASONS[act.kind], act.from_on
    elif act.kind in STOPS and act.may_hold(today):
        # Another key: who has looked at the doubt looks again when the day is known.
        key, reason = _UNDATED, SuspicionReason.DAY_UNKNOWN
        since = act.not_before or (ha_noi_date(recorded_at) if recorded_at else None)
    else:
        return None
    if since is None:
        return None
    return Cause(
        key=f"{key}:{act.relation_id}",
        base_id=node.id,
        reason=reason,
        holds_on=since,
        provision=act.provision,
        act_id=act.source_id,
        relation_id=act.relation_id,
        recorded_at=recorded_at,
        inside=act.inside,
    )


def _gravest(cause: Cause) -> tuple[int, date, str]:
    partial = 1 if cause.provision else 0
    return _LESS_GRAVE.get(cause.reason, partial), cause.holds_on, cause.key
