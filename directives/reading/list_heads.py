"""Lines that say of a list below them what this document does to its items.

"Bãi bỏ các văn bản sau đây:", "Các văn bản sau đây hết hiệu lực kể từ ngày …:".
"""

import re
from typing import Final

from directives.reading.act_days import repeal_day
from directives.reading.endings import Ending, find_list_ending

_HEAD: Final = (
    (
        "repeals",
        re.compile(r"(?:[Bb]ãi bỏ|[Hh]ủy bỏ)(?: toàn bộ)?(?: các)? [\w ,]{0,80}sau(?: đây)?\s?:$"),
    ),
    (
        "replaces",
        re.compile(r"này thay thế(?: cho)?(?: các)? [\w ,]{0,80}sau(?: đây)?\s?:$"),
    ),
)
_ITEM: Final = re.compile(
    r"(?:[a-zđ]\d?\)|-|–|\+|\d{1,2}[.)])"
    r"(?!\s*(?i:sửa đổi|bổ sung|bãi bỏ|thay thế (?:các )?(?:cụm|từ|phụ)))\s*"
)


def list_head(words: str) -> Ending | None:
    """Return what a line does to the items below it, None where it is no head of a list."""
    for predicate, head in _HEAD:
        if head.search(words[-220:]):
            return Ending(predicate, ((repeal_day(words), None),), is_ahead=True)
    return find_list_ending(words)


def is_item(words: str) -> bool:
    """Tell whether a line is an item of a list, without a verb of its own."""
    return _ITEM.match(words) is not None
