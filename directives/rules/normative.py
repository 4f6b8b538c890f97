"""Which documents are normative (văn bản quy phạm pháp luật).

A normative document names the day of its effect, which cannot be earlier than 45 days (central
bodies) or 10 days (provinces) after it is passed unless the procedure is shortened (Law
64/2025/QH15 Art. 53); an administrative one takes effect when it is signed.
Source: Law 64/2025/QH15 Art. 4 (types), ND 78/2025/NĐ-CP App. I (the year in the number), ND
30/2020/NĐ-CP App. I (no year in administrative numbers).
"""

import re
from typing import Final

from directives.rules.numbers.codes import JOINT_TYPES, NORMATIVE_TYPES

_ALWAYS: Final = JOINT_TYPES | {"HP", "L", "PL", "NĐ", "TT"}
_BY_YEAR: Final = NORMATIVE_TYPES | {""}  # "64/2025/QH15" names no type
_YEAR: Final = re.compile(r"\d+[a-zđ]?(\.\d+)?/\d{4}/")
_PARTY_NOTE: Final = re.compile(r"\d+-TT/")  # thông tri: shares its code with the circular


def has_year(key: str) -> bool:
    """Tell whether an exact number has the year in it, as those of normative documents do."""
    return _YEAR.match(key) is not None


def is_normative(type_code: str, key: str | None) -> bool:
    """Tell whether a document is normative by its type and exact number.

    Resolutions, decisions and directives are so only with a year in the number: 15/2025/QĐ-UBND
    is, 15/QĐ-UBND is not.
    """
    if type_code in _ALWAYS:
        return not _PARTY_NOTE.match(key or "")
    return type_code in _BY_YEAR and has_year(key or "")


TYPES_TO_LOOK_AT: Final = _ALWAYS | _BY_YEAR
"""The types that a normative document may have."""
