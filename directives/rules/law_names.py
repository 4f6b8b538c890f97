"""Laws as they are cited: by name, and by the day on which they were passed.

"Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025" has no number (Decree
30/2020/NĐ-CP, Annex I, II.6a).
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from directives.rules.vietnamese import fold, nfc, tokens

KINDS: Final = ("hien phap", "bo luat", "luat", "phap lenh")  # without marks
_NAME: Final = re.compile(rf"(?P<kind>{'|'.join(KINDS)})\s+\S")
_DAY: Final = re.compile(r"\sngay\s(\d{1,2})/(\d{1,2})/(\d{4})$")
_LONGEST: Final = 400  # characters


@dataclass(frozen=True, slots=True)
class LawName:
    """`words`: kind and name without marks, case and punctuation; `day`: of its passing."""

    words: str
    day: date | None = None

    def on(self, day: date | None) -> "LawName":
        """Return the same name with the day that is known."""
        return replace(self, day=self.day or day)


def law_name(cited: str) -> LawName | None:
    """Return the name of a law from the words that cite it, None for other words.

    >>> law_name("Luật Đất đai ngày 18/01/2024")
    LawName(words='luat dat dai', day=datetime.date(2024, 1, 18))
    """
    folded = " ".join(fold(nfc(cited[:_LONGEST])).split())
    if _NAME.match(folded) is None:
        return None
    said = _DAY.search(folded)
    words = " ".join(tokens(folded[: said.start()] if said else folded))
    if said is None:
        return LawName(words)
    day, month, year = map(int, said.groups())
    try:
        return LawName(words, date(year, month, day))
    except ValueError:
        return LawName(words)


def titled_law(type_name: str, title: str) -> LawName | None:
    """Return the name of a law from its own heading: the type stands there above the title."""
    kind = fold(type_name)
    is_whole = kind not in KINDS or fold(title).startswith(f"{kind} ")
    return law_name(title if is_whole else f"{type_name} {title}")
