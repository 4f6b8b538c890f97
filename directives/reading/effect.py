"""When the document says it takes effect, and when a law was adopted.

Only the sentence about the document itself counts ("Nghị định này có hiệu lực …"): a sentence that
ends another document's effect is not this one's, and silence stays empty. Source: Law 64/2025/QH15,
Article 53; DOMAIN 3.1.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from directives.reading.dates import find_day
from directives.reading.extraction import Extraction
from directives.reading.lines import Line
from directives.reading.suggestion import Suggestion, source

_SURE: Final = 0.95
_LIKELY: Final = 0.85

_TYPE: Final = (
    r"(?P<type>(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết(?: liên tịch)?|Nghị định|Quyết định|Thông tư"
    r"(?: liên tịch)?|Chỉ thị|Quy định|Quy chế|Hướng dẫn|Kế hoạch|Văn bản|Lệnh))"
)
_EFFECT: Final = re.compile(
    rf"{_TYPE} này "
    r"(?:có hiệu lực|bắt đầu có hiệu lực)(?: thi hành)?,?(?: kể)? từ "
)
_ENDS: Final = re.compile(
    rf"{_TYPE} này (?:hết hiệu lực|có hiệu lực(?: thi hành)?(?: kể)? từ [^.;]{{1,80}}? đến)"
    r"(?: thi hành)?,?(?: kể)?(?P<how> từ| sau| đến| hết)*(?: hết)? (?=ngày )"
)
_SIGNING: Final = re.compile(r"ngày (?:ký|ban hành)")
_ADOPTION: Final = re.compile(r"ngày (?:được .{0,80}?)?thông qua")
_ADOPTED: Final = re.compile(
    r"(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Hiến pháp)\s+này\s(?:đã\s)?được\s.{0,200}thông qua"
    r"\s+ngày\s"
)
_SPACES: Final = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class EffectReading:
    """The first and last day of effect and, for a law, that of adoption; None where unsaid."""

    effective_on: Suggestion[date] | None
    expires_on: Suggestion[date] | None
    adopted_on: Suggestion[date] | None


def read_effect(
    extraction: Extraction,
    lines: Sequence[Line],
    closing: Sequence[Line],
    issued_on: Suggestion[date] | None,
) -> EffectReading:
    """Return what the document's own `lines` say of its effect; `closing` may tell its adoption.

    "From the day of signing" takes `issued_on`; without that day it stays empty. The first such
    sentence counts: exceptions for single provisions follow it.
    """
    adopted = _find_adoption(extraction, closing)
    known = issued_on or adopted
    return EffectReading(
        _find_effect(extraction, lines, known), _find_end(extraction, lines), adopted
    )


def _find_effect(
    extraction: Extraction, lines: Sequence[Line], known: Suggestion[date] | None
) -> Suggestion[date] | None:
    for line in lines:
        if "lực" not in line.text:
            continue
        words = _SPACES.sub(" ", line.text)
        match = _EFFECT.search(words)
        if match is None or _is_quoted(words, match.start()):
            continue
        after = words[match.end() : match.end() + 120]
        if _SIGNING.match(after) or _ADOPTION.match(after):
            value, length = known.value if known else None, len(after.split(".")[0])
        else:
            day = find_day(after)
            at_once = day is not None and day.start <= len("ngày ")
            value = day.value if day and at_once else None
            length = day.end if day else 0
        if value is not None:
            start = line.start + match.start("type")
            end = min(line.start + match.end() + length, line.end)
            return Suggestion(value, _SURE, source(extraction, line.block, start, end))
    return None


def _find_end(extraction: Extraction, lines: Sequence[Line]) -> Suggestion[date] | None:
    """Return the last day of effect: "hết hiệu lực từ ngày 01/3" ends with the day before."""
    for line in lines:
        words = _SPACES.sub(" ", line.text)
        match = _ENDS.search(words) if "hiệu lực" in words else None
        if match is None or _is_quoted(words, match.start()):
            continue
        day = find_day(words, match.end(), match.end() + 40)
        if day is None or day.start > match.end() + len("ngày "):
            continue
        ends_before = "hết hiệu lực" in match[0] and match["how"] == " từ"
        value = day.value - timedelta(days=1) if ends_before else day.value
        start, end = line.start + match.start("type"), line.start + day.end
        return Suggestion(value, _SURE, source(extraction, line.block, start, end))
    return None


def _find_adoption(extraction: Extraction, lines: Sequence[Line]) -> Suggestion[date] | None:
    """Return the day in "Luật này được Quốc hội … thông qua ngày …", the last such sentence."""
    for line in reversed(lines):
        match = _ADOPTED.match(line.text)
        day = find_day(line.text, match.end() - 6, match.end() + 40) if match else None
        if match and day:
            quoted = source(extraction, line.block, line.start + day.start, line.start + day.end)
            return Suggestion(day.value, _LIKELY, quoted)
    return None


def _is_quoted(words: str, at: int) -> bool:
    return words.count("“", 0, at) > words.count("”", 0, at)
