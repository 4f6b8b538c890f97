"""Who answers for what a body promised: bodies merge and are renamed, promises stay."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Succession:
    """From this day the successor answers for the body; None: always."""

    body: int
    successor: int
    since: date | None


def heirs_on(day: date, body: int, successions: Iterable[Succession]) -> list[int]:
    """Return who answers on a day for what a body promised: itself, or those that took it over.

    A body that was divided has several heirs; an heir that was taken over in turn gives way to
    its own. Bodies that succeed each other in a circle answer for themselves.
    """
    after: dict[int, list[int]] = {}
    for one in successions:
        if one.since is None or one.since <= day:
            after.setdefault(one.body, []).append(one.successor)
    found, seen, ahead = [], {body}, [body]
    for key in ahead:  # grows while it is read
        if key not in after:
            found.append(key)
        for heir in after.get(key, ()):
            if heir not in seen:
                seen.add(heir)
                ahead.append(heir)
    return found or [body]
