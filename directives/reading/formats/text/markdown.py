"""Read Markdown: the words without the markup; tables of pipes become cells."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from directives.reading.extraction import Extraction, ExtractionBuilder
from directives.reading.formats.charset import text_of
from directives.reading.formats.limits import DEFAULT_LIMITS, Limits, check_size
from directives.reading.formats.table_cells import TableCells
from directives.reading.formats.text.plain_text import check_is_text, unwrapped

_LINE_END: Final = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_FRONT_MATTER: Final = re.compile(
    r"\s*---[ \t]*\n(?:[\w\-]+:.*\n|[ \t#-].*\n|\n){0,60}?---[ \t]*\n"
)
_COMMENT: Final = re.compile(r"<!--.{0,1000}?-->", re.DOTALL)
_FENCE: Final = re.compile(r"[ \t]*(?:```|~~~)")
_BULLET: Final = re.compile(r"(?m)^[ \t]{0,12}[*•] +")
_BOLD: Final = re.compile(r"\*\*([^*\n]+(?:\n[^*\n]+){1,5})\*\*")
# "**NGHỊ ĐỊNH**Quy định": the crawler lost the line end after bold capitals.
_GLUED: Final = re.compile(r"\*\*([^*\n]{4,200})\*\*(?=(?:\*\*)?\w)")
_STRONG: Final = re.compile(r"\*{2,20}|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)")
_EMPHASIS: Final = re.compile(r"(?<![(*\\])\*([^*\n]+(?:\n[^*\n]+){0,20})\*(?![)*])")
_UNDERLINED: Final = re.compile(r"(?<![\w\\])_([^_\n]{1,500})_(?!\w)")
_STRUCK: Final = re.compile(r"~~[^~\n]{1,2000}~~")
_IMAGE: Final = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^)\[\n]{0,500}\)")
_LINK: Final = re.compile(r"\[([^\[\]\n]{1,1000})\](?:\([^)\[\n]{0,500}\)|\[[^\[\]\n]{0,200}\])")
_CODE: Final = re.compile(r"`([^`\n]{1,500})`")
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG: Final = re.compile(
    r"</?(?:a|b|i|u|p|em|tt|div|sub|sup|font|span|strong|center|table|tbody|thead|t[rhd]|img|hr)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~<&])")
_HEADING: Final = re.compile(r"[ \t]{0,3}#{1,6}(?:[ \t]+|$)(.*?)(?:[ \t]+#+)?[ \t]*$")
_QUOTED: Final = re.compile(r"^[ \t]{0,3}(?:>[ \t]?){1,5}")
_RULE: Final = re.compile(r"[ \t]{0,3}(?:=+|---|\*\*\*|___|(?:[-*_] ){2,}[-*_])[ \t]*$")
_DELIMITERS: Final = re.compile(
    r"\|?[ \t]{0,9}:?-{1,200}:?[ \t]{0,9}(?:\|[ \t]{0,9}:?-{0,200}:?[ \t]{0,9}){1,200}$"
)
_PIPE: Final = re.compile(r"(?<!\\)\|")
_MAX_COLUMNS: Final = 200


def extract_markdown(name: str, content: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Extraction:
    """Return the words of Markdown as it stores them; `encoding.in_unicode` comes after.

    Raises:
        FileEmpty: there is no byte.
        FileTooLarge: it is larger than `limits` allow, or of too many lines.
        FileKindUnsupported: it is no text.
    """
    check_size(name, content, limits)
    check_is_text(name, content, limits)
    text = _LINE_END.sub("\n", text_of(content))
    front = _FRONT_MATTER.match(text)
    text = _COMMENT.sub("", text[front.end() if front else 0 :])
    walk = _Walk()
    lines = _without_emphasis(text).split("\n")
    for number, line in enumerate(lines):
        walk.line(line, lines[number + 1] if number + 1 < len(lines) else "")
    return walk.extraction()


@dataclass(slots=True)
class _Walk:
    """Goes through the lines and tells which stand in a table.

    Besides rows of several pipes there are tables of single ones, each alone on its line before a
    cell and after the last, as crawlers write them.
    """

    _builder: ExtractionBuilder = field(default_factory=ExtractionBuilder)
    _cells: TableCells = field(default_factory=TableCells)
    _waiting: list[str] = field(default_factory=list)
    _in_row: bool = False
    _in_table: bool = False

    def line(self, line: str, following: str) -> None:
        """Take one line; the one after it tells whether a pipe ends a row."""
        shown = line.strip()
        if shown == "|":
            self._pipe(following.strip())
        elif self._in_row and shown.endswith("|"):
            self._waiting.append(_plain(shown.rstrip("| ")))
            self._end_paragraphs()
            self._cells.end_cell()
        elif not self._in_row and _is_row(shown, following, in_table=self._in_table):
            self._end_paragraphs()
            self._in_table = True
            if not _DELIMITERS.match(shown):
                self._row(shown)
        else:
            if self._in_table and not self._in_row:
                self._end_paragraphs()
                self._in_table = False
            own = [""] if _HEADING.match(line) else []  # a heading goes on in no other line
            self._waiting += [*own, _plain(line), *own]

    def extraction(self) -> Extraction:
        """Return what was read."""
        self._end_paragraphs()
        return self._builder.build()

    def _pipe(self, following: str) -> None:
        was_in_table = self._in_table
        self._end_paragraphs()
        if not self._in_row:
            self._in_table = not was_in_table or bool(following)
            self._in_row = self._in_table
        elif not following or following == "|":
            self._cells.end_row()
            self._in_row = False
            self._in_table = following == "|"
        else:
            self._cells.end_cell()

    def _row(self, shown: str) -> None:
        cells = _PIPE.split(shown.strip("|"))[:_MAX_COLUMNS]
        for text in cells:
            cell = self._cells.cell(1)
            for line in _plain(text).split("\n"):
                self._builder.add(line.strip(), "table", cell=cell)
            self._cells.end_cell()
        self._cells.end_row()

    def _end_paragraphs(self) -> None:
        cell = self._cells.cell(1 if self._in_table else 0)
        # Cells are narrow: there a line break may be meant. Elsewhere Markdown has them as spaces.
        lines = unwrapped(self._waiting) if cell else unwrapped(self._waiting, short=0)
        for text in lines:
            for line in text.split("\n"):
                self._builder.add(line, "table" if cell else "body", cell=cell)
        self._waiting.clear()


def _is_row(shown: str, following: str, *, in_table: bool) -> bool:
    """Tell whether a line is a row: in a table, or before the line of dashes that begins one."""
    pipes = len(_PIPE.findall(shown))
    if pipes == 0:
        return False
    if in_table or shown.endswith("|") or (shown.startswith("|") and pipes > 1):
        return True
    return _DELIMITERS.match(following.strip()) is not None


def _without_emphasis(text: str) -> str:
    text = _BULLET.sub("- ", text)
    text = _BOLD.sub(_on_one_line, text)
    text = _GLUED.sub(lambda bold: f"{bold[1]}\n" if bold[1].isupper() else bold[0], text)
    text = _STRONG.sub("", text)
    return _EMPHASIS.sub(r"\1", text)


def _on_one_line(match: re.Match[str]) -> str:
    """Join the lines of one stretch of bold capitals, which only the width of a page broke."""
    return match[0].replace("\n", " ") if match[1].isupper() else match[0]


def _plain(line: str) -> str:
    """Return a line without its markup; one that draws only a rule is empty."""
    if _RULE.match(line) or _FENCE.match(line):
        return ""
    line = _QUOTED.sub("", line)
    heading = _HEADING.match(line)
    text = heading[1] if heading else line
    for pattern, shown in _MARKUP:
        text = pattern.sub(shown, text)
    return html.unescape(text)


_MARKUP: Final[Sequence[tuple[re.Pattern[str], str]]] = (
    (_IMAGE, ""),
    (_LINK, r"\1"),
    (_CODE, r"\1"),
    (_STRUCK, ""),
    (_UNDERLINED, r"\1"),
    (_BREAK, "\n"),
    (_TAG, ""),
    (_ESCAPED, r"\1"),
)
