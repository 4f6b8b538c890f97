"""Who answers for what a body promised, and whose a place's territory is: units merge and part."""

from collections.abc import Iterable, Sequence
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

    def of(self, body: KeyT) -> list[KeyT]:
        """Return who stands for a body, of today or a former one: itself, or who took it over.

        A body that was divided has several heirs; an heir that was taken over in turn gives way
        to its own. Bodies that succeed each other in a circle stand for themselves. Parts count
        for nothing: what is the body's stays with it.
        """
        reached = [body]
        for key in reached:  # grows while it is read
            for one in self._after.get(key, ()):
                if not one.is_part and one.successor not in reached:
                    reached.append(one.successor)
        return [key for key in reached if self.goes_on(key)] or [body]

    def only(self, body: KeyT) -> KeyT:
        """Return the one that stands for a body; the body itself, where several do."""
        found = self.of(body)
        return found[0] if len(found) == 1 else body

    def goes_on(self, body: KeyT) -> bool:
        """Tell whether a body was neither merged nor divided."""
        return all(one.is_part for one in self._after.get(body, ()))

    def grew_on(self, body: KeyT) -> date | None:
        """Return the last day on which whole other bodies became part of this one, or None."""
        days = [one.since or date.min for one in self._before.get(body, ()) if not one.is_part]
        return max(days, default=None)

    def ended_on(self, body: KeyT) -> date | None:
        """Return the first day on which a body was no more, or None: it goes on."""
        days = [one.since or date.min for one in self._after.get(body, ()) if not one.is_part]
        return min(days, default=None)

    def taken_over(self, heir: KeyT) -> Sequence[Succession[KeyT]]:
        """Return what a body was given by others, in whole or in part."""
        return self._before.get(heir, ())

    @property
    def days(self) -> set[date]:
        """The days on which bodies merged or parted."""
        return {one.since or date.min for after in self._after.values() for one in after}

    def origins(self, heir: KeyT) -> list[KeyT]:
        """Return the former bodies for which this one stands, alone or with others."""
        seen, ahead = {heir}, [heir]
        for key in ahead:  # grows while it is read
            for one in self._before.get(key, ()):
                if not one.is_part and one.body not in seen:
                    seen.add(one.body)
                    ahead.append(one.body)
        return ahead[1:]

    def absorbed(self, heir: KeyT) -> list[KeyT]:
        """Return the former bodies for which this one stands alone."""
        return [body for body in self.origins(heir) if self.only(body) == heir]
