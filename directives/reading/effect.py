"""When the document says it takes effect, and when a law was adopted.

Only the sentence about the document itself counts ("Nghị định này có hiệu lực …"): a sentence that
begins or ends the effect of another document, or of one provision ("Điều 4 Nghị định này có hiệu
lực …"), is not this one's, and silence stays empty. Source: Law 64/2025/QH15, Article 53; DOMAIN
3.1.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from directives.reading.act_sentences import sentences_of
from directives.reading.dates import day_at, find_day
from directives.reading.extraction import Extraction
from directives.reading.lines import Line
from directives.reading.own_acts import after_lead
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
_FROM_DAY: Final = (  # "ngày 01/9/2025", "ngày ký ban hành", "ngày Luật Đất đai có hiệu lực"
    r"(?:(?:ngày )?\d[\d/.\- ]{0,6}(?:tháng \d{1,2},? năm )?[\d/.\- ]{0,6}\d{4}"
    r"|(?:(?! (?i:và|điều|khoản|điểm|chương|mục|phụ lục|riêng|trừ|thay thế|bãi bỏ)(?!\w))"
    r"[^.,;\d]){1,60}?)"
)
_LINK: Final = r"[,;]?(?: và| đồng thời| sẽ| được (?:thực hiện|áp dụng|thi hành)| có hiệu lực)*"
_ENDS: Final = re.compile(
    rf"{_TYPE} này (?:(?:bắt đầu )?có hiệu lực(?: thi hành)?"
    rf"(?:,?(?: kể)? từ {_FROM_DAY}{_LINK})? ?)?"
    r"(?:(?P<until>(?:cho )?đến)|(?:sẽ )?(?:hết|chấm dứt|không còn) hiệu lực(?: thi hành)?)"
    r"(?P<how>,?(?: (?:kể|từ|vào|trước|sau|khi|kết thúc|hết|cuối))*) "
    r"(?:(?P<hour>\d{1,2}) giờ(?: 00)?(?: phút)?,? )?(?=ngày \d|\d{1,2}[/.\-])"
)
_TO_ITS_END: Final = re.compile(r" (?:sau|hết|cuối|kết thúc)(?!\w)")
_OF_A_PART: Final = re.compile(r",?\s(?:chỉ )?(?:đối với|cho)\s")
_BEFORE_SUBJECT: Final = (
    re.compile(  # "Điều 3: Hiệu lực thi hành", "2.1", "[2]", "Các quy định của"
        r"(?:Điều \d{1,3}[a-zđ]?\s?[:.–-]|(?:[IVX]{1,4}|[a-zđ])[.)/–-]|[\d\s.()\[\]/+*•–-])*"
        r"(?:(?:Điều khoản|Hiệu lực)(?: và (?:trách nhiệm|tổ chức))?(?: thi hành)?[\s.]*"
        r"|(?:Điều khoản|Hiệu lực|Tổ chức|Thời)[^.;:\d]{0,60}[:–-]\s*)?"
        r"(?:(?:Toàn bộ|Các|các|Những|Quy định|quy định|Nội dung|nội dung|của|tại|trong)(?:\s|$))*"
    )
)
_RUNS_ON: Final = re.compile(  # a printed line whose sentence goes on in the next
    r"(?:(?<!\w)(?:của|tại|ngày|thời điểm|trước|sau|khi|nếu|hướng dẫn|bổ sung|và)|,)$"
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
    for line, words, match in _own(_EFFECT, lines):
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
    """Return the last day of effect.

    "Hết hiệu lực từ ngày 01/3", as "vào ngày" and "đến trước ngày", ends with the day before.
    """
    for line, words, match in _own(_ENDS, lines):
        day = day_at(words, match.end())
        if day is None or _OF_A_PART.match(words, day.end):
            continue
        if match["until"]:
            ends_before = " trước" in match["how"]
        else:
            ends_before = _TO_ITS_END.search(match["how"]) is None and match["hour"] != "24"
        value = day.value - timedelta(days=1) if ends_before else day.value
        start, end = line.start + match.start("type"), line.start + day.end
        return Suggestion(value, _SURE, source(extraction, line.block, start, end))
    return None


def _own(
    pattern: re.Pattern[str], lines: Sequence[Line]
) -> Iterator[tuple[Line, str, re.Match[str]]]:
    """Yield (line, its words, match) where a match of `pattern` opens a sentence, unquoted."""
    before = ""
    for line in lines:
        if "lực" in line.text:
            words = _SPACES.sub(" ", line.text)
            for match in pattern.finditer(words):
                at = match.start()
                runs_on = at == 0 and _RUNS_ON.search(before)
                if not runs_on and _opens(words, at) and not _is_quoted(words, at):
                    yield line, words, match
        before = line.text


def _opens(words: str, at: int) -> bool:
    """Tell whether a clause begins at `at`: only its label, title or "Kể từ ngày …," before it.

    What else stands before is the subject ("Điều 4", "văn bản hướng dẫn") or a condition.
    """
    begin, sentence = [one for one in sentences_of(words) if one[0] <= at][-1]
    opening = begin + after_lead(sentence)
    # "Quy định này" behind other words of its clause is what they provide, not the document.
    before = words[:at] if words.startswith("Quy định", at) else words[opening:at]
    return opening <= at and _BEFORE_SUBJECT.fullmatch(before.strip()) is not None


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
