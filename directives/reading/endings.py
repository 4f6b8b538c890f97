"""Sentences that end or suspend the effect of others: the part and the days that they name.

"Nghị định số … hết hiệu lực kể từ ngày …", "Ngưng hiệu lực thi hành … đến hết ngày …". That a
document has ended, or would, is told and no act: what acts opens its clause. Source: Law
64/2025/QH15 Art. 56 (suspension) and 57 (end of effect).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from directives.reading.act_days import UNSAID, Since, since_of, suspended_days
from directives.reading.citations import Mention
from directives.reading.dates import day_at, find_day
from directives.reading.own_acts import (
    DOCUMENT,
    ITSELF,
    STAYS,
    after_lead,
    is_own_act,
    lead_of,
    opening_of,
)
from directives.rules.document_number import find_numbers
from directives.rules.provision_references import find_provisions
from directives.rules.relation_claims import UNNAMED_PART, Days

_MOST_TOLD: Final = 3_000  # characters between the first document and the verb; real ones: 900
_ENDS: Final = r"(?:hết|chấm dứt|không còn) hiệu lực"
_SUSPENDS: Final = (
    r"(?:[Tt]iếp tục )?(?:(?:[Tt]ạm (?:thời )?)?(?:(?:[Nn]gưng|[Nn]gừng|[Dd]ừng) hiệu lực"
    r"|[Đđ]ình chỉ (?:việc )?(?:thi hành|hiệu lực|áp dụng))"
    r"|[Tt]ạm (?:thời )?(?:ngưng|ngừng|dừng) (?:việc )?(?:thi hành|áp dụng))"
)
_VERB: Final = re.compile(
    rf"(?<!\w)(?:(?P<ends>{_ENDS})|(?P<suspends>{_SUSPENDS}))(?: thi hành| toàn bộ)*"
    r"(?P<in_part> một phần)?(?!\w)"
)
_NUMERAL: Final = r"(?:\d{1,3}[a-zđ]?|[IVXLC]{1,7}|[a-zđ]|[A-Z]|thứ \w+)"
_LEVEL: Final = r"(?:điểm|khoản|điều|phụ lục|(?:tiểu )?mục|chương|phần|danh mục|biểu mẫu|mẫu số)"
_NAME: Final = (  # "Luật Đất đai số", not "Thông tư hướng dẫn Nghị định số"
    rf"{DOCUMENT}(?!\w)(?:(?!(?-i:này|quy định chi tiết|hướng dẫn)(?!\w))[^.;]){{0,200}}"
)
_ATTACHED: Final = r"(?!theo|căn cứ|khi|nếu|trường hợp|hồ sơ)[^;]{0,600}ban hành kèm theo\s"
_SUBJECT: Final = re.compile(  # what may stand before the first document whose effect ends
    r"(?:(?:các|những|toàn bộ|nội dung|quy định|tại|của|một số|một phần|và|từ|đến|[,;:]"
    rf"|{_LEVEL}|{_NUMERAL}(?!\w))\s*)*(?:{_ATTACHED})?(?:{_NAME})?",
    re.IGNORECASE,
)
_OBJECT: Final = re.compile(  # what may stand between the verb and the first document
    rf"\s*(?:,?\s?(?:kể\s)?từ\s[^.;:]{{6,200}}?\d{{4}},?\s(?=đối với\s|{_LEVEL}\s|{DOCUMENT}\s))?"
    r"\s*(?:(?:và điều chỉnh thời hạn áp dụng|đối với|của|các|toàn bộ|tại)\s+)*"
    rf"(?:(?:một số|một phần|quy định|nội dung|{_LEVEL})(?!\w)(?:[^.;]|;(?=\s{_LEVEL})){{0,300}}?)?"
    rf"(?:{_NAME})?\s*",
    re.IGNORECASE,
)
_BESIDE_THIS: Final = re.compile(
    rf"^{ITSELF.pattern}(?: có hiệu lực[^;.]{{0,90}}?)?,? (?:và|đồng thời) "
)
_TOLD: Final = re.compile(  # another verb has the document as its subject
    rf"(?:khi|nếu|trước|sau|đến ngày|trước ngày|sau ngày)\s+(?:các\s+)?{DOCUMENT}"
    r"|tiếp tục (?:có hiệu|được|áp|thực)|có hiệu lực|(?<!\w)riêng\s|(?:đã|chưa|sẽ|không)\s*$"
)
_LISTED: Final = re.compile(r"(?:sau(?: đây)?|dưới đây)(?: được| bị)?[\s:,(]*(?:$|từ|kể|đến|:)")
_NO_MORE: Final = re.compile(r"[\s,.;/(]*(?:$|trừ\s|riêng\s)", re.IGNORECASE)
_KEPT: Final = re.compile(
    r"(?<!\w)trừ\s(?P<but>[^.;:]*)"
    rf"|(?<!\w)riêng\s(?P<apart>[^.;]{{0,300}}?)\s{STAYS}"
    rf"|[.;]\s+(?=(?:các\s)?{_LEVEL}\s)(?P<own>[^.;]{{0,300}}?)\stiếp tục",
    re.IGNORECASE,
)
_KEPT_WORDS: Final = re.compile(r"(?:các |những )?(?:quy định|nội dung)(?!\w)")


@dataclass(frozen=True, slots=True)
class Ending:
    """What a sentence does to the effect of the documents that it names.

    Attributes:
        predicate: What it does, as `directives.reference` names it.
        days: The first day of what it does, as written (none: with this document's own effect),
            and the last one of a suspension; a suspension may be resumed.
        parts: The provisions that are named behind the verb; none: the words before a document
            tell them.
        verb_start: Where the verb begins in the sentence; it ends at `verb_end`.
        names_before: The documents stand before the verb.
        is_ahead: The days stand before the documents, in a lead or in the head of a list.
        head: That head, which may name what is kept of its items.
    """

    predicate: str
    days: tuple[Days, ...] = (UNSAID,)
    parts: tuple[str, ...] = ()
    verb_start: int = 0
    verb_end: int = 0
    names_before: bool = False
    is_ahead: bool = False
    head: str = ""


def find_ending(
    sentence: str, here: Sequence[Mention], begin: int, *, is_clause: bool = False
) -> Ending | None:
    """Return how a sentence of this document ends or suspends others; None for other words.

    `here` are the documents that it names; they and `begin`, where the sentence stands, count in
    the whole text. A sentence that opens a numbered clause need not say from when.
    """
    first = here[0]
    near = (first.start - begin - _MOST_TOLD, first.end - begin + _MOST_TOLD)
    for verb in _VERB.finditer(sentence, max(0, near[0]), near[1]):
        if first.number_start < begin + verb.start():
            if _is_subject(sentence, first, begin, verb) and (
                _since(sentence, verb) or (is_clause and _NO_MORE.match(sentence, verb.end()))
            ):
                return _ending(sentence, verb, names_before=True)
        elif (
            verb["suspends"]
            and is_own_act(sentence, verb.start())
            and _OBJECT.fullmatch(sentence[verb.end() : first.start - begin])
        ):
            return _ending(sentence, verb, names_before=False)
    return _find_list_within(sentence, here[-1].start - begin)


def _find_list_within(sentence: str, last: int) -> Ending | None:
    """Return what the head of a list does to the items in its own line; `last` is one of them."""
    colon = sentence.find(":", 0, last)
    ending = find_list_ending(sentence[: colon + 1])
    return replace(ending, verb_end=colon + 1) if ending else None


def find_list_ending(head: str) -> Ending | None:
    """Return what a line such as "Các văn bản sau đây hết hiệu lực …:" does to its items."""
    verb = _VERB.search(head) if head.endswith(":") else None
    if verb is None:
        return None
    names_before = _LISTED.search(head[: verb.start()]) is not None
    is_act = verb["suspends"] and is_own_act(head, verb.start())
    if names_before or (is_act and _LISTED.search(head[verb.end() :])):
        ending = _ending(head, verb, names_before=True)
        return replace(ending, names_before=False, is_ahead=True, head=head)
    return None


def tells_suspension(words: str) -> bool:
    """Tell whether words name a suspension: "Bãi bỏ quy định tạm ngưng hiệu lực của …"."""
    return any(verb["suspends"] for verb in _VERB.finditer(words))


def kept_in_part(sentence: str, words: str, begin: int, objects: Sequence[Mention]) -> set[str]:
    """Return which of the documents that end keep some provisions: "…, trừ Điều 7", "Trừ …, …".

    `words`, which begin at `begin` in the whole text, are those of the sentence that name the
    documents. What a semicolon parts from the documents behind it is said of those before it.
    """
    kept: set[str] = set()
    cut = first = 0
    for index, (one, after) in enumerate(pairwise(objects), start=1):
        stop = words.find(";", one.end - begin, after.start - begin)
        if stop >= 0:
            kept |= kept_of(words[cut:stop], objects[first:index])
            cut, first = stop + 1, index
    if not cut:
        return kept_of(sentence, objects)
    ahead = opening_of(sentence).kept
    return kept | kept_of(words[cut:], objects) | _keeping(ahead, objects)


def kept_of(sentence: str, objects: Sequence[Mention]) -> set[str]:
    """Return which of the documents keep some provisions, by the words of one sentence.

    Where several end and no name says whose it is, it may be of each.
    """
    return _keeping(_kept_words(sentence, objects).partition(" tiếp tục")[0], objects)


def _keeping(words: str, objects: Sequence[Mention]) -> set[str]:
    """Return which documents the words mean that name what is kept.

    "Trừ trường hợp quy định tại Điều 9 của Nghị định này" is a transition: all of them end.
    """
    is_part = _KEPT_WORDS.match(words) or find_provisions(words)
    if not is_part or re.search(r"(?<!\w)này(?!\w)", words):
        return set()
    named = {one.number.key for one in find_numbers(words)}
    numbers = [one.found.number for one in objects]
    return {number.display for number in numbers if not named or number.key in named}


def _kept_words(sentence: str, objects: Sequence[Mention]) -> str:
    """Return the words that name what is kept; "riêng …" tells of documents that stand before."""
    ended = {one.found.number.key for one in objects}
    if kept := opening_of(sentence).kept:
        return kept
    for match in _KEPT.finditer(sentence):
        before = sentence[max(0, match.start() - _MOST_TOLD) : match.start()]
        is_told = any(one.number.key in ended for one in find_numbers(before))
        if not match["apart"] or (is_told and not _ends_before(match, before)):
            return match["but"] or match["apart"] or match["own"] or ""
    return ""


def _ends_before(kept: re.Match[str], before: str) -> bool:
    """Tell whether what is told apart ends before a day that was said of the whole."""
    last = find_day(kept.string, kept.end(), kept.end() + 60)
    told = (day_at(before, one.start()) for one in re.finditer(r"ngày\s", before))
    return last is not None and any(day is not None and day.value > last.value for day in told)


def _ending(sentence: str, verb: re.Match[str], *, names_before: bool) -> Ending:
    since = _since(sentence, verb)
    first = since.day if since else None
    parts: tuple[str, ...] = ()
    if verb["in_part"]:
        behind = since.between if since else sentence[verb.end() :]
        named = find_provisions(behind if names_before else "")
        parts = tuple(one.id for one in named) or (UNNAMED_PART,)
    return Ending(
        _predicate(verb),
        suspended_days(sentence, first) if verb["suspends"] else ((first, None),),
        parts,
        verb.start(),
        verb.end(),
        names_before=names_before,
        is_ahead=bool(lead_of(sentence)),
    )


def _since(sentence: str, verb: re.Match[str]) -> Since | None:
    return since_of(sentence, verb.end(), ends=bool(verb["ends"]))


def _predicate(verb: re.Match[str]) -> str:
    if verb["ends"]:
        return "replaces"
    return "suspends_effect" if verb["suspends"].endswith("hiệu lực") else "suspends_execution"


def _is_subject(sentence: str, first: Mention, begin: int, verb: re.Match[str]) -> bool:
    """Tell whether the clause is about the first document, and tells no other thing."""
    opening = sentence[after_lead(sentence) : first.start - begin]
    opening = _BESIDE_THIS.sub("", opening, count=1)
    told = sentence[first.end - begin : verb.start()]
    return _SUBJECT.fullmatch(opening) is not None and _TOLD.search(told) is None
