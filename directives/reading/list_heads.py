"""Lines that say of a list below them what this document does to its items.

"Bãi bỏ các văn bản sau đây:", "Các văn bản sau đây hết hiệu lực kể từ ngày …:".
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from directives.reading.act_days import repeal_day
from directives.reading.act_sentences import is_next_object
from directives.reading.citations import Mention
from directives.reading.endings import Ending, find_list_ending
from directives.reading.own_acts import DOCUMENT

_ALSO: Final = r"(?:\s[^.;:]{1,200}\svà)?(?: toàn bộ)?(?: (?:các|những))?"
_BUT: Final = r"(?:,? \(?(?:ngoại trừ|trừ|kể từ|từ)\s[^:;.]{1,200})?\s?:$"
_BELOW: Final = (  # "… văn bản sau đây, trừ Điều 7:"
    r"[\w ,]{0,80}(?:sau(?: đây)?|dưới đây)" + _BUT
)
_HEAD: Final = (
    ("repeals", re.compile(rf"(?:[Bb]ãi bỏ|[Hh](?:ủy|uỷ) bỏ){_ALSO} {_BELOW}")),
    ("repeals", re.compile(rf"(?:sau(?: đây)?|dưới đây) (?:bị |được )?bãi bỏ{_BUT}")),
    (
        "revokes",
        re.compile(
            r"^(?:(?:Điều\s\d+|\d+)\.\s)?Thu hồi(?:(?:,| và) (?:bãi|h[ủu][ỷy]) bỏ)?"
            rf"(?: toàn bộ)?(?: các)? (?i:{DOCUMENT}) {_BELOW}"
        ),
    ),
    ("replaces", re.compile(rf"này thay thế(?: cho)?{_ALSO} {_BELOW}")),
)
_MOST: Final = 600  # characters of a head
_ITEM: Final = re.compile(
    r"(?:[a-zđ]\d?\)|-|–|\+|\d{1,2}[.)])"
    r"(?!\s*(?i:sửa đổi|bổ sung|bãi bỏ|thay thế (?:các )?(?:cụm|từ|phụ)))\s*"
)


def list_head(words: str) -> Ending | None:
    """Return what a line does to the items below it, None where it is no head of a list."""
    for predicate, head in _HEAD:
        if words.endswith(":") and head.search(words[-_MOST:]):
            return Ending(predicate, ((repeal_day(words), None),), is_ahead=True, head=words)
    return find_list_ending(words)


def is_item(words: str) -> bool:
    """Tell whether a line is an item of a list, without a verb of its own."""
    return _ITEM.match(words) is not None


def objects_of_item(inside: Sequence[Mention], words: str, begin: int) -> list[Mention]:
    """Return what an item names: the first document, and those behind a semicolon.

    Other documents belong to its title. `words` begin at `begin` in the whole text.
    """
    kept = list(inside[:1])
    for before, one in pairwise(inside):
        stop = words.find(";", before.end - begin, one.start - begin)
        if stop >= 0 and is_next_object(words, stop):
            kept.append(one)
    return kept
