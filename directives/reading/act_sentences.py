"""The sentences in which a document may act on others: what one verb acts on stays in one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum, auto
from typing import Final

from directives.reading.dates import DAY
from directives.reading.lines import Line
from directives.reading.own_acts import CLAUSE_LABEL, DOCUMENT, STAYS, after_lead

_STOP: Final = re.compile(
    r"(?:[.;]\s+(?=[A-ZĐÀ-Ỹ])|;\s)"
    # What is kept is told with what ends: "…; Điều 7 tiếp tục có hiệu lực".
    r"(?!\s*(?i:riêng|(?:các )?(?:điều|khoản|chương|mục))\s[^.;]{0,150}tiếp tục có hiệu lực"
    r"|\s*(?i:(?:ngoại )?trừ)\s"
    rf"|\s*(?i:riêng)\s[^.;]{{0,300}}?(?<!\w){STAYS}"
    # A suspension is resumed: "…; từ ngày 01/3/2026 đến hết ngày 30/4/2026".
    r"|\s*(?:và )?(?:(?:đợt|giai đoạn|lần) [^\s,.;:]{1,9}(?: [^\s,.;:]{1,9})?:? )?(?:kể )?từ "
    rf"[^,.;]{{0,20}}?{DAY} (?:cho )?đến [^,.;]{{0,30}}?{DAY}\s?(?:[.;]|$|và ))"
)
_PROVISION: Final = (
    r"(?i:điểm|khoản|điều|phụ lục|chương|(?:tiểu )?mục|phần)\s(?:thứ\s\w+|\d{1,4}[a-zđ]?"
    r"|[IVXLC]{1,7}|[A-Z]|[a-zđ])(?![\w/.])(?:(?:,|\svà)\s(?:\d{1,4}[a-zđ]?|[a-zđ])(?![\w/.]))*"
)
_LONGEST_PROVISION: Final = 60  # characters of "khoản 1, 2 và 3"
_ROW_BEFORE: Final = re.compile(rf"{_PROVISION}$")
_ROW_BEHIND: Final = re.compile(
    rf"(?:và\s)?(?:{_PROVISION}(?:\s?[,;]\s?(?:và\s)?|\s(?:và|của|tại)\s|\s)){{1,40}}+"
    rf"{DOCUMENT}(?! này)"
)
_SEGMENT_END: Final = re.compile(r";|\.(?=\s|$)")
_OBJECT: Final = re.compile(  # "và Điều 6 …", "b) Nghị định số …", "các quy định về phí tại …"
    r"\s*(?:(?:và|đồng thời)\s)?(?:(?:[a-zđ]\d?\)|\d{1,2}[.)]|[-–+])\s?)?"
    r"(?:(?i:các|những|toàn bộ|một số|một phần)\s){0,3}"
    rf"(?:{DOCUMENT}(?!\snày)|số(?=\s\d)|(?i:quy định|nội dung|điểm|khoản|điều|phụ lục|chương"
    r"|(?:tiểu )?mục|phần)(?!\snày|\skhác))(?!\w)"
)
_NUMBER: Final = re.compile(r"\d{1,5}[a-zA-Z]?\s?/\s?(?:\d{4}/)?[A-ZĐ]")
_BARE: Final = re.compile(rf"\s*(?:và\s)?{DOCUMENT}(?!\w)")
_AMENDING: Final = re.compile(r"(?<!được )(?<!sửa đổi, )(?:sửa đổi|bổ sung)(?!\w)[^;]{0,300}?\d/")
_ACTS: Final = re.compile(
    r"(?<!\w)(?:bãi bỏ|h[ủu][ỷy] bỏ|này(?:[^;.]{0,90}?\s)?thay (?:thế|cho)"
    r"|(?:ngưng|ngừng|dừng|đình chỉ)\s(?:việc )?(?:hiệu lực|thi hành|áp dụng)"
    r"|hiệu lực(?:[^:;]{0,200}):)",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(r"(?:hết|chấm dứt|không còn|ngưng|ngừng|dừng) hiệu lực|đình chỉ thi hành")
_VERB: Final = re.compile(
    r"(?<!\w)(?:(?:có|còn|hết|dứt|ngưng|ngừng|dừng) hiệu lực|tiếp tục|thì|vẫn|sẽ|phải|bị|như sau"
    r"|chịu trách nhiệm|(?<!đã )được (?:áp dụng|thực hiện|giữ|tiếp|thay|bãi)"
    r"|(?<!đã )được (?:sửa đổi|bổ sung)(?!(?:, bổ sung)?[^;,]{0,60}?\s(?:bởi|tại)\s))(?!\w)",
    re.IGNORECASE,
)
_WEAK_VERB: Final = re.compile(
    r"(?<!\w)(?:thực hiện|áp dụng|thi hành|được(?! (?:sửa đổi|bổ sung))|là|không|chưa|có)(?!\w)"
)
_TITLE: Final = re.compile(r"(?<!\w)(?:về|quy định|hướng dẫn|ban hành|sửa đổi|phê duyệt)(?!\w)")


_LABEL: Final = re.compile(rf"{CLAUSE_LABEL.pattern}|[–+•]")
_SPACE: Final = re.compile(r"\s")


class _Row(Enum):
    """What a row of documents that semicolons divide is so far."""

    OF_A_VERB = auto()  # a verb stands before them
    OBJECTS = auto()  # none has come yet
    ENDED = auto()  # one stands behind them


def sentences_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, words); a full stop ends a sentence only before a space and a capital.

    A semicolon does not between provisions of one document ("khoản 1 Điều 5; Điều 6 Nghị định …"),
    nor between the documents that one verb acts on ("Bãi bỏ Nghị định …; Điều 6 Nghị định …").
    """
    start = 0
    row: _Row | None = None
    for stop in _STOP.finditer(text):
        before = text[max(0, stop.start() - _LONGEST_PROVISION) : stop.start()]
        if _ROW_BEFORE.search(before) and _ROW_BEHIND.match(text, stop.end()):
            continue
        row = _row_after(text, start, stop, row)
        if row is None:
            yield start, text[start : stop.end()]
            start = stop.end()
    yield start, text[start:]


def with_rows_joined(lines: Sequence[Line], text: str) -> list[Line]:
    """Return lines, those of a row behind the line with its verb as one: "Bãi bỏ …;", "Điều 6 …;".

    What bears a label is an item of a list, and no such line.
    """
    rows: list[list[Line]] = []
    for line in lines:
        if rows and _goes_on(rows[-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [
        replace(row[0], text=_SPACE.sub(" ", text[row[0].start : row[-1].end]))
        if row[1:]
        else row[0]
        for row in rows
    ]


def _goes_on(row: Sequence[Line], line: Line) -> bool:
    """Tell whether a line names the next of the documents that those before it act on."""
    return (
        row[-1].text.endswith(";")
        and line.start == row[-1].end + 1
        and _LABEL.match(line.text) is None
        and _names_object(line.text, 0)
        and not _tells_more(line.text)
        and (len(row) > 1 or _ACTS.search(row[0].text) is not None)
    )


def _row_after(text: str, start: int, stop: re.Match[str], row: _Row | None) -> _Row | None:
    """Return the row that goes on behind a semicolon; None where a sentence ends there.

    `row` is that of the words from `start`, as far as it is known already.
    """
    if stop[0][0] != ";" or row is _Row.ENDED or not is_next_object(text, stop.start()):
        return None
    row = row or _row_of(text[start : stop.start()])
    after = _words_behind(text, stop.start())
    if not _tells_more(after):
        return row
    return _Row.ENDED if row is _Row.OBJECTS and _ENDS.search(after) else None


def is_next_object(text: str, at: int) -> bool:
    """Tell whether behind the semicolon at `at` stands a document, or a part of it, of a row.

    A mere name behind a title that amends others is one of those: "Bãi bỏ Điều 1 Thông tư số …
    sửa đổi, bổ sung một số điều của Thông tư số …; Thông tư số …".
    """
    if not _names_object(_words_behind(text, at), 0):
        return False
    before = text[text.rfind(";", 0, at) + 1 : at]
    return _BARE.match(text, at + 1) is None or _AMENDING.search(before) is None


def _words_behind(text: str, at: int) -> str:
    """Return the words behind a semicolon to the next one that does not divide provisions."""
    parts = _ROW_BEHIND.match(text, at + 2)
    end = _SEGMENT_END.search(text, parts.end() if parts else at + 1)
    return text[at + 1 : end.start() if end else len(text)]


def _row_of(words: str) -> _Row | None:
    if _ACTS.search(words):
        return _Row.OF_A_VERB
    is_object = _names_object(words, after_lead(words)) and not _tells_more(words)
    return _Row.OBJECTS if is_object else None


def _names_object(words: str, at: int) -> bool:
    """Tell whether words begin as the name of a document, or of a part of it, and number it."""
    return _OBJECT.match(words, at) is not None and _NUMBER.search(words, at) is not None


def _tells_more(words: str) -> bool:
    """Tell whether words have a verb of their own; what the title of a document says is none."""
    if _VERB.search(words):
        return True
    number = _NUMBER.search(words)
    title = _TITLE.search(words, number.end() if number else 0)
    weak = _WEAK_VERB.search(words)
    return weak is not None and (title is None or weak.start() < title.start())
