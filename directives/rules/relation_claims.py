"""What is said of two documents: when one saying covers another, and when it is in part only."""

import re
from typing import Final

from directives.vocabulary import RelationKind

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


def kind_of_whole(kind: RelationKind, quote: str) -> RelationKind:
    """Return what an act does to a document as a whole where nobody knows its provisions.

    "Bãi bỏ một số điều của …" ends some articles only: the document is changed, not ended
    (Law 64/2025/QH15 Art. 57).
    """
    return RelationKind.AMENDS if kind in _ENDS and _IN_PART.search(quote) else kind
