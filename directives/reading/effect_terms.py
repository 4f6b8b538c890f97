"""Documents that have effect for a term: "có hiệu lực trong 05 năm kể từ ngày …".

The first day of a term is not counted, and it ends with the same day of its last year or month, or
the last day of that month (Civil Code 2015 Art. 147, 148(1)-(4)). An end on a day off stays there:
Art. 148(5) gives time to who must act, and nobody acts when effect ends.
"""

import re
from datetime import date, timedelta
from typing import Final

from directives.rules.deadlines.spans import MONTHS_OF_QUARTER, MONTHS_OF_YEAR, add_months
from directives.rules.deadlines.words import NUMBER, number_of

TERM: Final = (
    r"(?: trong| có thời hạn| với thời hạn)?(?: (?:thời hạn|thời gian|vòng))?(?: là)?"
    rf" (?P<count>{NUMBER.replace('~', ' ?')}) (?P<unit>năm|quý|tháng|tuần|ngày(?! làm việc))"
    r"(?! (?:\d|học|ngân sách|tài chính|kế hoạch))(?!\w)"
)
"""How long, behind the words "có hiệu lực"."""

_MONTHS: Final = {"năm": MONTHS_OF_YEAR, "quý": MONTHS_OF_QUARTER, "tháng": 1}
_DAYS: Final = {"tuần": 7, "ngày": 1}


def last_day(first: date, term: re.Match[str]) -> date | None:
    """Return the last day of a term that is counted from `first`; None beyond the calendar."""
    count, unit = number_of(term["count"]), term["unit"]
    try:
        if unit in _MONTHS:
            return add_months(first, count * _MONTHS[unit])
        return first + timedelta(days=count * _DAYS[unit])
    except (OverflowError, ValueError):
        return None
