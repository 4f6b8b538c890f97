"""The printed lines of a document and what each is in its heading.

Layout: Decree 30/2020/NĐ-CP, Annex I: national motto on the right, agency and number on the left,
then the type and title, or for a letter "V/v" under the number and "Kính gửi".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from directives.reading.document_types import printed_type
from directives.reading.extraction import Block, Extraction
from directives.reading.typed_columns import PrintedPiece, with_columns


class LineKind(Enum):
    """What a line of the heading is."""

    MOTTO = auto()
    RULE = auto()
    NUMBER = auto()
    DATE = auto()
    URGENCY = auto()
    DRAFT = auto()
    ABOUT = auto()
    TYPE = auto()
    ADDRESSEE = auto()
    BODY = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, without the space round it; offsets count in the whole text."""

    text: str
    start: int
    block: Block

    @property
    def end(self) -> int:
        """The offset after the last code point."""
        return self.start + len(self.text)

    @property
    def kind(self) -> LineKind:
        """What the line is by its own words."""
        return _kind(self.text)


# Where the right column begins when the two columns are laid out by spaces or tabs.
_RIGHT_COLUMN: Final = re.compile(
    r"CỘNG H(?:ÒA|OÀ) X[ÃA] HỘI"
    r"|ĐẢNG CỘNG SẢN VIỆT"
    r"|Độc lập\s?[-–—]\s?Tự do"
    r"|(?<=\s\s)\w[\w .\-–']{1,30}, ?[Nn]gày[\s\d.…_]{0,20}tháng"
    r"|(?<=\t)\w[\w .\-–']{1,30}, ?[Nn]gày[\s\d.…_]{0,20}tháng"
)
_PAGE_WIDTH: Final = 200  # characters
_KINDS: Final = (
    (LineKind.RULE, re.compile(r"[\W_]*(?:[oO0]{1,3}[\W_]*)?$")),
    (
        LineKind.MOTTO,
        re.compile(r"(?i:cộng h(?:òa|oà) xã hội|đảng cộng sản việt nam|độc lập\s*[-–—]\s*tự do)"),
    ),
    (
        LineKind.BODY,
        re.compile(
            r"(?:Căn cứ|Thực hiện|Theo đề nghị|Xét|Thi hành|Để|Nhằm|Điều\s+\d|Chương\s+[IVX\d]"
            r"|Phần\s+(?:thứ|[IVX\d])|[IVX]{1,4}\s?[.\-]|1\s?[.)]|Nơi nhận)(?!\w)"
        ),
    ),
    (
        LineKind.NUMBER,
        re.compile(
            r"(?:(?i:bộ luật|luật|pháp lệnh|nghị quyết|lệnh)\s+)?(?i:số)\s*[:：;.]?\s*"
            r"(?:[\d.…_\-–\s]*(?:/|[-–]\s?[A-ZĐ])|\d|[.…_]{2}|$)"
        ),
    ),
    (
        LineKind.DATE,
        re.compile(
            r"[^,\d()]{0,60},?\s*(?i:ngày)[\s\d.…_/\-]{0,40}"
            r"(?:(?i:tháng)[\s\d.…_]{0,30}(?:(?i:năm)[\s\d.…_]{0,30})?)?\W{0,10}$"
        ),
    ),
    (
        LineKind.URGENCY,
        re.compile(r"(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN)\b"),
    ),
    (LineKind.DRAFT, re.compile(r"\(?(?:(?i:bản )?(?:Dự thảo|DỰ THẢO))\b")),
    (LineKind.ABOUT, re.compile(r"\(?(?:V/[vV]|v/v)\b")),
    (LineKind.ADDRESSEE, re.compile(r"(?i:kính\s+gửi)\b")),
)


def lines_of(extraction: Extraction) -> list[Line]:
    """Return the lines of body and tables in reading order; empty ones are left out."""
    printed = [
        piece
        for block in extraction.blocks
        if block.part in {"body", "table", "appendix"}
        for piece in _printed(block)
    ]
    lines = []
    for piece in with_columns(printed):
        for begin, end in _columns(piece.text):
            words = piece.text[begin:end].strip()
            if words:
                start = piece.start + piece.text.index(words, begin)
                lines.append(Line(words, start, piece.block))
    return lines


def _printed(block: Block) -> Iterator[PrintedPiece]:
    start = block.start
    for printed in block.text.split("\n"):
        yield PrintedPiece(printed, start, block)
        start += len(printed) + 1


def _columns(printed: str) -> list[tuple[int, int]]:
    """Split a line that holds both columns of the heading; any other line stays whole."""
    if len(printed) > _PAGE_WIDTH:
        return [(0, len(printed))]
    right = _RIGHT_COLUMN.search(printed)
    if right is None or not printed[: right.start()].strip():
        return [(0, len(printed))]
    return [(0, right.start()), (right.start(), len(printed))]


def _kind(text: str) -> LineKind:
    head = text[:120]
    for kind, pattern in _KINDS:
        if pattern.match(head):
            return kind
    return LineKind.TYPE if printed_type(head) else LineKind.OTHER
