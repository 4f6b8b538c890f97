"""Sort the first lines of a document into the elements of its heading.

Layout: Decree 30/2020/NĐ-CP, Annex I, Part I, cells 1 to 5b; Guidance 36-HD/VPTW for the Party.
Only the order and the words are used, so that the heading may stand in a table of one row or two,
in plain paragraphs, or in columns made of spaces.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from directives.reading.document_types import printed_type
from directives.reading.extraction import Cell
from directives.reading.lines import Line, LineKind

_MAX_HEADING_LINES: Final = 80
_MAX_TITLE_LINES: Final = 14
_MAX_TITLE_LINE: Final = 2000
_MAX_TITLE_REST: Final = 250
_ENDS: Final = (".", ":", ";", ",")
_MAX_DATE_LINE: Final = 90
_MAX_AGENCY_LINE: Final = 90

# The authority whose name stands in capitals between the title and "Căn cứ".
_AUTHORITY: Final = re.compile(
    r"(?:CHỦ TỊCH|(?:PHÓ )?THỦ TƯỚNG|BỘ TRƯỞNG|BỘ|CHÍNH PHỦ|QUỐC HỘI|ỦY BAN|UỶ BAN|UBND|HĐND"
    r"|HỘI ĐỒNG|GIÁM ĐỐC|TỔNG (?:GIÁM|CỤC|KIỂM|THANH)|CỤC TRƯỞNG|TRƯỞNG BAN"
    r"|CHÁNH|VIỆN TRƯỞNG|HIỆU TRƯỞNG|THỐNG ĐỐC"
    r"|BAN(?! HÀNH)|BỘ CHÍNH TRỊ|THỦ TRƯỞNG|CHI CỤC TRƯỞNG|TRƯỞNG PHÒNG)\b"
)
# "QUYẾT ĐỊNH CỦA BỘ TRƯỞNG …": who decides, printed under the type by older documents.
_OF_AUTHORITY: Final = re.compile(rf"CỦA {_AUTHORITY.pattern}")
_SUBJECT: Final = re.compile(r"(?:\d{1,2}\s?[.)]\s?)?Vấn đề trình\s?:")


@dataclass(slots=True)
class Heading:
    """The lines of each element; None or empty where the document has none."""

    agency: list[Line] = field(default_factory=list)
    number: Line | None = None
    date: Line | None = None
    urgency: Line | None = None
    draft: Line | None = None
    about: list[Line] = field(default_factory=list)
    type_line: Line | None = None
    title: list[Line] = field(default_factory=list)
    end: int = 0  # index of the first line after the heading


def find_heading(lines: Sequence[Line]) -> Heading:
    """Return the heading of a document whose printed lines are `lines`."""
    heading = Heading()
    motto_cells: set[Cell] = set()
    for index, line in enumerate(lines[:_MAX_HEADING_LINES]):
        kind = line.kind
        heading.end = index
        if kind is LineKind.TYPE and not line.block.floating:
            heading.type_line = line
            _read_title(lines, index + 1, heading)
            return heading
        if _belongs_to_about(line, kind, heading):
            heading.about.append(line)
        elif kind in {LineKind.ADDRESSEE, LineKind.BODY}:
            return heading
        elif kind is LineKind.MOTTO and line.block.cell is not None:
            motto_cells.add(line.block.cell)
        elif kind is LineKind.OTHER and line.block.cell in motto_cells:
            continue  # the end of a motto that did not fit its line
        else:
            _place(line, kind, heading)
    return heading


def _belongs_to_about(line: Line, kind: LineKind, heading: Heading) -> bool:
    """Tell whether a line goes on with the "V/v" of a letter."""
    if kind is LineKind.ABOUT:
        return not heading.about
    if not heading.about or line.block.floating:
        return False
    before = heading.about[-1]
    if line.block.cell is None and before.block.cell is None:
        return kind is LineKind.OTHER
    apart = {LineKind.NUMBER, LineKind.DATE, LineKind.MOTTO, LineKind.URGENCY, LineKind.RULE}
    return line.block.cell == before.block.cell and kind not in (apart | {LineKind.ADDRESSEE})


def _place(line: Line, kind: LineKind, heading: Heading) -> None:
    if kind is LineKind.NUMBER and heading.number is None:
        heading.number = line
    elif kind is LineKind.DATE and heading.date is None and len(line.text) <= _MAX_DATE_LINE:
        heading.date = line
    elif kind is LineKind.URGENCY and heading.urgency is None:
        heading.urgency = line
    elif kind is LineKind.DRAFT and heading.draft is None:
        heading.draft = line
    elif (
        kind is LineKind.OTHER
        and heading.number is None
        and not line.block.floating
        and len(line.text) <= _MAX_AGENCY_LINE
        and line.text == line.text.upper()
    ):
        heading.agency.append(line)


def _read_title(lines: Sequence[Line], first: int, heading: Heading) -> None:
    """Collect the title from the line `first` on; sets `heading.end`."""
    heading.end = first
    assert heading.type_line is not None
    rest = _after_type(heading.type_line)
    if rest is not None and not _names_authority(rest):
        heading.title.append(rest)
    for index in range(first, min(first + _MAX_TITLE_LINES, len(lines))):
        line, kind = lines[index], lines[index].kind
        heading.end = index
        if line.block.floating or (kind is LineKind.RULE and not heading.title):
            continue
        if not heading.title and _names_authority(line):
            continue
        if kind is LineKind.NUMBER and heading.number is None:
            heading.number = line
        elif kind is LineKind.DATE and heading.date is None and len(line.text) <= _MAX_DATE_LINE:
            heading.date = line
        elif kind not in {LineKind.OTHER, LineKind.TYPE, LineKind.ABOUT} or (
            _is_authority(lines, index) or not _goes_on(heading, line)
        ):
            break
        else:
            heading.title.append(line)
    _prefer_stated_subject(lines, heading)


def _names_authority(line: Line) -> bool:
    return line.text.isupper() and _OF_AUTHORITY.match(line.text) is not None


def _after_type(type_line: Line) -> Line | None:
    found = printed_type(type_line.text)
    length = found[1] if found else len(type_line.text)
    rest = type_line.text[length:].lstrip(" .:\t\xa0")
    if not any(char.isalpha() for char in rest):
        return None
    return Line(rest, type_line.end - len(rest), type_line.block)


def _is_authority(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line names the authority that decides, right before "Căn cứ"."""
    words = lines[index].text
    if words != words.upper() or not _AUTHORITY.match(words):
        return False
    following = [line.kind for line in lines[index + 1 : index + 4]]
    return LineKind.BODY in following


def _goes_on(heading: Heading, line: Line) -> bool:
    """Tell whether a line belongs to the title begun on the lines before it."""
    if len(line.text) > _MAX_TITLE_LINE:
        return False
    type_line = heading.type_line
    assert type_line is not None
    if not heading.title:
        return line.block.centred or not line.text.endswith((".", ":", ";", "./."))
    before = heading.title[-1]
    if line.block == before.block or line.text[:1].islower():
        return True
    if before.text.endswith((",", " và", " của", "-", "–")):
        return True
    if before.block is type_line.block:
        before = type_line
    if line.text == line.text.upper() and before.text == before.text.upper():
        return not line.text.endswith(":")
    # A line of a title may fill its column; a paragraph of the body ends with a mark.
    has_no_end = not (line.text.endswith(_ENDS) or before.text.endswith(_ENDS))
    is_rest = has_no_end and len(line.text) < _MAX_TITLE_REST
    return before.block.centred and (line.block.centred or is_rest)


def _prefer_stated_subject(lines: Sequence[Line], heading: Heading) -> None:
    """Take the subject that a submission slip states in words ("Vấn đề trình: …")."""
    assert heading.type_line is not None
    if not heading.type_line.text.startswith("PHIẾU TRÌNH"):
        return
    for line in lines[heading.end : heading.end + 10]:
        if match := _SUBJECT.match(line.text):
            words = line.text[match.end() :].strip().rstrip(".")
            start = line.start + line.text.index(words, match.end())
            heading.title = [Line(words, start, line.block)]
            return
