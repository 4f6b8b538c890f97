"""When the document says it takes effect, and when a law was adopted.

Only the sentence about the document itself counts ("Nghị định này có hiệu lực …"): a sentence that
begins or ends the effect of another document, or of one provision ("Điều 4 Nghị định này có hiệu
lực …"), is not this one's, and silence stays empty. Source: Law 64/2025/QH15, Article 53; DOMAIN
3.1.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from directives.reading.act_sentences import sentences_of
from directives.reading.dates import day_at, find_day
from directives.reading.effect_parts import day_of_rest, is_of_whole
from directives.reading.effect_terms import TERM, last_day
from directives.reading.extraction import Extraction
from directives.reading.lines import Line
from directives.reading.own_acts import after_lead
from directives.reading.suggestion import Suggestion, source

_SURE: Final = 0.95
_LIKELY: Final = 0.85
_LONGEST_LABEL: Final = 500  # characters of "Điều 3. Hiệu lực thi hành. 1. Các quy định của"

_TYPE: Final = (
    r"(?P<type>(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết(?: liên tịch)?|Nghị định|Quyết định|Thông tư"
    r"(?: liên tịch)?|Chỉ thị|Quy định|Quy chế|Hướng dẫn|Kế hoạch|Văn bản|Lệnh))"
)
_EFFECT: Final = re.compile(
    rf"{_TYPE} này (?:bắt đầu )?có hiệu lực(?: thi hành)?"
    rf"(?:(?:{TERM})?,?(?: kể)? từ |(?P<of>,?(?: chỉ)? (?=đối với )))"
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
_TERM: Final = re.compile(
    rf"{_TYPE} này (?:bắt đầu )?có hiệu lực(?: thi hành)?"
    rf"(?:,?(?: kể)? từ {_FROM_DAY}{_LINK})?,?{TERM}"
    r"(?P<since>,?(?: được)?(?: tính)?(?: kể)? từ(?: sau)? (?:khi |thời điểm )?)?"
)
_OWN_EFFECT: Final = re.compile(rf"(?:ngày )?(?:{_TYPE} (?:này )?)?(?:bắt đầu )?có hiệu lực")
_TO_ITS_END: Final = re.compile(r" (?:sau|hết|cuối|kết thúc)(?!\w)")
_REST: Final = re.compile(r"(?:(?:điều khoản|điều|khoản|phần|chương)\s)?(?:khác|còn lại)(?:\s|$)")
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
_SIGNING: Final = re.compile(r"ngày (?:ký ban hành|ký|ban hành)")
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
    signed_on = known.value if known else None
    effective = _find_effect(extraction, lines, signed_on)
    begins_on = effective.value if effective else None
    expires = _find_end(extraction, lines) or _find_term(extraction, lines, signed_on, begins_on)
    return EffectReading(effective, expires, adopted)


def _find_effect(
    extraction: Extraction, lines: Sequence[Line], signed_on: date | None
) -> Suggestion[date] | None:
    """Return the first day of the whole, else that of all provisions that are not told apart."""
    for of_rest, confidence in ((False, _SURE), (True, _LIKELY)):
        for line, words, match in _own(_EFFECT, lines, of_rest=of_rest):
            said = _first_day(words, match, signed_on)
            if said is not None:
                value, stop = said
                start, end = line.start + match.start("type"), min(line.start + stop, line.end)
                return Suggestion(value, confidence, source(extraction, line.block, start, end))
    return None


def _first_day(words: str, match: re.Match[str], signed_on: date | None) -> tuple[date, int] | None:
    """Return the day behind "có hiệu lực từ" and where its words end, if it is not of a part."""
    at = match.end()
    value, stop = (None, at) if match["of"] else _written(words, at, signed_on)
    if value is not None and is_of_whole(words, stop):
        is_written = words[stop - 1].isdecimal()
        return value, stop if is_written else at + len(words[at : at + 120].partition(".")[0])
    rest = day_of_rest(words, stop) if value is not None or match["of"] else None
    return (rest.value, rest.end) if rest else None


def _written(words: str, at: int, signed_on: date | None) -> tuple[date | None, int]:
    """Return the day that is written, or meant, at once behind `at`, and where its words end."""
    signed = _SIGNING.match(words, at) or _ADOPTION.match(words, at)
    if signed is not None:
        return signed_on, signed.end()
    day = find_day(words, at, at + 120)
    return (day.value, day.end) if day and day.start <= at + len("ngày ") else (None, at)


def _find_end(extraction: Extraction, lines: Sequence[Line]) -> Suggestion[date] | None:
    """Return the last day of effect.

    "Hết hiệu lực từ ngày 01/3", as "vào ngày" and "đến trước ngày", ends with the day before.
    """
    for line, words, match in _own(_ENDS, lines):
        day = day_at(words, match.end())
        if day is not None and not is_of_whole(words, day.end):
            day = day_of_rest(words, day.end)
        if day is None:
            continue
        if match["until"]:
            ends_before = " trước" in match["how"]
        else:
            ends_before = _TO_ITS_END.search(match["how"]) is None and match["hour"] != "24"
        value = day.value - timedelta(days=1) if ends_before else day.value
        start, end = line.start + match.start("type"), line.start + day.end
        return Suggestion(value, _SURE, source(extraction, line.block, start, end))
    return None


def _find_term(
    extraction: Extraction,
    lines: Sequence[Line],
    signed_on: date | None,
    begins_on: date | None,
) -> Suggestion[date] | None:
    """Return the last day of a document that says how long it has effect."""
    for line, words, match in _own(_TERM, lines):
        first, stop = begins_on, match.end()
        own = _OWN_EFFECT.match(words, stop) if match["since"] else None
        if own is not None and own["type"] in {None, match["type"]}:
            stop = own.end()
        elif match["since"]:
            first, stop = _written(words, stop, signed_on)
        value = last_day(first, match) if first and is_of_whole(words, stop) else None
        if value is not None:
            start, end = line.start + match.start("type"), min(line.start + stop, line.end)
            return Suggestion(value, _SURE, source(extraction, line.block, start, end))
    return None


def _own(
    pattern: re.Pattern[str], lines: Sequence[Line], *, of_rest: bool = False
) -> Iterator[tuple[Line, str, re.Match[str]]]:
    """Yield (line, its words, match) where a match of `pattern` opens a sentence, unquoted.

    `of_rest`: the subject is what is left of the document, "Các quy định khác của Nghị định này".
    """
    before = ""
    for line in lines:
        if "lực" in line.text:
            words = _SPACES.sub(" ", line.text)
            found = list(pattern.finditer(words))
            sentences = _openings(words) if found else []
            for match in found:
                at = match.start()
                runs_on = at == 0 and _RUNS_ON.search(before)
                opening = sentences[bisect_right(sentences, (at, len(words))) - 1][1]
                is_opened = _opens(words, opening, at, of_rest=of_rest)
                if not runs_on and is_opened and not _is_quoted(words, at):
                    yield line, words, match
        before = line.text


def _openings(words: str) -> list[tuple[int, int]]:
    """Return where each sentence begins, and where it goes on after its label and lead."""
    return [(begin, begin + after_lead(sentence)) for begin, sentence in sentences_of(words)]


def _opens(words: str, opening: int, at: int, *, of_rest: bool) -> bool:
    """Tell whether a clause begins at `at`: only its label, title or "Kể từ ngày …," before it.

    What else stands before is the subject ("Điều 4", "văn bản hướng dẫn") or a condition.
    """
    # "Quy định này" behind other words of its clause is what they provide, not the document.
    before = words[:at] if words.startswith("Quy định", at) else words[opening:at]
    if opening > at or len(before) > _LONGEST_LABEL:
        return False
    if of_rest:
        before, left = _REST.subn("", before, count=1)
        if not left:
            return False
    return _BEFORE_SUBJECT.fullmatch(before.strip()) is not None


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
