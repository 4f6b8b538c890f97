"""The quoted parts of a text, whatever marks its author used: “…”, "…" or «…»."""

import re
from typing import Final

_STRAIGHT: Final = re.compile(r"[\"″]")
_OTHER: Final = str.maketrans({"„": "“", "‟": "“", "«": "“", "»": "”"})
_BEFORE_OPENING: Final = " \t\n([:;,“-"
_BETWEEN: Final = re.compile(r"[\s.,;]*(?:và\s*)?(?=“)")


def with_curly_marks(text: str) -> str:
    """Return the text with “ and ” for all marks; it is as long as it was.

    A straight mark opens where a word follows it and none goes before.
    """
    return _STRAIGHT.sub(lambda mark: _curly(text, mark.start()), text).translate(_OTHER)


def quoted_blocks(text: str) -> list[str]:
    """Return what a text that begins with a quotation quotes, one after the other.

    Empty where it does not begin so, or a quotation does not end.
    """
    marked = with_curly_marks(text)
    found: list[str] = []
    at = 0
    while (between := _BETWEEN.match(marked, at)) is not None:
        end = _closing(marked, between.end())
        if end is None:
            return []
        found.append(text[between.end() + 1 : end].strip())
        at = end + 1
    return found


def _curly(text: str, at: int) -> str:
    follows_space = at == 0 or text[at - 1] in _BEFORE_OPENING
    has_word_next = at + 1 < len(text) and not text[at + 1].isspace()
    return "“" if follows_space and has_word_next else "”"


def _closing(marked: str, opening: int) -> int | None:
    """Return the place of the mark that closes the quotation opened here."""
    depth = 0
    for place in range(opening, len(marked)):
        depth += {"“": 1, "”": -1}.get(marked[place], 0)
        if depth == 0:
            return place
    return None
