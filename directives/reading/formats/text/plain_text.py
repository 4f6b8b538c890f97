"""Read plain text: every line is a paragraph, unless the text is wrapped at a narrow width."""

import re
from collections.abc import Sequence
from typing import Final

from directives.errors import FileKindUnsupported, FileUnpacksTooLarge
from directives.reading.extraction import Extraction, ExtractionBuilder
from directives.reading.formats.charset import text_of, utf_16_of
from directives.reading.formats.limits import DEFAULT_LIMITS, MEGABYTE, Limits, check_size
from directives.reading.formats.sniff import kind_of

_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_MAX_LINES: Final = 300_000
_LINE_ENDS: Final = (b"\n", b"\r", b"\x0b", b"\x0c", b"\x85")
_LINE: Final = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_LABEL: Final = re.compile(
    r"(?:[a-zđ]{1,2}|[ivx]{1,5}|\d{1,3}(?:\.\d{1,3}){0,3})[.)]\s|[-+*•–—]\s?"
)
_SENTENCE_END: Final = re.compile(r"[.;:!?/…][”\"')*_]{0,3}$")
# What a number follows, so that a line never ends here: "Nghị định số", "Điều".
_OPEN_END: Final = re.compile(
    r"(?<!\w)(?:số\s*:?|điều|khoản|điểm|mục|chương|phần|ngày|tháng|năm|phụ lục)$", re.IGNORECASE
)
_LONGEST: Final = 5_000  # characters of a paragraph put together
_SHORT: Final = 45  # characters: such a line ends where it was meant to
_WIDE: Final = 110  # characters: with longer lines a text is not wrapped


def extract_plain_text(name: str, content: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Extraction:
    """Return the lines of a text as it stores them; `encoding.in_unicode` comes after.

    Raises:
        FileEmpty: there is no byte.
        FileTooLarge: it is larger than `limits` allow, or of too many lines.
        FileKindUnsupported: it is no text.
    """
    check_size(name, content, limits)
    check_is_text(name, content, limits)
    builder = ExtractionBuilder()
    lines = _LINE.split(text_of(content))
    is_wrapped = max(map(len, lines)) <= _WIDE
    for text in unwrapped(lines) if is_wrapped else lines:
        builder.add(text, "body")
    return builder.build()


def check_is_text(name: str, content: bytes, limits: Limits) -> None:
    """Return if `content` can be text; `name` is only for the message.

    Raises:
        FileKindUnsupported: it has bytes that no text has.
        FileUnpacksTooLarge: it has more lines than any document.
    """
    if sum(content.count(end) for end in _LINE_ENDS) > _MAX_LINES:
        raise FileUnpacksTooLarge(name=name, limit_mb=limits.max_unpacked_bytes // MEGABYTE)
    if b"\x00" in content and not content.startswith(_MARKS) and utf_16_of(content) is None:
        raise FileKindUnsupported(name=name, kind=kind_of(content))


def unwrapped(lines: Sequence[str], *, short: int = _SHORT) -> list[str]:
    """Return `lines` with those joined that only the width of a page broke; empty ones stay.

    A line of up to `short` characters ends where it was meant to, unless the next goes on with a
    small letter.
    """
    joined: list[str] = []
    for line in lines:
        before = joined[-1] if joined else ""
        if len(before) < _LONGEST and _goes_on(before.rsplit("\n", 1)[-1], line, short):
            joined[-1] = f"{joined[-1].rstrip()} {line.strip()}"
        else:
            joined.append(line)
    return joined


def _goes_on(before: str, line: str, short: int) -> bool:
    """Tell whether `line` goes on with the sentence of the line before."""
    shown, ended = line.strip(), before.strip()
    if not shown or not ended:
        return False
    if shown[0].isdigit() and _OPEN_END.search(ended):
        return True
    if _LABEL.match(shown) or _SENTENCE_END.search(ended):
        return False
    first = shown.lstrip('*_“"(')[:1]
    return first.islower() or (len(ended) > short and not ended.isupper())
