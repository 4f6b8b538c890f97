"""Find quoted words again in a text that has changed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from directives.rules.sentences import sentence_spans
from directives.rules.vietnamese import fold, nfc, tokens

_STEP: Final = "__"  # of an address: dieu-5__khoan-2

NEAREST_FROM: Final = 0.6
"""Share of their words, in order, that other words must have in common with a quote."""


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """Where a quote stands in a text, and the words there; `text[start:end]` are these words.

    `likeness` is 1 where they are the quote but for white space, case and marks.
    """

    start: int
    end: int
    text: str
    likeness: float


def find_quote(quote: str, text: str) -> FoundQuote | None:
    """Find a quote: exactly, white space, case and marks aside, else the words most like it.

    The nearest words are one sentence, or two that follow one another. None where nothing
    reaches `NEAREST_FROM`.
    """
    exact = _exact(quote, text)
    return exact or _nearest(quote, text)


def holds_quote(quote: str, text: str) -> bool:
    """Tell whether quoted words stand in a text, white space, case and marks aside."""
    return _exact(quote, text) is not None


@dataclass(frozen=True, slots=True)
class Piece:
    """A provision with what it says, and the one that it is part of."""

    id: str
    parent_id: str | None
    text: str


def find_piece(quote: str, pieces: Sequence[Piece], *, like: str) -> str:
    """Find the piece in which quoted words stand, white space, case and marks aside.

    A piece repeats what its parts say: of those in which the words stand the one as deep as
    `like` is taken, an article for an article, else the innermost. Empty where the words stand
    nowhere, or in pieces that are not part of one another.
    """
    holding = {one.id: one for one in pieces if holds_quote(quote, one.text)}
    parents = {one.parent_id for one in holding.values()}
    innermost = [key for key in holding if key not in parents]
    if len(innermost) != 1:
        return ""
    depth = like.count(_STEP)
    alike = [key for key in holding if key.count(_STEP) == depth and _same_kind(key, like)]
    return alike[0] if len(alike) == 1 else innermost[0]


def _same_kind(one: str, other: str) -> bool:
    """Tell whether two addresses end in the same kind of provision: dieu-1, dieu-2a."""
    kinds = [key.rpartition(_STEP)[2].partition("-")[0] for key in (one, other)]
    return kinds[0] == kinds[1]


def _exact(quote: str, text: str) -> FoundQuote | None:
    words = fold(nfc(quote)).split()
    if not words:
        return None
    pattern = r"\s+".join(re.escape(word) for word in words)
    found = re.search(pattern, fold(text))
    if found is None:
        return None
    start, end = found.span()
    return FoundQuote(start, end, text[start:end], 1.0)


def _nearest(quote: str, text: str) -> FoundQuote | None:
    wanted = tokens(fold(nfc(quote)))
    if not wanted:
        return None
    spans = sentence_spans(text)
    doubles = [(one[0], two[1]) for one, two in pairwise(spans)]
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    best: FoundQuote | None = None
    for start, end in [*spans, *doubles]:
        matcher.set_seq1(tokens(fold(text[start:end])))
        least = max(NEAREST_FROM, best.likeness if best else 0.0)
        if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
            continue
        likeness = matcher.ratio()
        if likeness >= NEAREST_FROM and (best is None or likeness > best.likeness):
            best = FoundQuote(start, end, text[start:end], likeness)
    return best
