"""The documents that a text names: legal bases and citations.

Numbered documents are found by the number grammar; laws in "Căn cứ" are cited by name and date
without a number (Decree 30/2020/NĐ-CP, Annex I, II.6a).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from directives.reading.cited_bodies import body_after
from directives.reading.dates import day_at, short
from directives.reading.document_types import NAMES
from directives.reading.extraction import Extraction
from directives.reading.lines import Line
from directives.rules.document_number import FoundNumber, find_numbers


@dataclass(frozen=True, slots=True)
class Citation:
    """A document named in the text: `text[start:end] == quote`.

    `number` is in the normal form; `title` names a law cited without a number, with its day.
    `issuer` and `issued_on` are the local body and the day that stand behind the number.
    """

    number: str | None
    title: str | None
    quote: str
    start: int
    end: int
    issuer: str = ""
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A numbered document where it is named, with the grammar's own reading of the number."""

    found: FoundNumber
    start: int  # of the whole mention: "Nghị định số …"
    end: int  # after its day, where one follows
    number_start: int
    issuer: str = ""  # the local body whose it is, in full; none where the text names none
    issued_on: date | None = None


_TYPE_BEFORE: Final = re.compile(
    "(?:" + "|".join(f"(?i:{name})" for name in (*NAMES, "Văn bản")) + ")"
    r"(?:\s{1,40}(?i:số))?[\s:]{0,40}$"
)
_BEFORE: Final = 100  # characters in which the spoken type of a number is looked for
_BASIS: Final = re.compile(r"(?:Căn cứ|Xét|Theo đề nghị|Thực hiện|Thi hành)(?!\w)")
_LEGAL_BASIS: Final = re.compile(r"Căn cứ(?!\w)")
_END_OF_BASES: Final = re.compile(
    r"(?:Điều\s+1(?!\d)|QUYẾT ĐỊNH\s*:?$|NGHỊ QUYẾT\s*:?$|CHỈ THỊ\s*:?$|Chương\s+I(?![IVX])"
    r"|Phần\s|I\s?[.\-–]\s|1\s?[.)]\s)"
)
# A law by its name: up to a day, a number, a comma-free end or the next law.
_LAW: Final = re.compile(
    r"(?P<kind>Hiến pháp|Bộ luật|Luật|Pháp lệnh)\s+(?P<name>[^;.:()“”\n]{2,250})"
)
_CUT: Final = re.compile(
    r",?\s(?:(?:được|đã được|do)\s|số\s?\d|ngày\s|năm\s?\d{4}|và\s(?:Luật|Bộ luật|Pháp lệnh)\s"
    r"|và\s(?:Nghị|Quyết|Thông|các\s)|có hiệu lực|của\sQuốc hội)"
    r"|,\s(?:Luật|Bộ luật|Pháp lệnh)\s|[,\s]+$"
)
_AMENDING: Final = re.compile(r"\S+\s(?:\S+\s)?sửa đổi", re.IGNORECASE)
_CUT_OF_AMENDING: Final = re.compile(  # "Luật sửa đổi … Luật A và Luật B" is one law
    r",?\s(?:(?:được|đã được|do)\s|số\s?\d|ngày\s|năm\s?\d{4}|có hiệu lực|của\sQuốc hội)|[,\s]+$"
)
_LAW_BEGINS: Final = re.compile(r"(?:Căn cứ(?: các)?|[;,]|và)$")
_ITS_NUMBER: Final = re.compile(r"\s{1,40}số\s?\d")
_MAX_BASES_LINES: Final = 80
_MAX_BASIS: Final = 20_000  # characters of one basis; real ones have a few hundred


def find_mentions(text: str) -> list[Mention]:
    """Return every whole document number in `text`, in order, with the words round it."""
    mentions = []
    for found in find_numbers(text):
        if found.number.complete is False:
            continue
        before = text[max(0, found.start - _BEFORE) : found.start]
        spoken = _TYPE_BEFORE.search(before)
        start = found.start - (len(before) - spoken.start()) if spoken else found.start
        day = day_at(text, found.end)
        end = day.end if day else found.end
        body = body_after(text, end)
        day = day or (body.day if body else None)
        issuer, issued_on = body.name if body else "", day.value if day else None
        mentions.append(Mention(found, start, end, found.start, issuer, issued_on))
    return mentions


def within(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """Return the mentions whose number begins in `start` to before `end`; both are in order."""
    first = bisect_left(mentions, start, key=_number_start)
    return mentions[first : bisect_left(mentions, end, lo=first, key=_number_start)]


def _number_start(mention: Mention) -> int:
    return mention.number_start


def base_lines(lines: Sequence[Line], first: int) -> list[Line]:
    """Return the lines of the preamble that name what the document is based on.

    `first` is the line after the heading; the preamble ends where the provisions begin.
    """
    chosen = []
    for line in lines[first : first + _MAX_BASES_LINES]:
        if _END_OF_BASES.match(line.text):
            break
        if _BASIS.match(line.text):
            chosen.append(line)
    return chosen


def read_bases(
    extraction: Extraction, preamble: Sequence[Line], mentions: Sequence[Mention]
) -> tuple[Citation, ...]:
    """Return the legal bases ("Căn cứ …") in order, each document once."""
    bases: list[Citation] = []
    for line in preamble:
        if not _LEGAL_BASIS.match(line.text):
            continue
        inside = within(mentions, line.start, line.end)
        numbered = [cite(extraction, one) for one in inside[:1]]
        named = [law for law in _named_laws(extraction, line) if not _overlaps(law, inside)]
        if named and inside and inside[0].start > named[0].start:
            numbered = []  # the number belongs to what the named law says of itself
        numbered += [cite(extraction, one) for one in inside[1:] if _stands_alone(extraction, one)]
        bases.extend(sorted([*numbered, *named], key=lambda one: one.start))
    return tuple(_once(bases))


def read_citations(extraction: Extraction, mentions: Sequence[Mention]) -> tuple[Citation, ...]:
    """Return every numbered document named, each at its first place."""
    return tuple(_once([cite(extraction, one) for one in mentions]))


def cite(extraction: Extraction, mention: Mention) -> Citation:
    """Return the citation that a mention makes."""
    quote = extraction.text[mention.start : mention.end]
    number, start, end = mention.found.number.display, mention.start, mention.end
    return Citation(number, None, quote, start, end, mention.issuer, mention.issued_on)


def _once(citations: Sequence[Citation]) -> Iterator[Citation]:
    seen = set()
    for one in citations:
        key = (one.number, one.title, one.issuer)
        if key not in seen:
            seen.add(key)
            yield one


def _stands_alone(extraction: Extraction, mention: Mention) -> bool:
    """Tell whether a later number of a basis is a basis too: after ";", not inside a title."""
    before = extraction.text[max(0, mention.start - 12) : mention.start]
    return bool(re.search(r"(?:;|,| và)\s+(?:[Cc]ác\s)?$", before))


def _overlaps(law: Citation, mentions: Sequence[Mention]) -> bool:
    """Tell whether a named law carries its number, so that the mention already stands for it."""
    return any(law.start <= one.number_start < law.end for one in mentions)


def _named_laws(extraction: Extraction, line: Line) -> Iterator[Citation]:
    """Yield the laws of one basis that are cited by name, with the day where it is written."""
    begin = 0
    text = line.text[:_MAX_BASIS]
    while match := _LAW.search(text, begin):
        before = text[max(0, match.start() - _BEFORE) : match.start()].rstrip()
        if _LAW_BEGINS.search(before) is None:
            begin = match.start("name")  # a law named inside another title
            continue
        words = match[0]
        cut = (_CUT_OF_AMENDING if _AMENDING.match(words) else _CUT).search(words)
        end = cut.start() if cut else len(words.rstrip(" ,;"))
        name = " ".join(words[:end].split())
        day = day_at(text, match.start() + end)
        stop = day.end if day else match.start() + end
        start = line.start + match.start()
        stop_at = line.start + stop
        title = f"{name} ngày {short(day.value)}" if day else name
        if _ITS_NUMBER.match(text, stop) is None:
            quote, issued_on = extraction.text[start:stop_at], day.value if day else None
            yield Citation(None, title, quote, start, stop_at, issued_on=issued_on)
        begin = max(stop, match.start("name"))
