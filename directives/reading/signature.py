"""Who signed, and in what capacity.

Source: Decree 30/2020/NĐ-CP, Annex I, II.7: authority and title in capitals (TM., Q., KT., TL.,
TUQ.; T/M, K/T, T/L in Party documents), the full name below; "Nơi nhận" stands beside it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from directives.reading.extraction import Extraction
from directives.reading.lines import Line, LineKind
from directives.reading.suggestion import Suggestion, source

_SURE: Final = 0.95
_LIKELY: Final = 0.8
_MAX_TITLE_LINES: Final = 6
_MAX_GAP_LINES: Final = 6
_MAX_ROW_LINES: Final = 80  # of a long list of recipients beside the signer
_MAX_TITLE_LINE: Final = 120
_MAX_NAME: Final = 60

_AUTHORITY: Final = re.compile(
    r"(?:TM|Q|KT|TL|TUQ|TLQ|T/M|K/T|T/L|T/LỆNH)\s?[./]?\s|(?:TM|KT|TL|TUQ|Q)\.(?=\w)"
)
_TITLE: Final = re.compile(
    r"(?:PHÓ |QUYỀN |Q\. ?)?(?:CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG"
    r"|CỤC TRƯỞNG|TỔNG CỤC TRƯỞNG|VỤ TRƯỞNG|CHI CỤC TRƯỞNG|TRƯỞNG|CHÁNH|VIỆN TRƯỞNG|HIỆU TRƯỞNG"
    r"|BÍ THƯ|TỔNG BÍ THƯ|CHỦ NHIỆM|THỐNG ĐỐC|TỔNG THANH TRA|TỔNG KIỂM TOÁN|TỔNG THƯ KÝ"
    r"|THỦ TRƯỞNG|VIỆN PHÓ|TỔ TRƯỞNG|ĐỘI TRƯỞNG|NGƯỜI ĐỨNG ĐẦU|CHÍNH ỦY|TƯ LỆNH|CHỈ HUY)\b"
)
_SIGNED: Final = re.compile(r"[\[\s(]*(?i:đã ký|ký tên|chữ ký|ký, đóng dấu|signed).{0,40}$")
_SIGNED_NAME: Final = re.compile(r"\(?(?i:đã ký)\)?\s*[:.]?\s+(?=[^\W\d_])")
# Degrees and ranks: the law keeps them off the name, the armed forces print them.
_DEGREE: Final = re.compile(
    r"(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy|uý)[ \xa0]+)?"
    r"(?:(?:GS|PGS|TS|ThS|Ths|BS|CN|KS|LS|CKI|CKII|Dr)\.?\s)*(?=\w)"
)
_NAME: Final = re.compile(r"[^\W\d_]+(?:[ '’\-][^\W\d_]+){1,5}$")
_RECIPIENTS: Final = re.compile(r"(?i:nơi\s+nhận)\s*:?")


@dataclass(frozen=True, slots=True)
class Signature:
    """The signer as printed, and the lines (from `start` to before `end`) that signing takes."""

    name: Suggestion[str] | None
    title: Suggestion[str] | None
    start: int
    end: int


def read_signature(extraction: Extraction, lines: Sequence[Line], first: int) -> Signature:
    """Return the signature of the document itself, not of what is attached to it.

    `first` is the line after the heading. Without any signature `end` is the number of lines.
    """
    anchor = next(
        (
            index
            for index in range(first, len(lines))
            if _RECIPIENTS.match(lines[index].text) and _is_list_of_recipients(lines, index)
        ),
        None,
    )
    candidates = range(first, len(lines)) if anchor is None else _near(lines, anchor, first)
    row = (len(lines), len(lines)) if anchor is None else _row_of(lines, anchor)
    for index in candidates:
        found = _signature_at(extraction, lines, index)
        if found is not None:
            end = found.end if anchor is None else max(found.end, row[1])
            return Signature(found.name, found.title, min(found.start, row[0]), end)
    return Signature(None, None, *row)


def _is_list_of_recipients(lines: Sequence[Line], index: int) -> bool:
    """Tell the label over a list from the words "nơi nhận" in running text."""
    words = _RECIPIENTS.sub("", lines[index].text, count=1).strip()
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    return words.startswith(("-", "–", "+")) or (
        not words and (following[:1] in {"-", "–", "+", "•"} or _is_title(following))
    )


def _near(lines: Sequence[Line], anchor: int, first: int) -> list[int]:
    """Return the places to look, best first: beside "Nơi nhận", after it, just before it."""
    cell = lines[anchor].block.cell
    after = list(range(anchor + 1, min(anchor + 60, len(lines))))
    before = list(range(max(first, anchor - 12), anchor))
    if cell is None:
        return before + after
    beside = [
        index
        for index in before + after
        if (other := lines[index].block.cell) is not None
        and other.table == cell.table
        and other != cell
    ]
    return beside + after + before


def _row_of(lines: Sequence[Line], anchor: int) -> tuple[int, int]:
    """Return the first line and the line after the table, or the list, of "Nơi nhận"."""
    cell = lines[anchor].block.cell
    start = end = anchor
    while end < len(lines) and (end == anchor or _in_row(lines[end], lines[anchor])):
        end += 1
    while cell is not None and start and _in_row(lines[start - 1], lines[anchor]):
        start -= 1
    return start, end


def _in_row(line: Line, anchor: Line) -> bool:
    cell, other = anchor.block.cell, line.block.cell
    if cell is None:
        return line.text[:1] in {"-", "–", "+"}
    return other is not None and other.table == cell.table


def _signature_at(extraction: Extraction, lines: Sequence[Line], index: int) -> Signature | None:
    """Return the signature whose first title line is `lines[index]`, None if there is none."""
    if not _is_title(lines[index].text):
        return None
    titles = [lines[index]]
    following = index + 1
    while following < len(lines) and _continues(titles, lines[following]):
        titles.append(lines[following])
        following += 1
    name_index = _name_after(lines, following, titles[0])
    if name_index is None and len(titles) > 1 and _is_name(titles[-1].text):
        name_index = following - 1
        titles = titles[:-1]
    if name_index is None:
        return None
    title_words = " ".join(" ".join(line.text for line in titles).split())
    title = Suggestion(
        title_words,
        _SURE,
        source(extraction, titles[0].block, titles[0].start, titles[-1].end),
    )
    line = lines[name_index]
    begin = _name_start(line.text)
    name = Suggestion(
        " ".join(line.text[begin:].split()),
        _SURE,
        source(extraction, line.block, line.start + begin, line.end),
    )
    return Signature(name, title, index, name_index + 1)


def _is_title(words: str) -> bool:
    if words != words.upper() or len(words) > _MAX_TITLE_LINE:
        return False
    return bool(_AUTHORITY.match(words) or _TITLE.match(words))


def _continues(titles: Sequence[Line], line: Line) -> bool:
    return (
        len(titles) < _MAX_TITLE_LINES
        and line.block.cell == titles[0].block.cell
        and line.text == line.text.upper()
        and line.kind in {LineKind.OTHER, LineKind.TYPE}
        and line.text[:1].isalpha()
        and not _SIGNED.match(line.text)
    )


def _name_after(lines: Sequence[Line], index: int, title: Line) -> int | None:
    """Return where the name stands under the titles; marks such as "(Đã ký)" are passed over."""
    passed = 0
    for place in range(index, min(index + _MAX_ROW_LINES, len(lines))):
        line = lines[place]
        same_column = (
            line.block.cell is None
            or title.block.cell is None
            or (
                line.block.cell.table == title.block.cell.table
                and line.block.cell.column == title.block.cell.column
            )
        )
        if not same_column:
            continue
        if _is_name(line.text):
            return place
        is_mark = _SIGNED.match(line.text) or line.kind is LineKind.RULE or line.block.floating
        passed += 1
        if not is_mark or passed == _MAX_GAP_LINES:
            return None
    return None


def _name_start(words: str) -> int:
    """Return where the name begins, after "Đã ký:" and academic degrees."""
    signed = _SIGNED_NAME.match(words)
    begin = signed.end() if signed else 0
    degree = _DEGREE.match(words, begin)
    return degree.end() if degree else begin


def _is_name(words: str) -> bool:
    clean = words[_name_start(words) :].strip()
    if len(clean) > _MAX_NAME or not _NAME.match(clean) or _is_title(clean):
        return False
    return all(word[:1].isupper() for word in clean.split())
