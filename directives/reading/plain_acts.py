"""What a document does to others that changes no effect of theirs.

It answers a letter, urges what was asked for, explains a law, promulgates one (an order of the
President), or consolidates a document with those that amended it (Ordinance 01/2012/UBTVQH13).
Such documents say so in the title, or ahead of their first article or point.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from directives.reading.citations import Mention, within
from directives.reading.lines import Line
from directives.reading.own_acts import CLAUSE_LABEL, objects_after
from directives.reading.relation_found import RelationFound
from directives.rules.relation_claims import parts_meant

CONSOLIDATION: Final = "VBHN"
_ORDER: Final = "L"
_LETTERS: Final = frozenset({"", "CV", "CĐ", "CT", "TB"})  # types that answer and urge

ABOUT: Final = r"(?:V/v:?\s|Về việc\s|Về\s)?"
_LAW: Final = r"(?:Luật|Bộ luật|Pháp lệnh)(?!\w)"
_ANSWERS: Final = r"(?:trả lời|phúc đáp|hồi đáp)(?!\w)"
_ANSWERED: Final = re.compile(
    r"(?:Công văn|Văn bản|Tờ trình|Báo cáo|Công điện|Phiếu (?:chuyển|gửi)|Thông báo)(?!\w)",
    re.IGNORECASE,
)
_TITLE_ANSWERS: Final = re.compile(rf"{ABOUT}{_ANSWERS}", re.IGNORECASE)
_SENTENCE_ANSWERS: Final = re.compile(
    rf"{_ANSWERS}|[^.;:“]{{1,150}}?(?<!chưa )(?<!không )nhận được(?=\s)", re.IGNORECASE
)
_DIRECTLY: Final = re.compile(  # "trả lời kiến nghị tại Công văn số", not "… về thực hiện Công văn"
    r"\s*(?:các|những|nội dung|(?:[^.;“]{0,200}\s)?(?:tại|theo|nêu trong)"
    r"|[^.;“()]{1,200}\((?:tại|theo)?)?\s*(?:các\s*)?",
    re.IGNORECASE,
)
_TITLE_URGES: Final = re.compile(rf"{ABOUT}(?:tiếp tục\s)?đôn đốc(?!\w)", re.IGNORECASE)
_URGED: Final = re.compile(r"(?<!\w)đã (?:có|ban hành|gửi)(?: các)?\s*$")
_NEAR: Final = 40  # characters in which the verb stands before what was sent
_TITLE_EXPLAINS: Final = re.compile(
    rf"{ABOUT}giải thích\s(?P<what>(?:(?:các\s|một số\s)?(?:quy định|nội dung|(?:cụm )?từ(?: ngữ)?"
    rf"|điểm|khoản|điều)(?!\w)[^.;]{{0,200}}?)?(?:{_LAW}[^.;]{{0,120}}?)?)",
    re.IGNORECASE,
)
_PROMULGATES: Final = re.compile(
    rf"(?:Điều\s+1\s?\.\s*)?{ABOUT}(?:Nay\s)?công bố:?\s+"
    rf"(?P<law>{_LAW}\s(?:(?!(?:đã\s)?được\s|số\s|ngày\s)[^.;,()“])+)",
    re.IGNORECASE,
)
_MOST: Final = 600  # characters in which an order names the law
_BEGINS: Final = re.compile(  # the first article or point; a dash opens an addressee
    r"(?:Điều|Chương|Phần)\s+[\dIVXL]|(?:\d{1,2}|[IVXL]{1,5})\s?[.)]\s|[a-zđ]\)\s"
)
_TEXT_BEGINS: Final = re.compile(r"(?:Điều|Chương|Phần)\s+[\dIVXL]|Căn cứ(?!\w)")
_NAMED: Final = re.compile(rf"(?:{_LAW}\s[^;.]{{1,200}}\s)?(?:số\s)?")
_BY: Final = re.compile(r"(?<!\w)bởi\s?:?\s")


def acts_of_title(
    title: str, begin: int, inside: Sequence[Mention], own_type: str
) -> list[RelationFound]:
    """Return what a title says, none where it speaks of other things.

    `title` stands at `begin` in the whole text and names the documents `inside`; `own_type` is
    the abbreviation in the document's own number.
    """
    quote = " ".join(title.split())
    if own_type in _LETTERS and (verb := _TITLE_ANSWERS.match(title)):
        objects = _answered(title, begin, inside, verb.end())
        return [RelationFound.of("responds_to", one, quote) for one in objects]
    if own_type in _LETTERS and (verb := _TITLE_URGES.match(title)):
        objects = objects_after(inside, begin + verb.end(), title, begin)
        return [RelationFound.of("urges", one, quote) for one in objects]
    first = inside[0]
    if explains := _TITLE_EXPLAINS.fullmatch(title, 0, first.start - begin):
        return [
            replace(RelationFound.of("explains", first, quote), target_provision=part)
            for part in parts_meant(explains["what"])
        ]
    return []


def acts_of_opening(
    body: Sequence[Line], mentions: Sequence[Mention], title: str, own_type: str
) -> Iterator[RelationFound]:
    """Yield what a document says ahead of its first article or point."""
    if own_type == _ORDER:
        yield from _promulgated([title, *(line.text for line in body)])
        return
    begins = _TEXT_BEGINS if own_type == CONSOLIDATION else _BEGINS
    opening = takewhile(lambda line: not begins.match(line.text), body)
    urges = _TITLE_URGES.match(title) is not None
    for line in opening:
        inside = within(mentions, line.start, line.end)
        if inside and own_type == CONSOLIDATION:
            yield from _consolidated(line, inside)
        elif inside and own_type in _LETTERS:
            yield from _written_for(line, inside, urges=urges)


def _written_for(line: Line, inside: Sequence[Mention], *, urges: bool) -> Iterator[RelationFound]:
    """Yield the letters that a paragraph answers, or reminds of where the title urges."""
    if urges:
        for one in inside:
            at = one.start - line.start
            if _URGED.search(line.text[max(0, at - _NEAR) : at]) and _is_letter(one, line):
                yield RelationFound.of("urges", one, line.text)
    elif verb := _SENTENCE_ANSWERS.match(line.text):
        for one in _answered(line.text, line.start, inside, verb.end()):
            yield RelationFound.of("responds_to", one, line.text)


def _is_letter(one: Mention, line: Line) -> bool:
    return _ANSWERED.match(line.text, one.start - line.start) is not None


def _answered(words: str, begin: int, inside: Sequence[Mention], at: int) -> list[Mention]:
    """Return the letters that a verb which ends at `at` answers; all else is what they ask of."""
    objects = objects_after(inside, begin + at, words, begin)
    if not objects or not _DIRECTLY.fullmatch(words, at, objects[0].start - begin):
        return []
    if not _ANSWERED.match(words, objects[0].start - begin):
        return []
    return objects


def _promulgated(lines: Sequence[str]) -> Iterator[RelationFound]:
    """Yield the law that an order makes public; it names it by its title."""
    for words in lines:
        if found := _PROMULGATES.match(words[:_MOST]):
            yield RelationFound("promulgates", " ".join(found["law"].split()), words[:_MOST])


def _consolidated(line: Line, inside: Sequence[Mention]) -> Iterator[RelationFound]:
    """Yield the document that a line of the head of a consolidation begins with.

    Others belong to its title, but for one that is said to have amended it in the same line.
    """
    label = CLAUSE_LABEL.match(line.text)
    begin = label.end() if label else 0
    by = _BY.search(line.text)
    starts = (begin, by.end()) if by else (begin,)
    for at in starts:
        first = next((one for one in inside if one.start >= line.start + at), None)
        if first and _NAMED.fullmatch(line.text, at, first.start - line.start):
            yield RelationFound.of("consolidates", first, line.text)
