"""Is a document, or a provision of it, in force on a day?

Source: Law 64/2025/QH15 Art. 53 (effect), 56 (suspension) and 57 (end of effect). The status is
computed from days and confirmed relations, never typed; "not yet" and "no longer" are never
confused. Time is cut into intervals that follow one another without overlap or hole, each with
the acts that make it so, or with what is missing to know more.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from directives.rules.effect_dates import EffectDates
from directives.rules.relation_claims import UNNAMED_PART
from directives.vocabulary import Missing, RelationKind, Validity

ENDS = {
    RelationKind.REPLACES: Validity.SUPERSEDED,
    RelationKind.REPEALS: Validity.REPEALED,
    RelationKind.REVOKES: Validity.REPEALED,  # recalled (Decree 30/2020 Art. 18.4)
}
SUSPENDS = frozenset({RelationKind.SUSPENDS_EFFECT, RelationKind.SUSPENDS_EXECUTION})
ACTS = frozenset({*ENDS, *SUSPENDS, RelationKind.AMENDS})
"""What changes the effect of its target. A correction notice changes technique only."""

ALIVE = frozenset({Validity.IN_FORCE, Validity.PARTLY_EXPIRED, Validity.PARTLY_SUSPENDED})
DEAD = frozenset({Validity.EXPIRED, Validity.REPEALED, Validity.SUPERSEDED})

_DAY = timedelta(days=1)


class ActedUpon(NamedTuple):
    """A later document acts on this one, or on a provision of it.

    Attributes:
        kind: What it does.
        from_on: First day of what it does; none where that is not known.
        to_on: Last day, inclusive, of a suspension; none: until further notice.
        provision: What it acts on, "dieu-5__khoan-2"; empty: the whole document.
        source_id: The document that acts.
        relation_id: The relation that says so.
        inside: The articles of a chapter or section that it acts on: addresses begin at the
            article, so they do not tell where it stands.
        not_before: Where its first day is not known, the day before which it does nothing.
    """

    kind: RelationKind
    from_on: date | None
    to_on: date | None = None
    provision: str = ""
    source_id: int = 0
    relation_id: int = 0
    inside: tuple[str, ...] = ()
    not_before: date | None = None

    def touches(self, provision: str) -> bool:
        """Tell whether it acts on words of a provision, "" for the whole document."""
        return touches(self.provision, provision) or any(
            touches(article, provision) for article in self.inside
        )

    def reaches(self, provision: str) -> bool:
        """Tell whether it acts on all words of a provision."""
        return any(contains(one, provision) for one in (self.provision, *self.inside))

    def holds(self, day: date) -> bool:
        """Tell whether it has begun to act by a day, and, of a suspension, still does."""
        begun = self.from_on is not None and self.from_on <= day
        return begun and not self._is_over(day)

    def may_hold(self, day: date) -> bool:
        """Tell whether it is not known if it acts on a day."""
        may_have_begun = self.not_before is None or self.not_before <= day
        return self.from_on is None and may_have_begun and not self._is_over(day)

    def _is_over(self, day: date) -> bool:
        """Tell whether it is a suspension whose last day has passed."""
        return self.kind in SUSPENDS and self.to_on is not None and self.to_on < day


@dataclass(frozen=True, slots=True)
class Effect:
    """How a document or provision stands, and why.

    `because` is empty where its own days decide. `missing` names what would have to be known.
    """

    status: Validity
    because: tuple[ActedUpon, ...] = ()
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class EffectInterval:
    """Days on which the effect is the same; both ends count, None is open."""

    from_on: date | None
    to_on: date | None
    effect: Effect


def touches(one: str, other: str) -> bool:
    """Tell whether two provisions share words: the same, one inside the other, or the whole."""
    if not one or not other or one == other:
        return True  # so of most of the thousands
    return one.startswith(f"{other}__") or other.startswith(f"{one}__")


def contains(outer: str, inner: str) -> bool:
    """Tell whether a provision is, or stands in, another one or the whole."""
    return not outer or inner == outer or inner.startswith(f"{outer}__")


def effect_on(
    day: date,
    dates: EffectDates,
    acts: Collection[ActedUpon],
    *,
    provision: str = "",
    inside: Sequence[str] = (),
) -> Effect:
    """Return the effect of a document, or of one of its provisions, on a day.

    `inside` are the articles of a chapter or section: it is nothing besides them, and ends or is
    suspended with the last of them.
    """
    if dates.not_before is not None and day < dates.not_before:
        return Effect(Validity.NOT_YET_IN_FORCE, (), dates.unsaid)
    named = (provision, *inside)
    concerning = [act for act in acts if act.kind in ACTS and any(map(act.touches, named))]
    acting = [act for act in concerning if act.holds(day)]
    parts = inside or (provision,)
    ends = {part: end for part in parts if (end := _ended(day, dates, acting, part))}
    left = [part for part in parts if part not in ends]
    if not left:
        return _all_ended(ends.values())
    undated = tuple(act for act in concerning if act.may_hold(day))
    ends_some_day = _reaching_all(left, [act for act in undated if act.kind in ENDS])
    if ends_some_day:
        return Effect(Validity.UNKNOWN, ends_some_day, (*dates.unsaid, Missing.ACT_DAY))
    suspending = _reaching_all(left, [act for act in acting if act.kind in SUSPENDS])
    if suspending:
        return Effect(Validity.SUSPENDED, suspending)
    missing = (Missing.ACT_DAY,) if undated else ()
    if dates.begins_on is None:
        return Effect(Validity.UNKNOWN, tuple(acting), (*dates.unsaid, *missing))
    if provision and _acts_on_unnamed_part(acts, day):
        missing = (Missing.AMENDED_PROVISIONS, *missing)
    return _changed(acting, provision, missing)


def _acts_on_unnamed_part(acts: Collection[ActedUpon], day: date) -> bool:
    """Tell whether an act concerns, or may concern, a part and nobody said what is in that."""
    unnamed = [act for act in acts if act.provision == UNNAMED_PART and act.kind in ACTS]
    return any(act.holds(day) or act.may_hold(day) for act in unnamed)


def _reaching_all(parts: Sequence[str], acts: Sequence[ActedUpon]) -> tuple[ActedUpon, ...]:
    """Return the acts that reach these parts; none where they leave one of them alone."""
    if not all(any(act.reaches(part) for act in acts) for part in parts):
        return ()
    return tuple(act for act in acts if any(map(act.reaches, parts)))


def _changed(acting: Sequence[ActedUpon], provision: str, missing: tuple[Missing, ...]) -> Effect:
    """Return the effect of what has begun and not ended: whole, or in part.

    A part that is only suspended returns, so what was amended or ended for good outweighs it.
    """
    named = tuple(act for act in acting if not provision or act.provision)
    if named:
        returns = all(act.kind in SUSPENDS for act in named)
        in_part = Validity.PARTLY_SUSPENDED if returns else Validity.PARTLY_EXPIRED
        return Effect(in_part, named, missing)
    if acting:  # "amends a number of articles": whether this one is among them is not known
        unsaid = dict.fromkeys((Missing.AMENDED_PROVISIONS, *missing))
        return Effect(Validity.UNKNOWN, tuple(acting), tuple(unsaid))
    return Effect(Validity.IN_FORCE, (), missing)


class _End(NamedTuple):
    on: date  # first day without effect
    effect: Effect


def _ended(
    day: date, dates: EffectDates, acting: Collection[ActedUpon], provision: str
) -> _End | None:
    """Return how it ended, by what came first; what has ended is not revived."""
    ends = [
        _End(act.from_on, Effect(ENDS[act.kind], (act,)))
        for act in acting
        if act.from_on and act.kind in ENDS and act.reaches(provision)
    ]
    if dates.expires_on and day > dates.expires_on:
        ends.append(_End(dates.expires_on + _DAY, Effect(Validity.EXPIRED)))
    return min(ends, key=_day_of) if ends else None


def _all_ended(ends: Collection[_End]) -> Effect:
    """Return the effect of what has ended part by part: as the last did, by all acts, its first."""
    latest_first = sorted(ends, key=_day_of, reverse=True)
    last = latest_first[0].effect
    if not last.because:
        return last
    return replace(
        last,
        because=tuple(dict.fromkeys(act for end in latest_first for act in end.effect.because)),
    )


def _day_of(end: _End) -> date:
    return end.on


def validity_on(day: date, dates: EffectDates, acts: Collection[ActedUpon]) -> Validity:
    """Return the status of a document on a day."""
    return effect_on(day, dates, acts).status


def effect_intervals(
    dates: EffectDates,
    acts: Collection[ActedUpon],
    *,
    provision: str = "",
    inside: Sequence[str] = (),
) -> list[EffectInterval]:
    """Return how a document, or a provision of it, stands through all time, earliest first."""
    turns = sorted(
        {
            turn
            for turn in (
                dates.not_before,
                _after(dates.expires_on),
                *(act.from_on or act.not_before for act in acts),
                *(_after(act.to_on) for act in acts),
            )
            if turn is not None and turn > date.min
        }
    )
    found: list[EffectInterval] = []
    for first in (None, *turns):
        effect = effect_on(first or date.min, dates, acts, provision=provision, inside=inside)
        if found and found[-1].effect == effect:
            continue
        if found:
            last = found.pop()
            found.append(EffectInterval(last.from_on, _before(first), last.effect))
        found.append(EffectInterval(first, None, effect))
    return found


def interval_on(day: date, intervals: Sequence[EffectInterval]) -> EffectInterval:
    """Return the interval in which a day lies; they leave no hole."""
    return next(one for one in reversed(intervals) if one.from_on is None or one.from_on <= day)


def next_end(intervals: Sequence[EffectInterval], day: date) -> tuple[date, Effect] | None:
    """Return the last day before the effect ends that ends after `day`, and how it stands then.

    None if no end is known.
    """
    ends = ((one.from_on, one.effect) for one in intervals if one.effect.status in DEAD)
    return next(((end - _DAY, effect) for end, effect in ends if end and end > day), None)


def _after(day: date | None) -> date | None:
    return day + _DAY if day and day < date.max else None


def _before(day: date | None) -> date | None:
    return day - _DAY if day else None


def ended_since(
    dates: EffectDates,
    acts: Collection[ActedUpon],
    today: date,
    *,
    provision: str = "",
    inside: Sequence[str] = (),
) -> date | None:
    """Return the first day without effect of what has ended by `today`; None of what has not."""
    is_past_term = dates.expires_on is not None and today > dates.expires_on
    if not is_past_term and not any(act.kind in ENDS for act in acts):
        return None  # nothing can have ended it: so most of the many that are asked about
    effect = effect_on(today, dates, acts, provision=provision, inside=inside)
    if effect.status not in DEAD:
        return None
    day = effect.because[0].from_on if effect.because else _after(dates.expires_on)
    return max(filter(None, (day, dates.not_before)))
