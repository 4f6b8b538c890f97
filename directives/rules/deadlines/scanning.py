"""Where deadline phrases stand in running text.

A phrase begins with words that announce a deadline ("trước", "chậm nhất", "trong thời hạn", "định
kỳ") and must be followed at once by a day, period, term, hour or session. Each word that may open a
phrase is looked at once and what follows it is bounded, so that the time is linear in the text.
"""

import re
from collections.abc import Iterator
from typing import Final

from directives.rules.deadlines import days, feasts, periods
from directives.rules.deadlines.clock_times import TIME
from directives.rules.deadlines.recurrence import FREQUENCY
from directives.rules.deadlines.terms import TERM
from directives.rules.deadlines.words import Words, ending, following, opening, pattern

_LINK: Final = (
    r"(?: (?:là|vào|đến|hết|trong|dịp|khoảng|lúc|thời điểm|khi kết thúc|cuối|sau)){0,3}"
    r"(?!\w)~[:,(]?~"
)
_OPENS: Final = opening(
    r"(?:chậm nhất|muộn nhất|trễ nhất|không (?:muộn|chậm|trễ) hơn|không quá|tối đa|từ nay đến"
    r"|kể từ nay đến"
    r"|trước(?: hoặc trong| và trong| khi kết thúc| khi hết)?|cho đến hết|đến hết|đến|hết"
    r"|(?:nội |ngay )?trong(?: thời hạn| vòng| thời gian| khoảng| khoảng thời gian)?"
    r"|(?:thời hạn|(?<!kỳ\s)hạn|hạn cuối|hạn chót|thời gian)(?: hoàn thành| thực hiện| xử lý"
    r"| giải quyết"
    r"| báo cáo| gửi| nộp)?"
    r"|(?:hoàn thành|xong|gửi về|vào|ít nhất)(?= (?:trước|đầu|giữa|cuối|tháng|quý|quí"
    r"|ngày làm việc|\d{1,3} ngày))"
    rf"){_LINK}"
)
_MEASURES: Final = pattern(r"(?:cho )?đến(?! \d{1,2}~(?:giờ|h|g|:))|hết")
_PART: Final = pattern(r"(?:cuối|giữa|đầu|nửa đầu|nửa cuối)(?= (?:tháng|quý|quí|năm))")
_COMES_ROUND: Final = pattern("định kỳ|hằng|hàng|mỗi|thường niên|một lần")
_SESSION: Final = following(
    r"(?:kỳ họp|kì họp|phiên họp)(?: (?:thứ [\w]{1,12}|cuối năm|giữa năm|thường lệ|tới|gần nhất"
    r"|tháng \d{1,2}))?"
    r"(?:~,?~(?:của )?(?:quốc hội|hội đồng nhân dân)(?: (?:khóa|khoá|tỉnh|thành phố"
    r"|xã) [\w]{1,12})?)?"
)
_SUBMITTED: Final = ending(r"(?:trình|báo cáo|thông qua)[^.;]{0,50} tại")
_AT: Final = opening(r"tại ")
_FOLLOWS_TERM: Final = following(
    r"~,?~\(?~(?:kể từ|tính từ|tính kể từ|bắt đầu từ|từ|sau|trước)(?: (?:khi|lúc|thời điểm|ngày))?"
    r"(?:[^,.;()\n]|(?<=\d)[.](?=\d)){0,90}"
)
_OFTEN: Final = r"(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý|quí|năm)"
_FOLLOWS_DAY: Final = following(
    r"~,?~(?:(?:của )?tháng (?:đầu|cuối|giữa|liền sau|sau|tiếp theo)(?: của)?(?: qu[ýí])?(?: sau)?"
    rf"|{_OFTEN}|và (?:(?:trước )?ngày~\d{{1,2}}(?:~/~\d{{1,2}})?|\d{{1,2}}~/~\d{{1,2}})(?!~/)"
    rf"(?: {_OFTEN})?)"
)
# Words that always set a limit, whatever stands before them: "gửi số liệu trước ngày 25".
_SETS_A_LIMIT: Final = opening(
    r"(?:trước|chậm nhất|muộn nhất|trễ nhất|không|tối đa|thời hạn|hạn|trong thời hạn|trong vòng)"
    r"(?!\w)"
)
_NOT_DUE: Final = ending(
    r"(?:(?:tính|cập nhật|lũy kế|luỹ kế|số liệu)(?: đến| tới)?|hiệu lực(?: thi hành)?|từ "
    r"(?:ngày )?[\d/.\-]{1,10}"
    r"(?: tháng \d{1,2})?(?: năm \d{4})?"
    r"|áp dụng|tầm nhìn|kế hoạch|chiến lược|so với|cùng kỳ)"
)
_CORES: Final = tuple(
    sought for sought, _ in (*days.READERS, *periods.READERS, (feasts.FEAST, None))
)
_BETWEEN: Final = (
    r"từ (?:ngày~)?\d{1,2}[^\n;]{3,24}? (?:đến|tới) (?:hết )?(?:ngày~)?\d{1,2}"
    r"(?:[/.-]\d{1,2}[/.-]\d{4}| tháng \d{1,2} năm \d{4})"
)
_WINDOW: Final = pattern(
    r"(?:thời gian|thời hạn) (?:xử lý|thực hiện|hoàn thành|giải quyết|triển khai)~:"
    rf"[^\n;]{{0,40}}? {_BETWEEN}"
)
_DONE_WITHIN: Final = pattern(
    r"hoàn thành(?: [^\n;.]{1,60}?)?? (?<!kể\s)(?P<within>(?:trong (?:các ngày|khoảng"
    rf"|khoảng thời gian|thời gian|thời hạn) )?{_BETWEEN})"
)
_MOST_PARTS: Final = 3  # "của tháng cuối quý", "hằng quý" behind a day
_TIED: Final = 160  # characters from "định kỳ" to the day it belongs to
_CLAUSE_END: Final = re.compile(r"[;\n]|\.(?=\s|$)")


def find_phrases(text: str) -> Iterator[tuple[int, int]]:
    """Yield where deadline phrases stand in NFC text, from left to right, without overlap.

    A day that comes round is one phrase from "định kỳ" to the day.
    """
    words = Words.of(text)
    last: tuple[int, int] | None = None
    for start, end in sorted(_spans(words)):
        if last is None:
            last = start, end
        elif start < last[1] or _belongs(words, last, start):
            last = last[0], max(last[1], end)
        else:
            yield last
            last = start, end
    if last is not None:
        yield last


def _belongs(words: Words, last: tuple[int, int], start: int) -> bool:
    """Tell whether a phrase names the day of one that says how often."""
    if start - last[1] > _TIED:
        return False
    phrase = Words(words.text[slice(*last)], words.plain)
    comes_round = phrase.search(_COMES_ROUND) and phrase.search(FREQUENCY)
    return bool(comes_round) and _CLAUSE_END.search(words.text, last[1], start) is None


def _spans(words: Words) -> Iterator[tuple[int, int]]:
    for window in words.finditer(_WINDOW):
        yield window.span()
    for done in words.finditer(_DONE_WITHIN):
        if words.before(_NOT_DUE, done.start("within")) is None:
            yield done.span("within")
    for opens in words.finditer(_OPENS):
        # "đến 36 tháng" is a measure, "trong 36 tháng" a term.
        is_measure = words.match(_MEASURES, opens.start()) is not None
        end = (_day if is_measure else _after)(words, opens.end())
        is_due = words.match(_SETS_A_LIMIT, opens.start()) or not words.before(
            _NOT_DUE, opens.start()
        )
        if end is not None and is_due:
            yield opens.start(), end
    for part in words.finditer(_PART):
        end = _day(words, part.start())
        if end is not None and words.before(_NOT_DUE, part.start()) is None:
            yield part.start(), end
    yield from _recurring(words)
    yield from _sessions(words)


def _recurring(words: Words) -> Iterator[tuple[int, int]]:
    if words.search(_COMES_ROUND):
        for often in words.finditer(FREQUENCY):
            if often["often"] is None and often["half"] is None:
                yield often.span()


def _sessions(words: Words) -> Iterator[tuple[int, int]]:
    for at in words.finditer(_AT):
        session = words.match(_SESSION, at.end())
        if session and words.before(_SUBMITTED, at.end(), within=80):
            yield at.start(), session.end()


def _after(words: Words, start: int) -> int | None:
    """Return where the day, term, hour or session that begins at `start` ends."""
    time = words.match(TIME, start)
    if time is not None:
        at = _skip(words.text, time.end())
        return _day(words, at) or time.end()
    term = words.match(TERM, start)
    if term is not None:
        follows = words.match(_FOLLOWS_TERM, term.end())
        return follows.end() if follows else term.end()
    session = words.match(_SESSION, start)
    return session.end() if session else _day(words, start)


def _day(words: Words, start: int) -> int | None:
    part = words.match(periods.PART, start)
    at = _skip(words.text, part.end()) if part else start
    ends = [found.end() for sought in _CORES if (found := words.match(sought, at))]
    if not ends:
        return _skip_word(words.text, at) if part else None
    end = max(ends)
    for _ in range(_MOST_PARTS):
        follows = words.match(_FOLLOWS_DAY, end)
        if follows is None:
            break
        end = follows.end()
    return end


def _skip(text: str, at: int) -> int:
    while at < len(text) and (text[at].isspace() or text[at] in ",("):
        at += 1
    return at


def _skip_word(text: str, at: int) -> int:
    while at < len(text) and text[at].isalnum():
        at += 1
    return at
