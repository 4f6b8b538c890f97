"""Is a document in force on a day?

Source: Law 64/2025/QH15 Art. 53 and 57 (effect and its end). The status is computed from dates
and confirmed relations, never typed; "not yet" and "no longer" are never confused.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from directives.vocabulary import RelationKind, Validity

_ENDS_IN_WHOLE = {RelationKind.REPLACES, RelationKind.REPEALS}


@dataclass(frozen=True, slots=True)
class ActedUpon:
    """A later document acts on this one, from the day on which it takes effect itself."""

    kind: RelationKind
    from_on: date | None
    whole: bool  # false: only a provision of this document


@dataclass(frozen=True, slots=True)
class EffectDates:
    """The dates of a document that decide its effect."""

    issued_on: date | None
    effective_on: date | None
    expires_on: date | None  # last day of effect, inclusive


def validity_on(day: date, dates: EffectDates, acts: Collection[ActedUpon]) -> Validity:
    """Return the effect of a document at `day`.

    A letter seldom names the day of its effect; then it counts from its issue. Without any
    date nothing can be said.
    """
    begins_on = dates.effective_on or dates.issued_on
    if begins_on is None:
        return Validity.UNKNOWN
    if day < begins_on:
        return Validity.NOT_YET_IN_FORCE
    if dates.expires_on and day > dates.expires_on:
        return Validity.EXPIRED
    acting = [act for act in acts if act.from_on and act.from_on <= day]
    if any(act.kind in _ENDS_IN_WHOLE and act.whole for act in acting):
        return Validity.EXPIRED
    partly = {RelationKind.AMENDS, *_ENDS_IN_WHOLE}
    return Validity.PARTLY_EXPIRED if any(a.kind in partly for a in acting) else Validity.IN_FORCE
