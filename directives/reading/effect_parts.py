"""Whether a day of effect is said of the whole document, of a part of it, or of the rest.

"… có hiệu lực từ ngày 01/9/2025 đối với Điều 4 và từ ngày 01/01/2026 đối với các điều khác": the
day of a document is that of the whole, else that of what is not told apart (Law 64/2025/QH15
Art. 53).
"""

import re
from collections.abc import Iterator
from typing import Final

from directives.reading.dates import WrittenDay, day_at

_MOST_TOLD: Final = 600  # characters behind a day in which the rest is told of
_OF: Final = re.compile(r"(?P<comma>,)?\s(?:chỉ )?(?:đối với|cho(?! đến| tới))\s")
_TO: Final = re.compile(r",?\s(?:cho )?đến\s(?:hết |trước |hết ngày )?(?=ngày|\d)")
_REST: Final = (
    r"(?:(?:toàn bộ|tất cả|mọi)(?!\w)"
    r"|(?:(?!từ |đối với |khoản \d|điều \d)[^,;.\d]){0,60}?(?:khác|còn lại)(?!\w))"
)
_IS_REST: Final = re.compile(_REST, re.IGNORECASE)
_LEVEL: Final = r"(?i:điểm|khoản|điều|chương|mục|phụ lục)"
_DAY_OF_ITS_OWN: Final = re.compile(  # "…, đối với Điều 4 từ ngày …"
    rf"(?:(?!(?: và|,) (?:kể )?từ )(?:[^,;.]|,(?=\s(?:{_LEVEL}\s)?\d|\s{_LEVEL}\s))){{1,200}}?"
    r"(?: thì| sẽ|,)?(?: có hiệu lực(?: thi hành)?)?,? (?:(?:kể )?từ|là) (?=ngày \d|\d{1,2}[/.\-])"
)
_FROM: Final = re.compile(r"(?<!\w)(?:kể )?từ (?=ngày \d|\d{1,2}[/.\-])")
_OF_THE_REST: Final = re.compile(  # "các quy định còn lại của Nghị định này có hiệu lực từ …"
    r"(?<!\w)(?:khác|còn lại)(?: (?:của|tại|trong) [^,;.]{1,40} này)?(?: thì| sẽ|,)?"
    r"(?: có hiệu lực(?: thi hành)?)?,? $"
)
_SENTENCE_ENDS: Final = re.compile(r"\.\s+(?=[A-ZĐ])")


def is_of_whole(words: str, end: int) -> bool:
    """Tell whether the day that ends at `end` is said of the whole document, or of the rest."""
    to = _TO.match(words, end)
    last = day_at(words, to.end()) if to else None
    of = _OF.match(words, last.end if last else end)
    if of is None or _IS_REST.match(words, of.end()):
        return True
    return bool(of["comma"]) and _DAY_OF_ITS_OWN.match(words, of.end()) is not None


def day_of_rest(words: str, at: int) -> WrittenDay | None:
    """Return the day that the sentence goes on to say of the rest of the document."""
    stop = _SENTENCE_ENDS.search(words, at, at + _MOST_TOLD)
    return next(_days_of_rest(words[: stop.start() if stop else at + _MOST_TOLD], at), None)


def _days_of_rest(words: str, at: int) -> Iterator[WrittenDay]:
    for since in _FROM.finditer(words, at):
        day = day_at(words, since.end())
        if day is None:
            continue
        of = _OF.match(words, day.end)
        is_rest = of is not None and _IS_REST.match(words, of.end()) is not None
        if is_rest or _OF_THE_REST.search(words, max(at, since.start() - 120), since.start()):
            yield day
