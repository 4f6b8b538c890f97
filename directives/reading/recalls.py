"""Words with which the document itself recalls others: "Thu hồi Công văn số …".

Decree 30/2020/NĐ-CP Art. 18: a document that was issued wrongly is recalled. What is recalled is
a document: land, licences and money are too, and give no relation. Nor does what is only asked
for, told of the past, given to others to do, or tied to a condition.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from directives.reading.citations import Mention
from directives.reading.own_acts import DOCUMENT, ITSELF, is_own_act, objects_after
from directives.reading.plain_acts import ABOUT

ASKING: Final = frozenset({"TTr", "BC", "BB", "GM", "PC"})
"""Types that propose or tell, by their abbreviation: they recall nothing."""

_OR: Final = r"(?:(?:bãi|h(?:ủy|uỷ)) bỏ)"
_VERB: Final = re.compile(
    rf"(?<!\w)(?:{_OR}(?:,| và)\s)?thu hồi(?:(?:,| và)\s{_OR})?(?:\stoàn bộ)?(?=\s)",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(rf"{ABOUT}(?={_VERB.pattern})", re.IGNORECASE)
_PART: Final = (
    r"(?:(?:điểm|khoản|điều|phụ lục|chương|mục)\s(?:\d{1,3}[a-zđ]?|[a-zđ]|[IVXL]{1,5})"
    r"(?:(?:,|\svà)\s\d{1,3}(?!\d))*(?:,|\svà)?\s(?:của\s|tại\s)?)*"
)
_BETWEEN: Final = re.compile(
    rf"\s(?P<part>(?:một phần\s)?{_PART})(?:(?:các|{DOCUMENT})[\s:]*)*(?:số\s*)?", re.IGNORECASE
)
_MOST: Final = 300  # characters between the verb and the first document
_IF: Final = re.compile(r"(?<!\w)(?:nếu|trong trường hợp)(?!\w)", re.IGNORECASE)


class Recall(NamedTuple):
    """The documents that are recalled, in part or whole, and where its verb begins."""

    objects: Sequence[Mention]
    at: int
    in_part: bool


def recall_of_title(title: str, begin: int, inside: Sequence[Mention]) -> Recall | None:
    """Return what a title that opens with the verb recalls."""
    about = _TITLE.match(title)
    return _recall(title, about.end(), begin, inside) if about else None


def find_recall(
    sentence: str, begin: int, here: Sequence[Mention], *, opens_article: bool
) -> Recall | None:
    """Return what a sentence recalls that opens an article, or speaks of this document.

    A point of a list tells as often what others have to do: "Giao Sở Nội vụ: 1. Thu hồi …".
    """
    verb = _VERB.search(sentence)
    if verb is None or _IF.search(sentence):
        return None
    at = verb.start()
    if not is_own_act(sentence, at) or not (opens_article or ITSELF.search(sentence, 0, at)):
        return None
    return _recall(sentence, at, begin, here)


def _recall(words: str, at: int, begin: int, here: Sequence[Mention]) -> Recall | None:
    verb = _VERB.match(words, at)
    end = verb.end() if verb else at
    objects = objects_after(here, begin + end, words, begin)
    stop = objects[0].start - begin if objects else 0
    between = _BETWEEN.fullmatch(words, end, stop) if end < stop <= end + _MOST else None
    if between is None:
        return None
    return Recall(objects, at, between["part"] != "")
