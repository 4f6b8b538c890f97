"""Read a .rtf: a file of groups in braces, each with its own formatting."""

import copy
from typing import Final

from directives.errors import (
    DirectivesError,
    FileKindUnsupported,
    FileNestedTooDeep,
    FileUnpacksTooLarge,
    FileUnreadable,
)
from directives.reading.extraction import Extraction, Part
from directives.reading.formats.limits import DEFAULT_LIMITS, MEGABYTE, Limits, check_size
from directives.reading.formats.rich_text import rtf_words
from directives.reading.formats.rich_text.rtf_flows import Flow, Flows
from directives.reading.formats.rich_text.rtf_state import Font, State
from directives.reading.formats.rich_text.rtf_tokens import (
    SYMBOL_CHARSET,
    Token,
    codec_of_charset,
    codec_of_page,
    decoded,
    tokens,
)
from directives.reading.formats.sniff import kind_of
from directives.reading.formats.styled_text import is_capitals_font

_MAX_DEPTH: Final = 200
_MAX_TOKENS: Final = 2_000_000
_SIGNATURE: Final = b"{\\rtf"


def extract_rtf(name: str, content: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Extraction:
    """Return the words of a .rtf as its fonts store them; `encoding.in_unicode` comes after.

    Body, tables and text boxes come in reading order, then notes, then page headers and footers.
    Tracked changes are read as accepted, fields as their results. `name` is only for the message.

    Raises:
        FileEmpty: there is no byte.
        FileTooLarge: it is larger than `limits` allow, or of too many parts.
        FileKindUnsupported: the bytes are of another kind.
        FileNestedTooDeep: its groups stand in each other too deep.
        FileUnreadable: it is broken, or its end is missing.
    """
    check_size(name, content, limits)
    if not content.lstrip().startswith(_SIGNATURE):
        raise FileKindUnsupported(name=name, kind=kind_of(content))
    try:
        return _Reader(name, limits).extraction(content)
    except DirectivesError:
        raise
    # Decoding of broken bytes raises several kinds of ValueError and LookupError.
    except Exception as error:
        raise FileUnreadable(name=name) from error


class _Reader:
    """The state machine over the tokens of one file."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limit_mb = limits.max_unpacked_bytes // MEGABYTE
        self._flows = Flows()
        self._state = State(Flow("body"))
        self._stack: list[State] = []
        self._fonts: dict[int, Font] = {}
        self._default_font = -1
        self._codec = "cp1252"
        self._bytes = bytearray()
        self._half: int | None = None  # the first half of a character beyond 16 bits
        self._skip = 0
        self._starred = False
        self._font_name = ""
        self._notes = 0
        self._pages: int | None = None

    def extraction(self, content: bytes) -> Extraction:
        for count, token in enumerate(tokens(content)):
            if count > _MAX_TOKENS:
                raise FileUnpacksTooLarge(name=self._name, limit_mb=self._limit_mb)
            if token.kind == "text":
                self._text(token.raw)
                continue
            self._flush()
            if token.kind == "brace":
                self._brace(token.value)
            elif token.kind == "sign":
                self._sign(token.value)
            else:
                self._word(token)
        if self._stack:
            raise FileUnreadable(name=self._name)
        self._end_paragraph()
        return self._flows.extraction(self._pages)

    def _brace(self, brace: str) -> None:
        self._skip = 0
        self._starred = False
        if brace == "{":
            if len(self._stack) >= _MAX_DEPTH:
                raise FileNestedTooDeep(name=self._name, limit=_MAX_DEPTH)
            self._stack.append(self._state)
            self._state = copy.copy(self._state)
        elif self._stack:
            flow = self._state.flow
            self._state = self._stack.pop()
            if flow is not self._state.flow:
                self._flows.close(flow)

    def _text(self, raw: bytes) -> None:
        if self._skip:
            passed = min(self._skip, len(raw))
            self._skip -= passed
            raw = raw[passed:]
        if not self._state.silent:
            self._bytes += raw

    def _flush(self) -> None:
        """Decode the bytes gathered by the font they are set in."""
        if not self._bytes:
            return
        raw = bytes(self._bytes)
        self._bytes.clear()
        if self._state.in_fonts:
            self._font_name += decoded(raw, self._codec)
            self._name_font()
            return
        font = self._font()
        if font.is_symbol:
            self._append("- " if self._state.is_label else " ")
        else:
            self._append(decoded(raw, font.codec or self._codec))

    def _append(self, text: str) -> None:
        state = self._state
        if not (state.silent or state.hidden or state.deleted or state.in_fonts):
            state.flow.words.append(text, capitals=self._font().is_capitals)

    def _font(self) -> Font:
        number = self._state.font if self._state.font >= 0 else self._default_font
        return self._fonts.get(number, Font())

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._starred = True
        elif sign in "\r\n":
            self._end_paragraph()
        elif self._skip:
            self._skip -= 1
        else:
            self._append(rtf_words.SIGNS.get(sign, ""))

    def _word(self, token: Token) -> None:
        word, number = token.value, token.number
        starred, self._starred = self._starred, False
        if word == "u":
            self._unicode(number or 0)
            return
        if self._skip:
            self._skip -= 1
        if self._state.silent:
            return
        if starred and word not in rtf_words.KNOWN:
            self._state.silent = True
        elif word in rtf_words.CHARACTERS:
            self._append(rtf_words.CHARACTERS[word])
        elif not (self._destination(word) or self._structure(word) or self._format(word, number)):
            self._document(word, number)

    def _unicode(self, number: int) -> None:
        code = number & 0xFFFF
        self._skip = self._state.fallback
        if 0xD800 <= code < 0xDC00:  # noqa: PLR2004, the high surrogates
            self._half = code
            return
        if 0xDC00 <= code < 0xE000:  # noqa: PLR2004, the low surrogates
            if self._half is not None:
                self._append(chr(0x10000 + ((self._half - 0xD800) << 10) + code - 0xDC00))
            self._half = None
            return
        self._append(chr(code))

    def _destination(self, word: str) -> bool:
        """Turn the group to where its words go; tell whether the word names such a place."""
        state = self._state
        if word in rtf_words.SILENT:
            state.silent = True
        elif word == "fonttbl":
            state.in_fonts = True
        elif word in rtf_words.NOTES:
            self._open_flow("footnote")
            state.flow.words.append(f"[{self._notes}] ")
        elif word in rtf_words.HEADERS or word in rtf_words.FOOTERS:
            self._open_flow("header" if word in rtf_words.HEADERS else "footer")
        elif word in rtf_words.BOXES:
            self._open_flow(state.flow.part, is_box=True)
        elif word in rtf_words.LABELS:
            state.is_label = True
        else:
            return False
        return True

    def _open_flow(self, part: Part, *, is_box: bool = False) -> None:
        self._state.flow = Flow(part, is_box=is_box, parent=self._state.flow)
        self._state.depth = 0
        self._state.hidden = self._state.deleted = False

    def _structure(self, word: str) -> bool:
        """End a paragraph, cell or row, or mark a note; tell whether the word does."""
        flow = self._state.flow
        if word in rtf_words.PARAGRAPH_ENDS:
            self._end_paragraph()
        elif word in rtf_words.CELL_ENDS:
            self._end_paragraph(least_depth=1)
            self._flows.end_cell(flow)
        elif word in rtf_words.ROW_ENDS:
            self._flows.end_row(flow)
        elif word != "chftn":
            return False
        elif flow.part != "footnote":
            self._notes += 1
            self._append(f"[{self._notes}]")
        return True

    def _end_paragraph(self, *, least_depth: int = 0) -> None:
        state = self._state
        depth = max(state.depth, least_depth)
        self._flows.end_paragraph(state.flow, depth, centred=state.centred)

    def _format(self, word: str, number: int | None) -> bool:
        """Note how the following words are set; tell whether the word says so."""
        state = self._state
        is_on = number != 0
        if word == "f":
            self._set_font(number or 0)
        elif word == "pard":
            state.depth, state.centred = 0, False
        elif word == "intbl":
            state.depth = max(state.depth, 1)
        elif word == "itap":
            state.depth = max(number or 0, 0)
        elif word in {"qc", "ql", "qr", "qj"}:
            state.centred = word == "qc"
        elif word == "plain":
            state.hidden, state.font = False, -1
        elif word == "v":
            state.hidden = is_on
        elif word == "deleted":
            state.deleted = is_on
        elif word == "uc":
            state.fallback = min(max(number if number is not None else 1, 0), 16)
        else:
            return False
        return True

    def _set_font(self, number: int) -> None:
        self._state.font = number
        if self._state.in_fonts:
            self._font_name = ""
            self._fonts.setdefault(number, Font())

    def _document(self, word: str, number: int | None) -> None:
        """Note what is said of the whole file or of a font."""
        if word == "ansicpg":
            self._codec = codec_of_page(number or 0)
        elif word == "mac":
            self._codec = "mac_roman"
        elif word == "deff":
            self._default_font = number or 0
        elif word == "nofpages":
            self._pages = number or None
        elif self._state.in_fonts and word in {"fcharset", "cpg"}:
            font = self._font()
            if word == "cpg":
                font.codec = codec_of_page(number or 0)
            else:
                font.codec = codec_of_charset(number or 0, font.codec)
                font.is_symbol = number == SYMBOL_CHARSET

    def _name_font(self) -> None:
        name = self._font_name.split(";", 1)[0].strip()
        self._font().is_capitals = is_capitals_font(name)
