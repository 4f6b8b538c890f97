"""Numbers that a slip of typing turns into one another."""

from typing import Final

_NEXT: Final = 2
_DIGITS: Final = "0123456789"


def one_slip_away(number: int) -> set[int]:
    """Return the positive numbers that one slip makes of `number`: at most some hundred.

    A digit left out, doubled or put in, another digit in its place, two neighbours exchanged,
    or a number close by.

    >>> sorted(one_slip_away(12))[:4]
    [1, 2, 10, 11]
    """
    typed = str(number)
    slips = {typed[:at] + typed[at + 1 :] for at in range(len(typed))}
    for at in range(len(typed) + 1):
        slips |= {typed[:at] + digit + typed[at:] for digit in _DIGITS}
        slips |= {typed[:at] + digit + typed[at + 1 :] for digit in _DIGITS}
        slips.add(typed[:at] + typed[at : at + 2][::-1] + typed[at + 2 :])
    near = {number + step for step in range(-_NEXT, _NEXT + 1)}
    return {n for n in {int(slip) for slip in slips if slip} | near if n > 0} - {number}
