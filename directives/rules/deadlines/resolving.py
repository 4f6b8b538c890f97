"""What a deadline phrase comes to.

Order: figures and effect first (they are no deadlines), then what comes round, terms, hours, named
days with the operator before them, events, and urgent words without a date.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from directives.errors import DayImpossible, DeadlineNotUnderstood
from directives.rules.deadlines import rule_words
from directives.rules.deadlines.clock_times import read_time
from directives.rules.deadlines.cores import Core, find_cores, joined
from directives.rules.deadlines.deadline import Deadline, Setting
from directives.rules.deadlines.recurrence import read_recurrence
from directives.rules.deadlines.terms import read_term
from directives.rules.deadlines.two_ends import Ends, read_ends
from directives.rules.deadlines.words import Words, ending, pattern
from directives.rules.vietnamese import nfc
from directives.rules.working_days import Calendar
from directives.vocabulary import DeadlineKind, Operator, Precision

_LONGEST: Final = 500  # characters
_ONE_DAY: Final = timedelta(days=1)
_WEEKDAY: Final = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_LINK: Final = rf"(?:~(?:,|:|\()|(?: (?:là|vào|cho|khoảng|{_WEEKDAY})){{1,2}}~,?)?"

AS_OF: Final = pattern(
    r"(?<!từ\s)(?:tính |cập nhật |lũy kế |luỹ kế )?(?:đến|tới) (?:nay|thời điểm (?:này|hiện nay"
    r"|hiện tại|báo cáo)|hiện nay|hiện tại)"
    r"|(?:tính|cập nhật|lũy kế|luỹ kế|số liệu)(?: từ .{1,40}?)? (?:đến|tới)"
)
_SUNSET: Final = pattern(
    r"(?P<until>(?:có|còn) hiệu lực(?: thi hành)?.{0,60}?(?:đến|tới)(?: hết)?)"
    r"|(?P<ends>hết hiệu lực(?: thi hành)?(?: kể)? từ|ngừng hiệu lực(?: kể)? từ)"
)
_EFFECT: Final = pattern(
    r"(?:có|bắt đầu có) hiệu lực(?: thi hành)?~,?(?: kể)? từ|(?<!hết\s)hiệu lực(?: kể)? từ"
)
_FROM_SIGNING: Final = pattern(r"(?:kể từ|từ|sau)(?: (?:ngày|khi))? (?:ký|ban hành)")
_WINDOW: Final = pattern(
    r"(?:thời gian|thời hạn)(?: xử lý| thực hiện| hoàn thành| giải quyết| triển khai)?"
    r"|hoàn thành|bắt đầu từ"
)
_TO_THE_END: Final = ending(
    rf"(?:trước|đến|cho đến)(?: khi)? (?:kết thúc|hết)(?: ngày)?{_LINK}"
    rf"|trước (?:hoặc|và) (?:trong|vào|đúng){_LINK}"
)
_BEFORE: Final = ending(
    r"(?:trước|sớm hơn)(?: (?:thời điểm|mốc|mốc thời gian|hạn|thời hạn|dịp|thềm|khi đến"
    r"|khi bước vào|lúc|đêm))?"
    rf"(?: (?:ngày|tháng|buổi))?{_LINK}"
)
_UNTIL: Final = ending(
    r"(?:chậm nhất|muộn nhất|trễ nhất|không (?:muộn|chậm|trễ) hơn|không quá|không vượt quá"
    r"|(?:cho )?(?:đến|tới)|hết|trong|nội|hạn|hạn (?:cuối|chót|hoàn thành)|thời hạn|hoàn thành"
    r"|xong|vào"
    r"|(?:kể )?từ nay (?:đến|tới))"
    r"(?: (?:là|vào|đến|tới|hết|trong|trong dịp|dịp|cuối|nội|thời điểm)){0,3}~[:,]?"
    rf"{_LINK}"
)
_AFTER: Final = ending(
    rf"(?:kể từ|bắt đầu từ|tính từ|từ|sau|kể từ sau|bắt đầu)(?: (?:khi|lúc|dịp|thời điểm"
    rf"|ngày))?{_LINK}"
)
_SESSION: Final = pattern(r"kỳ họp|kì họp|phiên họp|kỳ họp thứ|kì họp thứ")
_EVENT: Final = pattern(
    r"(?:ngay )?(?:(?:sau|trước|từ|kể từ|đến|tới|trong|tại|ngay) )?khi"
    r"|cùng (?:thời điểm|lúc|thời gian|ngày|với)|(?:ngay )?sau(?! \d)|trước(?! mắt)|kể từ|tại "
    r"(?:kỳ|phiên|hội nghị|đại hội|cuộc)"
    r"|có hiệu lực|được thông qua|năm học|khai giảng|trong thời hạn quy định|theo tiến độ"
)
_STANDING: Final = pattern(
    r"thường xuyên|liên tục|lâu dài|duy trì|trong suốt|trong quá trình|thường trực"
)
_URGENT: Final = pattern(
    r"ngay|ngay lập tức|lập tức|tức thì|khẩn trương|khẩn cấp|hỏa tốc|hoả tốc|sớm|sớm nhất"
    r"|kịp thời|nhanh chóng"
    r"|(?:trong )?thời gian (?:tới|sớm nhất|gần nhất|ngắn nhất|nhanh nhất|sắp tới)|nhanh nhất"
    r"|trước mắt"
    r"|đúng (?:hạn|thời hạn|tiến độ)|(?:bảo đảm|đảm bảo) tiến độ|gấp|không (?:để )?chậm trễ"
    r"|chủ động|quyết liệt"
)


def resolve(
    phrase: str, *, document_date: date, calendar: Calendar, effective_on: date | None = None
) -> Deadline:
    """Return what the words of a deadline come to in a document of `document_date`.

    Args:
        phrase: As written, with or without tone marks; words around the deadline do no harm.
        document_date: Day of the document: terms start, and dates without a year are sought, here.
        calendar: The working days.
        effective_on: When the document takes effect; if unknown its day is taken, to be confirmed.

    Raises:
        DeadlineNotUnderstood: the words name no deadline.
        DayImpossible: they name a day, month, quarter or hour that does not exist.
    """
    shown = nfc(phrase)
    words = Words.of(" ".join(shown.split()).strip(" .;,“”\"'()"))
    if len(words.text) > _LONGEST or not words.text:
        raise DeadlineNotUnderstood(field="phrase", phrase=shown[:_LONGEST])
    setting = Setting(document_date, calendar, effective_on)
    try:
        found = _read(words, setting) or (None if words.plain else _read(words.folded(), setting))
    except (OverflowError, ValueError) as error:  # beyond the years that days can have
        raise DayImpossible(field="phrase", text=shown) from error
    if found is None:
        raise DeadlineNotUnderstood(field="phrase", phrase=shown)
    doubt = found.needs_confirmation or _is_past(found, document_date)
    return replace(found, phrase=shown, needs_confirmation=doubt)


def _is_past(found: Deadline, document_date: date) -> bool:
    """Tell whether a day to be kept had passed when it was written: a slip of the year, mostly."""
    is_day = found.kind is DeadlineKind.DATE and found.precision is Precision.DAY
    return is_day and found.due_to is not None and found.due_to < document_date


def _read(words: Words, setting: Setting) -> Deadline | None:
    return (
        _no_deadline(words, setting)
        or read_recurrence(words)
        or _window(words, setting)
        or read_term(words, setting)
        or read_time(words, setting)
        or _named(words, setting)
        or _undated(words)
    )


def _no_deadline(words: Words, setting: Setting) -> Deadline | None:
    """Read effect, end of effect and the day of figures."""
    sunset = words.search(_SUNSET)
    if sunset is not None:
        core = next(find_cores(Words(words.text[sunset.end() :], words.plain), setting), None)
        if core is not None:
            last = core.named.last if sunset["until"] else core.named.first - _ONE_DAY
            found = _dated(core, DeadlineKind.SUNSET, rule_words.SUNSET)
            return replace(found, due_from=last, due_to=last, operator=Operator.ON_OR_BEFORE)
    if words.search(_EFFECT):
        return _plain(DeadlineKind.EFFECT, rule_words.EFFECT)
    if words.search(AS_OF):
        return _plain(DeadlineKind.AS_OF, rule_words.AS_OF)
    return None


def _named(words: Words, setting: Setting) -> Deadline | None:
    """Read a named day or period with the operator before it; the first with an operator counts."""
    cores = list(find_cores(words, setting))
    if not cores:
        return None
    if ends := _ends(words, cores, setting):
        is_reported = ends.is_reported_on(setting.document_date)
        return _plain(DeadlineKind.PERIOD, rule_words.PERIOD) if is_reported else _within(ends)
    cores = joined(words, cores)
    if found := _with_operator(words, cores):
        return found
    first = cores[0]
    if words.before(_AFTER, first.start):
        return _plain(DeadlineKind.START, rule_words.START)
    return None if words.search(_SESSION) else _until(first)


def _with_operator(words: Words, cores: list[Core]) -> Deadline | None:
    for core in cores:
        if words.before(_TO_THE_END, core.start):
            return _until(core)
        if words.before(_BEFORE, core.start):
            return _before(core)
        if words.before(_UNTIL, core.start):
            return _until(core)
    return None


def _window(words: Words, setting: Setting) -> Deadline | None:
    """Read a time in which something is to be done: "thời gian xử lý: từ ngày A đến ngày B"."""
    if words.search(_WINDOW) is None:
        return None
    ends = _ends(words, list(find_cores(words, setting)), setting)
    return _within(ends) if ends else None


def _ends(words: Words, cores: list[Core], setting: Setting) -> Ends | None:
    if not cores or not words.before(_AFTER, cores[0].start):
        return None
    return read_ends(words, cores, setting)


def _within(ends: Ends) -> Deadline:
    return Deadline(
        phrase="",
        kind=DeadlineKind.DATE,
        rule=rule_words.WINDOW,
        operator=Operator.ON_OR_BEFORE,
        due_from=ends.first,
        due_to=ends.last,
        precision=ends.precision,
        needs_confirmation=ends.doubt,
    )


def _before(core: Core) -> Deadline:
    day = core.named.first - _ONE_DAY
    return replace(
        _dated(core, DeadlineKind.DATE, rule_words.BEFORE),
        operator=Operator.BEFORE,
        due_from=day,
        due_to=day,
        precision=Precision.DAY,
    )


def _until(core: Core) -> Deadline:
    found = _dated(core, DeadlineKind.DATE, core.named.rule)
    return replace(found, operator=Operator.ON_OR_BEFORE)


def _dated(core: Core, kind: DeadlineKind, rule: str) -> Deadline:
    named = core.named
    return Deadline(
        phrase="",
        kind=kind,
        rule=rule,
        due_from=named.first,
        due_to=named.last,
        precision=named.precision,
        needs_confirmation=named.doubt,
    )


def _undated(words: Words) -> Deadline | None:
    """Read sessions, events, standing duties and urgent words."""
    if words.search(_SESSION):
        return replace(_event(words), precision=Precision.SESSION)
    if words.search(_STANDING):
        return _plain(DeadlineKind.STANDING, rule_words.STANDING)
    if words.fullmatch(_FROM_SIGNING):
        return _plain(DeadlineKind.START, rule_words.START)
    if words.search(_EVENT) and words.fullmatch(_URGENT) is None:
        return replace(_event(words), precision=Precision.CONDITION)
    return _plain(DeadlineKind.NONE, rule_words.NO_DATE) if words.search(_URGENT) else None


_OPENS_BEFORE: Final = pattern(r"trước")


def _event(words: Words) -> Deadline:
    strict = words.match(_OPENS_BEFORE) is not None
    found = _plain(DeadlineKind.EVENT, rule_words.EVENT)
    return replace(found, operator=Operator.BEFORE if strict else None, needs_confirmation=True)


def _plain(kind: DeadlineKind, rule: str) -> Deadline:
    return Deadline(phrase="", kind=kind, rule=rule)
