"""How people type a question: with tone marks, without, with one wrong tone."""

import random
import unicodedata
from typing import Literal, get_args

from directives.rules.vietnamese import fold, nfc
from tests.benchmarks.search_data import Question

Way = Literal["toned", "folded", "wrong-tone"]

WAYS: tuple[Way, ...] = get_args(Way)

_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VOWELS = frozenset("aeiouyAEIOUY")


def typed(questions: list[Question], way: Way, seed: int) -> list[Question]:
    """Return the questions as they would be typed; the same seed makes the same slips."""
    if way == "toned":
        return questions
    if way == "folded":
        return [Question(fold(nfc(one.text)), one.relevant) for one in questions]
    chance = random.Random(seed)
    return [Question(with_wrong_tone(one.text, chance), one.relevant) for one in questions]


def with_wrong_tone(text: str, chance: random.Random) -> str:
    """Return `text` with another tone on one of its syllables."""
    words = nfc(text).split(" ")
    places = [at for at, word in enumerate(words) if _last_vowel(word) is not None]
    if not places:
        return text
    at = chance.choice(places)
    words[at] = _with_other_tone(words[at], chance)
    return " ".join(words)


def _with_other_tone(word: str, chance: random.Random) -> str:
    letters = unicodedata.normalize("NFD", word)
    tone = next((char for char in letters if char in _TONES[1:]), "")
    bare = unicodedata.normalize("NFC", "".join(char for char in letters if char not in _TONES[1:]))
    at = _last_vowel(bare)
    assert at is not None
    other = chance.choice([one for one in _TONES if one != tone])
    return unicodedata.normalize("NFC", f"{bare[: at + 1]}{other}{bare[at + 1 :]}")


def _last_vowel(word: str) -> int | None:
    flat = fold(word)
    return max((at for at, char in enumerate(flat) if char in _VOWELS), default=None)
