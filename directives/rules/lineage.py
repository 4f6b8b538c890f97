"""What the territory of a place belonged to before: units merge, part and change province."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from directives.rules.succession import Heirs, Succession

ONE_DAY: Final = timedelta(days=1)

ProvincesOfCommunes = Mapping[str, Sequence[tuple[date | None, str]]]
"""In which province each commune lies from a day on, the first first; None: nobody knows since
when."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What a territory belonged to from a day on: a province, or a commune of one."""

    since: date
    code: str
    province_code: str | None = None


Lineage = tuple[Stage, ...]
"""The stages of one territory, the first first."""


def stage_on(lineage: Lineage, day: date) -> Stage:
    """Return what a territory belonged to on a day; before all that is known, what it did first."""
    return next((one for one in reversed(lineage) if one.since <= day), lineage[0])


class Lineages:
    """What every territory belonged to on any day up to the one asked about."""

    def __init__(self, heirs: Heirs[str], provinces: ProvincesOfCommunes) -> None:
        self._heirs = heirs
        self._provinces = provinces
        self._known: dict[str, Sequence[Lineage]] = {}
        moves = {since for told in provinces.values() for since, _ in told if since}
        self._days = sorted(moves | heirs.days)

    def of(self, code: str) -> Sequence[Lineage]:
        """Return the lineage of each territory that a place has; of its own first, if it had one.

        Where a commune lay before it is known is told by its province: it may have lain in each
        of those that became the province.
        """
        if code not in self._known:
            self._known[code] = self._up_to(code, date.max)
        return self._known[code]

    def day_meant(self, code: str, named_on: date) -> date:
        """Return the day on which a place was what its name means, if it was named on a day.

        That day, as a rule; of a place that had ended, its last; of one yet to begin, its first.
        """
        began = self._began(code) or date.min
        ended = self._heirs.ended_on(code)
        return min(max(named_on, began), ended - ONE_DAY if ended else date.max)

    def last_change(self, day: date) -> date:
        """Return the last day up to this one on which some territory began or changed hands.

        What was named between two such days means the same territories.
        """
        found = bisect_right(self._days, day)
        return self._days[found - 1] if found else date.min

    def _up_to(self, code: str, day: date) -> list[Lineage]:
        """Return the lineages of what a place had by a day, all that came after included."""
        came = [one for one in self._heirs.taken_over(code) if (one.since or date.min) <= day]
        began_with = self._began(code)
        is_new = began_with and any(
            one.since == began_with and not one.is_part and self._began(one.body) for one in came
        )
        found = [] if is_new else self._own(code)
        for one in came:
            since = one.since or date.min
            found += [
                (*(stage for stage in before if stage.since < since), *self._from(code, since))
                for before in self._up_to(one.body, _last_day_before(one))
            ]
        return found

    def _own(self, code: str) -> list[Lineage]:
        stages = self._stages(code)
        began, province = stages[0].since, stages[0].province_code
        if province is None or began == date.min:
            return [stages]
        return [
            (*(Stage(one.since, code, one.code) for one in above if one.since < began), *stages)
            for above in self._up_to(province, began)
        ]

    def _stages(self, code: str) -> Lineage:
        told = self._provinces.get(code)
        if told is None:
            return (Stage(date.min, code),)
        return tuple(Stage(since or date.min, code, province) for since, province in told)

    def _from(self, code: str, day: date) -> Lineage:
        stages = self._stages(code)
        then = stage_on(stages, day)
        later = (one for one in stages if one.since > day)
        return (Stage(day, code, then.province_code), *later)

    def _began(self, code: str) -> date | None:
        return self._provinces[code][0][0] if code in self._provinces else None


def _last_day_before(one: Succession[str]) -> date:
    """Return the last day on which what the body took over went on with this succession.

    What it took over on the very day on which it ended did; a part of that day was named before.
    """
    since = one.since or date.min
    return since - ONE_DAY if one.is_part else since
