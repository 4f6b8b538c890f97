"""Which sectors a document is about, from the words that each sector is known by."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from directives.rules.sentences import sentence_spans
from directives.rules.vietnamese import fold, has_tone_marks

THRESHOLD: Final = 3.0
MOST: Final = 3
_SHARE_OF_BEST: Final = 0.4
_TITLE_WEIGHT: Final = 3.0
# Without marks "dat dai" may be anything; in a sentence typed without marks it is all there is.
_FOLDED_WEIGHT: Final = 0.5
_ONE_SYLLABLE: Final = 0.5
_SHORT: Final = 10  # sentences of a short letter


@dataclass(frozen=True, slots=True)
class SectorWords:
    """A sector and the words that it is known by."""

    code: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectorSuggestion:
    """A sector with its score and the place of the sentence that speaks for it most."""

    code: str
    score: float
    start: int
    end: int


def suggest_sectors(
    text: str, sectors: Sequence[SectorWords], *, title: tuple[int, int] | None = None
) -> list[SectorSuggestion]:
    """Return the sectors that an NFC text is about, the likeliest first; few or none.

    Args:
        text: The whole text of a document.
        sectors: Every sector with its words; a word of several sectors counts less for each.
        title: Where the title stands in the text; its words count more.
    """
    weights = _weights(sectors)
    counts: dict[str, Counter[str]] = {sector.code: Counter() for sector in sectors}
    best: dict[str, tuple[float, int, int]] = {}
    patterns = {
        sector.code: [(word, _pattern(word), _pattern(fold(word))) for word in sector.keywords]
        for sector in sectors
    }
    spans = sentence_spans(text)
    for start, end in spans:
        sentence = text[start:end]
        lowered, folded = sentence.lower(), fold(sentence)
        is_bare = not has_tone_marks(sentence)
        is_title = title is not None and start < title[1] and end > title[0]
        factor = _TITLE_WEIGHT if is_title else 1.0
        for code, words in patterns.items():
            gained = 0.0
            for word, exact, bare in words:
                hits = factor * _hits(exact, lowered)
                if not hits and is_bare:
                    hits = factor * _FOLDED_WEIGHT * _hits(bare, folded)
                counts[code][word] += hits  # type: ignore[assignment]
                gained += weights[word] * hits
            if gained > best.get(code, (0.0, 0, 0))[0]:
                best[code] = (gained, start, end)
    # In a long text every word turns up some time.
    threshold = THRESHOLD * max(1.0, math.log2(len(spans) / _SHORT)) if spans else THRESHOLD
    return _best(weights, counts, best, threshold=threshold)


def _hits(pattern: re.Pattern[str], sentence: str) -> int:
    return len(pattern.findall(sentence))


def _best(
    weights: Mapping[str, float],
    counts: Mapping[str, Mapping[str, float]],
    best: Mapping[str, tuple[float, int, int]],
    *,
    threshold: float,
) -> list[SectorSuggestion]:
    found = []
    for code, (_, start, end) in best.items():
        # The tenth mention says less than the second.
        score = sum(weights[word] * math.log2(1 + hits) for word, hits in counts[code].items())
        if score >= threshold:
            found.append(SectorSuggestion(code, round(score, 2), start, end))
    found.sort(key=lambda one: (-one.score, one.start))
    return [one for one in found if one.score >= _SHARE_OF_BEST * found[0].score][:MOST]


def _weights(sectors: Sequence[SectorWords]) -> dict[str, float]:
    """Return the weight of each word: long ones say more, shared ones less."""
    shared = Counter(word for sector in sectors for word in sector.keywords)
    return {word: _length_weight(word) / times for word, times in shared.items()}


def _length_weight(word: str) -> float:
    syllables = len(word.split())
    return _ONE_SYLLABLE if syllables == 1 else math.sqrt(syllables)


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word.lower())}(?!\w)")
