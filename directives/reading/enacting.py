"""Who enacted, under which number and when, where older documents print it below their type.

"NGHỊ ĐỊNH / CỦA CHÍNH PHỦ SỐ 9/1999/NĐ-CP NGÀY 2 THÁNG 3 NĂM 1999 / VỀ …": the layout of law
collections before the heading with the national motto became the rule (Decree 30/2020/NĐ-CP).
"""

import re
from dataclasses import dataclass
from typing import Final

from directives.reading.lines import Line

_WHO: Final = re.compile(
    r"(?i:của|liên tịch)\s+(?P<who>(?=[A-ZĐÀ-Ỹ])[^\d\n]{3,120}?)\s*(?=(?i:số)\s*:?\s*\d|$)"
)
_NUMBER: Final = re.compile(r"(?i:số)\s*:?\s*(?P<number>\d\S*(?:\s?[/\-]\s?\S+)*)")
_DAY: Final = re.compile(
    r",?\s*(?P<day>(?i:ngày)\s+\d{1,2}\s+(?i:tháng)\s+\d{1,2}\s+(?i:năm)\s+\d{4}"
    r"|(?i:ngày)\s+\d{1,2}/\d{1,2}/\d{4})\s*"
)


@dataclass(frozen=True, slots=True)
class Enacting:
    """The pieces of such a line; None where it lacks them. `rest` begins the title."""

    who: Line | None
    number: Line | None
    day: Line | None
    rest: Line | None


def read_enacting(line: Line) -> Enacting | None:
    """Return the pieces of a line below the type, None for a line of the title.

    The number alone, on a line of its own under "LIÊN TỊCH …", counts when its day follows.
    """
    who = _WHO.match(line.text)
    number = _NUMBER.match(line.text, who.end() if who else 0)
    day = _DAY.match(line.text, number.end()) if number else None
    if day is None and (who is None or who.end() < len(line.text)):
        return None
    end = day.end() if day else len(line.text)
    return Enacting(
        who=_piece(line, *who.span("who")) if who else None,
        number=_piece(line, *number.span()) if number else None,
        day=_piece(line, *day.span("day")) if day else None,
        rest=_piece(line, end, len(line.text)) if line.text[end:].strip() else None,
    )


def _piece(line: Line, start: int, end: int) -> Line:
    return Line(line.text[start:end], line.start + start, line.block)
