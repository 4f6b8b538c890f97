"""Promises wait for promises, never in a circle."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from directives.errors import BlockedInCircle

_Key = TypeVar("_Key")


def still_blocking(said: Iterable[tuple[_Key, bool]]) -> list[_Key]:
    """Return what is still waited for, in the order in which it was first said.

    Args:
        said: What was said in its order: what is waited for, and whether no longer.
    """
    waits: dict[_Key, bool] = {}
    for key, is_lifted in said:
        waits[key] = not is_lifted
    return [key for key, is_waited_for in waits.items() if is_waited_for]


def check_no_circle(waits: Sequence[tuple[int, int]], promise: int, by: int) -> None:
    """Check that a promise may wait for another.

    Args:
        waits: Which promise waits for which now.
        promise: The one that is to wait.
        by: The one that it is to wait for.

    Raises:
        BlockedInCircle: that one waits for it, itself or through others.
    """
    next_ones: dict[int, list[int]] = {}
    for waiting, waited_for in waits:
        next_ones.setdefault(waiting, []).append(waited_for)
    seen, ahead = {by}, [by]
    for key in ahead:  # grows while it is read
        for further in next_ones.get(key, ()):
            if further not in seen:
                seen.add(further)
                ahead.append(further)
    if promise in seen:
        raise BlockedInCircle(field="by_commitment_id")
