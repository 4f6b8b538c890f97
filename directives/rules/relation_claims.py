"""What is said of two documents: when one saying covers another, and when it is in part only."""

import re
from typing import Final

from directives.vocabulary import RelationKind

UNNAMED_PART: Final = "mot-phan"
"""Stands for a provision where a source says that only a part is meant, and not which."""

_IN_PART: Final = re.compile(
    r"(?:bãi bỏ|h[ủu][ỷy] bỏ|thay thế)\s+"
    r"(?:một (?:số|phần)|(?:các\s+)?(?:điểm|khoản|điều|phụ lục))(?!\w)",
    re.IGNORECASE,
)
_ENDS: Final = frozenset({RelationKind.REPEALS, RelationKind.REPLACES})


def covers(rejected: str, proposed: str) -> bool:
    """Tell whether a provision, "" for the whole document, is or holds another one.

    Who says that a document does nothing to Article 5 says so of its clauses, too.
    """
    return not rejected or proposed == rejected or proposed.startswith(f"{rejected}__")


def part_meant(kind: RelationKind, quote: str) -> str:
    """Return UNNAMED_PART where an act ends only a part of a document that it does not name.

    "Bãi bỏ một số điều của …" ends some articles: the document is not ended (Law 64/2025/QH15
    Art. 57).
    """
    return UNNAMED_PART if kind in _ENDS and _IN_PART.search(quote) else ""
