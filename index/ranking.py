"""The order of hits beyond their words: what holds, what is newer, the article itself.

Engines give candidates in blocks of a fixed size, so that every page is cut from one order.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from directives.rules import effect

Row = TypeVar("Row")

BLOCK = 20
"""Candidates that are ordered together: so that what is near can change places."""

MOST_OF_ONE_DOCUMENT = 3

COMPLETE_FIRST = 1_000.0
"""What all the words of a short query add: more than any sum of BM25 scores of one."""

LITERAL_FIRST = 10_000.0
"""What its very words add, tones and all."""

_DEAD = 0.85  # of the score: a document in force comes first unless it fits much less
_WHOLE = 0.97  # the article comes before the document it stands in
_NEWEST = 0.002  # newer breaks ties
_FIRST_YEAR, _YEARS = 1990, 60

_DEEPEST = 12_000  # candidates looked at; no page lies deeper

DEAD = frozenset(state.value for state in effect.DEAD)


class Candidate(NamedTuple, Generic[Row]):
    """A provision that answers a query.

    Attributes:
        row: How its engine finds it again.
        document_id: Its document.
        score: How well its words fit; with `COMPLETE_FIRST` and `LITERAL_FIRST` where due.
        day: Day of issue as YYYYMMDD; 0 when unknown.
        is_dead: Whether its document is no longer in force.
        is_whole: Whether it stands for the document as a whole.
    """

    row: Row
    document_id: int
    score: float
    day: int
    is_dead: bool
    is_whole: bool


def ordered(block: Iterable[Candidate[Row]]) -> list[Candidate[Row]]:
    """Return a block in the order to show."""
    return sorted(block, key=placed_by, reverse=True)


def placed_by(one: Candidate[Row]) -> float:
    """Return the score that gives a candidate its place."""
    tier = LITERAL_FIRST if one.score >= LITERAL_FIRST else 0.0
    tier += COMPLETE_FIRST if one.score - tier >= COMPLETE_FIRST else 0.0
    newness = min(max(one.day // 10_000 - _FIRST_YEAR, 0), _YEARS) / _YEARS
    fit = (one.score - tier) * (1 + _NEWEST * newness)
    return tier + fit * (_DEAD if one.is_dead else 1.0) * (_WHOLE if one.is_whole else 1.0)


def grouped(found: Sequence[Candidate[Row]]) -> list[Candidate[Row]]:
    """Return the candidates without what a document has beyond its first three."""
    seen: Counter[int] = Counter()
    kept = []
    for one in found:
        seen[one.document_id] += 1
        if seen[one.document_id] <= MOST_OF_ONE_DOCUMENT:
            kept.append(one)
    return kept


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """A piece of the order.

    Attributes:
        shown: The candidates of the page.
        reachable: How many candidates all pages show; None when that is not known yet.
        closing: Places in `shown` of hits that are the last shown of their document, because
            no more of it may be.
    """

    shown: tuple[Candidate[Row], ...]
    reachable: int | None
    closing: frozenset[int]


def cut_page(
    fetch: Callable[[int, int], Sequence[Candidate[Row]]],
    *,
    offset: int,
    limit: int,
    by_score: bool,
    group: bool,
) -> Page[Row]:
    """Return candidates `offset` to `offset + limit` of the order.

    Args:
        fetch: Returns so many candidates from that position on, as engines rank them.
        offset: How many to leave out.
        limit: How many to return.
        by_score: Whether the order within a block is decided here; else as fetched.
        group: Whether to leave out what a document has beyond its first three.
    """
    found: list[Candidate[Row]] = []
    kept: list[Candidate[Row]] = []
    is_last = False
    while not is_last and len(found) < _DEEPEST and (not found or len(kept) < offset + limit):
        wanted = max(1, -(-(offset + limit - len(kept)) // BLOCK)) * BLOCK
        fetched = fetch(len(found), wanted)
        is_last = len(fetched) < wanted
        for start in range(0, len(fetched), BLOCK):
            block = fetched[start : start + BLOCK]
            found += ordered(block) if by_score else block
        kept = grouped(found) if group else found
    closing = _closing(kept) if group else set()
    return Page(
        shown=tuple(
            one._replace(score=placed_by(one)) if by_score else one
            for one in kept[offset : offset + limit]
        ),
        reachable=len(kept) if is_last else None,
        closing=frozenset(at - offset for at in closing if offset <= at < offset + limit),
    )


def _closing(kept: Sequence[Candidate[Row]]) -> set[int]:
    """Return the places of the third hit of each document that has one."""
    seen: Counter[int] = Counter()
    found = set()
    for at, one in enumerate(kept):
        seen[one.document_id] += 1
        if seen[one.document_id] == MOST_OF_ONE_DOCUMENT:
            found.add(at)
    return found
