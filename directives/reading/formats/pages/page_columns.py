"""The two places of a document with two columns: its heading and its signature.

Layout: Decree 30/2020/NĐ-CP, Annex I: agency and number on the left, motto and day on the right;
at the end "Nơi nhận" on the left and the signer on the right.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from directives.reading.formats.pages.printed_page import PrintedLine, PrintedPage

_RIGHT_COLUMN: Final = re.compile(
    r"\W{0,3}(?:C[ỘÔO]NG H(?:ÒA|OÀ|OA) X[ÃA] H[ỘO]I|ĐẢNG CỘNG SẢN VI|Độc lập\s*\W\s*T[ựư] do"
    r"|[^,\d]{2,40},?\s*ngày[^,]{0,20}tháng)",
    re.IGNORECASE,
)
_ADDRESSEE: Final = re.compile(r"K[íi]nh g[ửu]i\b", re.IGNORECASE)
_RECIPIENTS: Final = re.compile(r"N[ơo]i nh[ậa]n\s*[:.;]?", re.IGNORECASE)
_ATTACHED: Final = re.compile(r"(?:PHỤ LỤC|Phụ lục|BIỂU|MẪU|Mẫu|DANH (?:MỤC|SÁCH))\b")
_HEADING_DEPTH: Final = 0.45  # share of the first page that a heading may take
_COLUMN: Final = 0.6  # share of the page that the right column may take
_RIGHT_HALF: Final = 0.36  # share of the page left of every signer's lines
_OFF_MIDDLE: Final = 0.07  # share of the page that a centred type may stand off the middle
_SAME_LINE: Final = 6.0  # points: words of one printed line
_SLACK: Final = 12.0  # points that a column may reach beyond its edge
_ABOVE_RECIPIENTS: Final = 45.0  # points that the signer's title may stand higher

Columns = tuple[list[PrintedLine], list[PrintedLine]]


@dataclass(frozen=True, slots=True)
class SignatureSplit:
    """The lines of a page before, in, and after the two columns of a signature."""

    before: list[PrintedLine]
    columns: Columns | None
    after: list[PrintedLine]


def split_heading(
    page: PrintedPage, lines: Sequence[PrintedLine]
) -> tuple[Columns, list[PrintedLine]]:
    """Split off the heading of a first page: it ends at the first line that crosses the gutter."""
    top = [line for line in lines if line.baseline < page.height * _HEADING_DEPTH]
    right = [
        line
        for line in top
        if line.middle > page.width / 2
        and line.width < page.width * _COLUMN
        and _RIGHT_COLUMN.match(line.text)
    ]
    if not right:
        return ([], []), list(lines)
    gutter = min(line.left for line in right)
    last_mark = max(line.baseline for line in right)
    ends = [
        line.baseline
        for line in top
        if _ADDRESSEE.match(line.text)
        or (line.baseline > last_mark + _SAME_LINE and _is_in_the_middle(line, page))
        or (
            _crosses(line, gutter)
            and (line.baseline > last_mark + _SAME_LINE or line.width > page.width / 2)
        )
    ]
    end = min(ends, default=page.height * _HEADING_DEPTH)
    inside = [line for line in top if line.baseline < end - _SAME_LINE]
    rest = [line for line in lines if line not in inside]
    left_column = _in_lines(line for line in inside if line.middle < gutter)
    right_column = _in_lines(line for line in inside if line.middle >= gutter)
    return (left_column, right_column), rest


def split_signature(
    page: PrintedPage, lines: Sequence[PrintedLine], *, goes_on: bool
) -> SignatureSplit:
    """Split off the recipients and the signer beside them.

    `goes_on` says that the page before ended inside a signature.
    """
    mark = next(
        (line for line in lines if _RECIPIENTS.match(line.text) and line.middle < page.width / 2),
        None,
    )
    if mark is None and not goes_on:
        return SignatureSplit(list(lines), None, [])
    top = mark.baseline if mark else 0.0
    right = [line.left for line in lines if _is_right(line, page, top)]
    gutter = min(right, default=page.width * _RIGHT_HALF)
    ends = [
        line.baseline
        for line in lines
        if line.baseline > top and (_crosses(line, gutter) or _ATTACHED.match(line.text))
    ]
    end = min(ends, default=page.height) - _SAME_LINE
    before: list[PrintedLine] = []
    columns: Columns = ([], [])
    after: list[PrintedLine] = []
    for line in lines:
        is_right = line.left >= gutter
        reach = _ABOVE_RECIPIENTS if is_right else _SAME_LINE
        if line.baseline < top - reach:
            before.append(line)
        elif line.baseline >= end:
            after.append(line)
        else:
            columns[is_right].append(line)
    if not any(columns):
        return SignatureSplit(before, None, after)
    return SignatureSplit(before, (_in_lines(columns[0]), _in_lines(columns[1])), after)


def _is_right(line: PrintedLine, page: PrintedPage, top: float) -> bool:
    """Tell whether a line stands in the signer's column, centred in the right half."""
    return (
        line.baseline > top - _ABOVE_RECIPIENTS
        and line.left > page.width * _RIGHT_HALF
        and line.middle > page.width * 0.55
    )


def _is_in_the_middle(line: PrintedLine, page: PrintedPage) -> bool:
    """Tell whether a line may be the type, in capitals in the middle of the page."""
    return line.text.isupper() and abs(line.middle - page.width / 2) < page.width * _OFF_MIDDLE


def _crosses(line: PrintedLine, gutter: float) -> bool:
    return line.left < gutter - _SLACK and line.right > gutter + _SLACK


def _in_lines(parts: Iterable[PrintedLine]) -> list[PrintedLine]:
    """Join the words that stand on one line of a column, such as a number stamped into a blank."""
    rows: list[list[PrintedLine]] = []
    for part in sorted(parts, key=lambda line: line.baseline):
        if rows and part.baseline - rows[-1][0].baseline < _SAME_LINE:
            rows[-1].append(part)
        else:
            rows.append([part])
    return [_joined(sorted(row, key=lambda line: line.left)) for row in rows]


def _joined(row: Sequence[PrintedLine]) -> PrintedLine:
    return PrintedLine(
        " ".join(part.text for part in row),
        row[0].left,
        max(part.right for part in row),
        row[0].baseline,
        min(part.confidence for part in row),
    )
