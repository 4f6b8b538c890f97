"""Who answers for what a body promised, and whose a place's territory is: units merge and part."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

KeyT = TypeVar("KeyT", int, str)


@dataclass(frozen=True, slots=True)
class Succession(Generic[KeyT]):
    """From this day the successor stands for the body; None: always.

    Of a part, the successor stands for what was handed over, and the body goes on with the rest.
    """

    body: KeyT
    successor: KeyT
    since: date | None
    is_part: bool = False


class Heirs(Generic[KeyT]):
    """Who stands on one day for what others were before."""

    def __init__(self, day: date, successions: Iterable[Succession[KeyT]]) -> None:
        self._after: dict[KeyT, list[Succession[KeyT]]] = {}
        self._before: dict[KeyT, list[Succession[KeyT]]] = {}
        for one in successions:
            if one.since is None or one.since <= day:
                self._after.setdefault(one.body, []).append(one)
                self._before.setdefault(one.successor, []).append(one)
        every = (one for after in self._after.values() for one in after)
        self._days = sorted({one.since or date.min for one in every})

    def of(self, body: KeyT, *, named_on: date | None = None) -> list[KeyT]:
        """Return who stands for a body: itself, or those that took it over.

        A body that was divided has several heirs; an heir that was taken over in turn gives way
        to its own. Bodies that succeed each other in a circle stand for themselves.

        Args:
            body: Of today, or a former one.
            named_on: The day on which it was named. Who was given a part after that day stands
                for it, too: nobody can tell from words what the part took along. None: parts
                count for nothing, what is the body's stays with it.
        """
        reached = {body: named_on or date.max}
        ahead = [body]
        for key in ahead:  # grows while it is read
            for one in self._after.get(key, ()):
                since = one.since or date.min
                if one.is_part and (named_on is None or since <= reached[key]):
                    continue
                if one.successor not in reached or since < reached[one.successor]:
                    reached[one.successor] = since
                    ahead.append(one.successor)
        return [key for key in reached if self.goes_on(key)] or [body]

    def goes_on(self, body: KeyT) -> bool:
        """Tell whether a body was neither merged nor divided."""
        return all(one.is_part for one in self._after.get(body, ()))

    def grew_on(self, body: KeyT) -> date | None:
        """Return the last day on which whole other bodies became part of this one, or None."""
        days = [one.since or date.min for one in self._before.get(body, ()) if not one.is_part]
        return max(days, default=None)

    def last_change(self, day: date) -> date:
        """Return the last day up to this one on which a body merged or parted, or the first day.

        What was named between two such days has the same heirs.
        """
        found = bisect_right(self._days, day)
        return self._days[found - 1] if found else date.min

    def origins(self, heir: KeyT) -> list[KeyT]:
        """Return the former bodies for which this one stands, alone or with others."""
        seen, ahead = {heir}, [heir]
        for key in ahead:  # grows while it is read
            for one in self._before.get(key, ()):
                if not one.is_part and one.body not in seen:
                    seen.add(one.body)
                    ahead.append(one.body)
        return ahead[1:]
