"""A person's words as a query, safely: whatever is typed has an answer.

Free words, "phrases", -exclusions and field:value (see `index.fields`). Brackets, colons, a
quote that is never closed and the operators of other systems are not errors; they count as the
spaces they look like, and hints say how they were read.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Self

from directives.errors import NotADocumentNumber
from directives.rules.document_number import DocumentNumber, find_numbers, parse_all
from directives.rules.vietnamese import has_tone_marks, nfc
from index import hints
from index.fields import Pieces, take_apart
from index.filters import Filters
from index.hints import Hint
from index.synonyms import Variant, variants_of
from index.terms import Passage

LONGEST_QUERY = 2_000
"""Characters of a query that are read; the longest real questions have under 1,000."""

_LONGEST_TYPED_NUMBER = 60
"""Above it the text is a question that cites numbers, not a number typed in some short way."""

_EXCLUDED = re.compile(r"(?<!\S)-(?P<word>\w\S*)")
# What means something to other systems; a clock time such as 8:30 is no mark.
_MARK = re.compile(r"[\[\]{}*~^|\\]|:(?=\s|$)")
_OPERATOR = re.compile(r"(?<![\w/-])(?:AND|OR|NOT)(?![\w/-])")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What a person looks for.

    Attributes:
        text: The words as typed, in NFC, with single spaces.
        free: Runs of free words; what stands between two runs was a phrase or an exclusion.
        phrases: What must stand so, word after word (tones may differ; the very tones rank first).
        excluded: Words and phrases that no hit may contain.
        toned: Whether it was typed with tone marks, so that a word without any is meant so too.
        numbers: Document numbers in it, however typed; the database leads to their documents.
            A bare integer has scheme "none", a type without its symbol scheme "partial".
        filters: What the fields ask of a hit.
        bearing: Numbers that the fields ask of a hit's document.
        agencies: Bodies that the fields name and only the database may know.
        variants: Other ways to write the free words.
        hints: How the query was read where it may surprise.
    """

    text: str
    free: tuple[Passage, ...] = ()
    phrases: tuple[Passage, ...] = ()
    excluded: tuple[Passage, ...] = ()
    toned: bool = False
    numbers: tuple[DocumentNumber, ...] = ()
    filters: Filters = field(default_factory=Filters)
    bearing: tuple[DocumentNumber, ...] = ()
    agencies: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    hints: tuple[Hint, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what a person typed. Never raises."""
        typed = " ".join(nfc(text[:LONGEST_QUERY]).split())
        pieces = take_apart(typed)
        excluded = list(pieces.excluded)

        def take_excluded(match: re.Match[str]) -> str:
            excluded.append(match["word"])
            return "\n"

        runs = (_EXCLUDED.sub(take_excluded, run) for run in pieces.free)
        free = [_OPERATOR.sub(" ", piece) for run in runs for piece in run.split("\n")]
        numbers = _numbers(" ".join(filter(None, map(str.strip, pieces.free))))
        words = _passages(free)
        query = cls(
            text=typed,
            free=words,
            phrases=_passages(pieces.phrases),
            excluded=_passages(excluded),
            toned=has_tone_marks(" ".join([*pieces.free, *pieces.phrases])),
            numbers=numbers,
            filters=pieces.filters,
            bearing=tuple(dict.fromkeys(pieces.numbers)),
            agencies=tuple(dict.fromkeys(pieces.agencies)),
            variants=variants_of(words, typed, kept=_syllables(numbers)),
        )
        return replace(query, hints=_hints(query, pieces, was_cut=len(text) > LONGEST_QUERY))

    @property
    def wanted(self) -> tuple[Passage, ...]:
        """All that is looked for: free words and phrases."""
        return self.free + self.phrases

    @property
    def syllable_count(self) -> int:
        """How many syllables and numbers are looked for."""
        return sum(len(passage.folded) for passage in self.wanted)


def _hints(query: SearchQuery, pieces: Pieces, *, was_cut: bool) -> tuple[Hint, ...]:
    if was_cut:
        pieces.hint(hints.QUERY_CUT, count=LONGEST_QUERY)
    if query.excluded and not (query.wanted or query.filters.chooses or query.bearing):
        pieces.hint(hints.ONLY_EXCLUDED)
    for run in pieces.free:
        for operator in _OPERATOR.findall(run):
            pieces.hint(hints.OPERATOR, value=operator)
    marks = dict.fromkeys(mark for run in pieces.free for mark in _MARK.findall(run))
    if marks:
        pieces.hint(hints.MARKS, value=" ".join(marks))
    asks = query.wanted or query.excluded or query.filters.chooses or query.bearing
    if query.text and not (asks or query.agencies):
        pieces.hint(hints.NO_WORDS)
    return tuple(pieces.hints)


def _numbers(typed: str) -> tuple[DocumentNumber, ...]:
    if len(typed) > _LONGEST_TYPED_NUMBER:
        return tuple(found.number for found in find_numbers(typed))
    try:
        return tuple(parse_all(typed))
    except NotADocumentNumber:
        return ()


def _syllables(numbers: tuple[DocumentNumber, ...]) -> frozenset[str]:
    return frozenset(word for one in numbers for word in Passage.of(str(one)).folded)


def _passages(texts: list[str]) -> tuple[Passage, ...]:
    cut = (Passage.of(text) for text in texts)
    return tuple(passage for passage in cut if passage.folded)
