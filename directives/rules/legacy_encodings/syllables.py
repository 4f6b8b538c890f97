"""Which letters make a Vietnamese syllable; the test of a conversion is that words come out."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_TONES: Final = frozenset((_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT))
_STOPPED_TONES: Final = frozenset((_ACUTE, _DOT))  # the only tones before a final c, ch, p or t
_LONGEST: Final = 7  # letters, as in "nghiêng"

_SYLLABLE: Final = re.compile(
    r"""
    (?:ngh|ng|nh|th|tr|ch|ph|kh|gh|gi|qu|[bcdđghklmnprstvx])?
    (?:
      # open, or closed by a half vowel
      oa[iyo]?|oeo?|uây|uê|uy[au]?|uơ|ươ[iu]|uôi|iêu|yêu|i[au]|ưa|ưu|ưi|ư
      |ua|ui|uu|a[iouy]?|â[uy]|eo?|êu?|oi?|ôi?|ơi?|u|i|(?<![bcdđgnpr])y
      # closed by m, n, ng, nh
      |(?:oă|oa|oe|ă|â|a|e|ê|i|iê|yê|o|ô|ơ|u|uâ|uô|uyê|ươ|ư|y|uy|uê|oo)
       (?:ng|nh|n|m)
      # closed by c, ch, p, t
      |(?P<stopped>(?:oă|oa|oe|ă|â|a|e|ê|i|iê|yê|o|ô|ơ|u|uâ|uô|uyê|ươ|ư|y|uy|uê|oo)
       (?:ch|c|p|t))
    )
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Tell whether `word` (NFC, any case) can be a Vietnamese syllable.

    >>> is_syllable("nghiệp"), is_syllable("prộs")
    (True, False)
    """
    if not 0 < len(word) <= _LONGEST:
        return False
    marks = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in marks if mark in _TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    match = _SYLLABLE.fullmatch(bare)
    if match is None:
        return False
    return not match["stopped"] or bool(_STOPPED_TONES.issuperset(tones) and tones)
