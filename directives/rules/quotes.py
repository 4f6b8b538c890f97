"""Find quoted words again in a text that has changed."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from directives.rules.sentences import sentence_spans
from directives.rules.vietnamese import fold, tokens

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


def _exact(quote: str, text: str) -> FoundQuote | None:
    words = fold(quote).split()
    if not words:
        return None
    pattern = r"\s+".join(re.escape(word) for word in words)
    found = re.search(pattern, fold(text))
    if found is None:
        return None
    start, end = found.span()
    return FoundQuote(start, end, text[start:end], 1.0)


def _nearest(quote: str, text: str) -> FoundQuote | None:
    wanted = tokens(fold(quote))
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
