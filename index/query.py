"""A person's words as a query, safely: whatever is typed has an answer.

Free words, "phrases" and -exclusions. Brackets, colons, a quote that is never closed and the
operators of other systems are not errors; they count as the spaces they look like.
"""

import re
from dataclasses import dataclass
from typing import Self

from directives.errors import NotADocumentNumber
from directives.rules.document_number import DocumentNumber, find_numbers, parse_all
from directives.rules.vietnamese import has_tone_marks, nfc
from index.terms import Passage

LONGEST_QUERY = 2_000
"""Characters of a query that are read; the longest real questions have under 1,000."""

_LONGEST_TYPED_NUMBER = 60
"""Above it the text is a question that cites numbers, not a number typed in some short way."""

_PHRASE = re.compile(r'(?P<minus>(?<!\S)-)?["“”„«»](?P<words>[^"“”„«»]*)["“”„«»]')
_EXCLUDED = re.compile(r"(?<!\S)-(?P<word>\w\S*)")
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
    """

    text: str
    free: tuple[Passage, ...] = ()
    phrases: tuple[Passage, ...] = ()
    excluded: tuple[Passage, ...] = ()
    toned: bool = False
    numbers: tuple[DocumentNumber, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what a person typed. Never raises."""
        typed = " ".join(nfc(text[:LONGEST_QUERY]).split())
        phrases: list[str] = []
        excluded: list[str] = []

        def take_phrase(match: re.Match[str]) -> str:
            (excluded if match["minus"] else phrases).append(match["words"])
            return "\n"

        def take_excluded(match: re.Match[str]) -> str:
            excluded.append(match["word"])
            return "\n"

        rest = _EXCLUDED.sub(take_excluded, _PHRASE.sub(take_phrase, typed))
        free = [_OPERATOR.sub(" ", run) for run in rest.split("\n")]
        return cls(
            text=typed,
            free=_passages(free),
            phrases=_passages(phrases),
            excluded=_passages(excluded),
            toned=has_tone_marks(typed),
            numbers=_numbers(typed),
        )

    @property
    def wanted(self) -> tuple[Passage, ...]:
        """All that is looked for: free words and phrases."""
        return self.free + self.phrases

    @property
    def syllable_count(self) -> int:
        """How many syllables and numbers are looked for."""
        return sum(len(passage.folded) for passage in self.wanted)


def _numbers(typed: str) -> tuple[DocumentNumber, ...]:
    if len(typed) > _LONGEST_TYPED_NUMBER:
        return tuple(found.number for found in find_numbers(typed))
    try:
        return tuple(parse_all(typed))
    except NotADocumentNumber:
        return ()


def _passages(texts: list[str]) -> tuple[Passage, ...]:
    cut = (Passage.of(text) for text in texts)
    return tuple(passage for passage in cut if passage.folded)
