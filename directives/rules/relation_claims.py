"""What is said of two documents: when one saying covers another, and when it is in part only."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from directives.rules.provision_references import find_provisions

UNNAMED_PART: Final = "mot-phan"
"""Stands for a provision where a source says that only a part is meant, and not which."""

Days = tuple[date | None, date | None]
"""The first and last day, inclusive, of what is said; None where it has no such end."""

_DOCUMENTS: Final = r"(?:văn bản|nghị|thông tư|quyết định|luật|chỉ thị|công văn)"
_IN_PART: Final = re.compile(
    r"(?:^|[,;:]|(?<!\w)(?:và|tại|bỏ|thế))\s*(?:(?:toàn bộ|nội dung|quy định|các|những|từ)\s+)*"
    rf"(?:một phần|một số(?!\s+{_DOCUMENTS})|điểm|khoản|điều(?!\s+(?:kiện|lệ|ước|chỉnh|hành))"
    r"|phụ lục|chương|(?:tiểu |danh )?mục|phần)(?!\w)"
    r"|(?<!\w)tại\s*$",  # "bãi bỏ quy định về phí tại Thông tư số …"
    re.IGNORECASE,
)
_ATTACHED: Final = re.compile(r"kèm theo")


def covers(rejected: str, proposed: str) -> bool:
    """Tell whether a provision, "" for the whole document, is or holds another one.

    Who says that a document does nothing to Article 5 says so of its clauses, too.
    """
    return not rejected or proposed == rejected or proposed.startswith(f"{rejected}__")


def is_of_further_days(days: Days, said: Iterable[Days]) -> bool:
    """Tell whether days have none in common with those that were said before.

    A suspension of further days is another suspension (Law 64/2025/QH15 Art. 56); who names no
    days speaks of all.
    """
    return not any(_share_a_day(days, other) for other in said)


def _share_a_day(one: Days, other: Days) -> bool:
    firsts = (one[0] or date.min, other[0] or date.min)
    lasts = (one[1] or date.max, other[1] or date.max)
    return max(firsts) <= min(lasts)


def parts_meant(words: str) -> tuple[str, ...]:
    """Return the provisions that the words before the name of a document mean, "" for the whole.

    "Bãi bỏ một số điều của …" ends some articles and does not say which, UNNAMED_PART: the
    document is not ended (Law 64/2025/QH15 Art. 57).
    """
    named = [one.id for one in find_provisions(words)]
    if not named:
        return (UNNAMED_PART,) if _IN_PART.search(words) else ("",)
    prefix = "kem-theo-1__" if _ATTACHED.search(words) else ""
    return tuple(one if one.startswith("phu-luc") else f"{prefix}{one}" for one in named)
