"""Which encoding a text is in, weighed word by word.

A word with a letter outside ASCII speaks for a reading when that reading makes it a Vietnamese
syllable, and against it when not. French or German words speak against every legacy reading.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from directives.rules.legacy_encodings.conversion import convert, is_wholly_legacy
from directives.rules.legacy_encodings.disguises import DISGUISES, Disguise
from directives.rules.legacy_encodings.encodings import Encoding
from directives.rules.legacy_encodings.syllables import is_syllable
from directives.rules.vietnamese import fold

# What a word weighs, in nats: a syllable comes out of a right reading nearly always, of a wrong
# one about one time in three.
_FOR: Final = 1.1
_AGAINST: Final = -2.5
_PRIOR: Final = 4.5  # what must be outweighed to leave the reading expected
_LEAST_SHARE: Final = 0.6  # of the words, that a legacy reading must make syllables
_SURE_SHARE: Final = 0.9  # of the words; what is expected and makes so many syllables is right
_MAX_WORDS: Final = 2_000  # different ones; more do not change the answer

# A run of letters and of the signs that legacy fonts draw as letters, with one not in ASCII.
_WORD: Final = re.compile(
    r"[^\W\d_\x80-\uffff]*[\x80-\x9f\xa1-\u1fff\u2070-\uffff]"
    r"(?:[^\W\d_]|[\x80-\x9f\xa1-\u1fff\u2070-\uffff])*"
)
_ONLY_UNICODE: Final = re.compile(r"[\u1ea0-\u1ef9].*[\u1ea0-\u1ef9]")
_MARKS_BESIDE_WORDS: Final = "«»·§°¶©®™²³¹\u00ad"
_SIGN_INSIDE: Final = re.compile(r"[A-Za-z][\u00a1-\u00bf×÷][A-Za-z]")
_VOWEL: Final = re.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read a text: how its letters are stored, and which page its bytes came by."""

    encoding: Encoding
    disguise: Disguise = "latin-1"


AS_IT_IS: Final = Reading(Encoding.UNICODE)
_LEGACY: Final = tuple(
    Reading(encoding, disguise)
    for encoding in (Encoding.TCVN3, Encoding.VNI)
    for disguise in DISGUISES
)


def detect(text: str) -> Encoding:
    """Return how the letters of `text` (NFC) are stored; "unicode" where nothing tells."""
    return detect_reading([text]).encoding


def detect_reading(texts: Iterable[str]) -> Reading:
    """Return the reading that suits most of the words of `texts`."""
    return _heaviest(_words(texts), _LEGACY, expected=AS_IT_IS)


def is_plainly_unicode(text: str) -> bool:
    """Tell at once that `text` has letters which no legacy text has."""
    return _ONLY_UNICODE.search(text) is not None


def detect_in(text: str, *, expected: Reading) -> Reading:
    """Return the reading of one passage of a document that is mostly `expected`.

    A passage may differ from its document (a quotation, a stamp), but only on the evidence of
    several words.
    """
    if expected == AS_IT_IS and is_plainly_unicode(text):
        return expected
    others = [one for one in (AS_IT_IS, *_LEGACY) if one != expected]
    return _heaviest(_words([text]), others, expected=expected)


def vietnamese_share(text: str) -> float:
    """Return which share of the telling words of `text` (NFC) are Vietnamese as they stand."""
    return _weight(_words([text]), AS_IT_IS)[1]


def _words(texts: Iterable[str]) -> Counter[str]:
    """Count the words that can tell anything, the first `_MAX_WORDS` different ones."""
    counts: Counter[str] = Counter()
    for text in texts:
        if text.isascii():
            continue
        counts.update(_WORD.findall(text))
        if len(counts) > _MAX_WORDS:
            break
    return counts


def _heaviest(
    words: Mapping[str, int], readings: Iterable[Reading], *, expected: Reading
) -> Reading:
    best = expected
    heaviest, share = _weight(words, expected)
    heaviest += _PRIOR
    if share >= _SURE_SHARE or not words:
        return expected
    for reading in readings:
        weight, share = _weight(words, reading)
        if reading.encoding is not Encoding.UNICODE and share < _LEAST_SHARE:
            continue
        if weight > heaviest:
            best, heaviest = reading, weight
    return best


def _weight(words: Mapping[str, int], reading: Reading) -> tuple[float, float]:
    """Return how much `words` speak for a reading, and which share of them does."""
    speaks_for = against = 0
    for word, count in words.items():
        verdict = _verdict(word, reading)
        if verdict is True:
            speaks_for += count
        elif verdict is False:
            against += count
    weight = speaks_for * _FOR + against * _AGAINST
    return weight, speaks_for / max(speaks_for + against, 1)


def _verdict(word: str, reading: Reading) -> bool | None:
    """Tell whether a reading makes a syllable of `word`; None for what is no syllable anyway."""
    if reading.encoding is Encoding.UNICODE:
        shown = word.replace("\u00ad", "").strip(_MARKS_BESIDE_WORDS)
        if shown.isascii():
            return None
        if _SIGN_INSIDE.search(shown):
            return False
    elif not is_wholly_legacy(word, reading.encoding, reading.disguise):
        return False
    else:
        shown = convert(word, reading.encoding, reading.disguise)
    if not _VOWEL.search(fold(shown)):
        return None  # an abbreviation such as QĐ
    if reading.encoding is Encoding.TCVN3 and shown.isupper() and not is_syllable(shown):
        return None  # the same: TCVN3 has no capital with a tone mark
    return is_syllable(shown)
