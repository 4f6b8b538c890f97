"""The deadline of a sentence."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from directives.errors import DirectivesError
from directives.rules.deadlines import Deadline, find_phrases, resolve
from directives.rules.working_days import Calendar
from directives.vocabulary import DeadlineKind, Operator, Precision

_DUE: Final = frozenset(
    {DeadlineKind.DATE, DeadlineKind.DATETIME, DeadlineKind.RECURRING, DeadlineKind.EVENT}
)
# Words without which no phrase can be found: cheaper to look for than the phrases.
_OPENS: Final = re.compile(
    "trước|nhất|trong|đến|hết|quá|hạn|cuối|giữa|đầu|hằng|hàng|mỗi|định kỳ|họp|tối đa|thời gian"
    "|hoàn thành|gửi về"
    "|xong|vào|ít nhất"
)
_TIMES: Final = re.compile(r"\d|tháng|quý|quí|năm|tuần|ngày|kỳ|thường niên|tết")
_DUTY: Final = re.compile(
    r"(?<!\w)(?:hoàn thành|xong|gửi|báo cáo|trình|nộp|ban hành|gia hạn|phải|bảo đảm|triển khai"
    r"|tổ chức thực hiện"
    r"|rà soát|xây dựng|đăng ký|hoàn chỉnh|hoàn thiện|thời gian xử lý|thời hạn"
    r"|thực hiện xong|tổng hợp)(?!\w)",
    re.IGNORECASE,
)
_STORY: Final = re.compile(
    r"(?<!\w)(?:đã|được phép|có thể|có quyền|được quyền|vừa qua|thời gian qua|đạt|tăng|giảm)(?!\w)"
)
_NAMES_A_DAY: Final = re.compile(
    r"\d[/.-]\d|(?:ngày|tháng|năm|quý|quí)\s\d|quý\s|(?:cuối|đầu|giữa|hết|trong)\s(?:tháng|quý"
    r"|năm|tuần)(?!\w)"
    r"|(?:kể|tính) từ|này|tết|họp|giờ|từ nay|hằng|hàng|mỗi|định kỳ|hôm nay"
)


@dataclass(frozen=True, slots=True)
class Background:
    """What the deadlines of a document are read against."""

    issued_on: date | None
    effective_on: date | None
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline phrase, resolved as far as its words and the document's day allow."""

    phrase: str
    kind: DeadlineKind
    due_from: date | None
    due_to: date | None
    operator: Operator | None
    precision: Precision

    @property
    def names_its_day(self) -> bool:
        """Whether they name a day or where a term begins; "trong 48 tháng" may be a measure."""
        return self.is_dated and _NAMES_A_DAY.search(self.phrase.lower()) is not None

    @property
    def is_dated(self) -> bool:
        """Whether a day can follow from the words alone; an event's cannot."""
        return self.kind is not DeadlineKind.EVENT or self.precision is Precision.SESSION


def may_hold_deadline(text: str) -> bool:
    """Tell at once that most sentences hold no deadline."""
    lowered = text.lower()
    return _OPENS.search(lowered) is not None and _TIMES.search(lowered) is not None


def read_due(sentence: str, background: Background) -> Due | None:
    """Return the deadline of a sentence, None for one without.

    Days before the document are history; a target year within a title is no deadline.
    """
    if not may_hold_deadline(sentence):
        return None
    found = [
        due
        for start, end in find_phrases(sentence)
        if (due := _due(sentence, start, end, background)) is not None
    ]
    dated = [due for due in found if due.is_dated]
    return next(iter(dated or found), None)


def is_duty(sentence: str) -> bool:
    """Tell whether a dated sentence says what has to be done, not what was."""
    return _DUTY.search(sentence) is not None and _STORY.search(sentence) is None


def _due(sentence: str, start: int, end: int, background: Background) -> Due | None:
    phrase = sentence[start:end]
    on = background.issued_on
    try:
        # Without the document's day only words that name their own day can be resolved.
        known: Deadline = resolve(
            phrase,
            document_date=on or date(2000, 1, 1),
            calendar=background.calendar,
            effective_on=background.effective_on,
        )
    except DirectivesError:
        return Due(phrase, DeadlineKind.DATE, None, None, None, Precision.NONE)
    if known.kind not in _DUE or not _announces(sentence, start, known):
        return None
    if on is not None and known.due_to is not None and known.due_to < on and _is_past(known, on):
        return None
    if on is None and not _names_its_year(phrase):
        return Due(phrase, known.kind, None, None, known.operator, Precision.NONE)
    return Due(phrase, known.kind, known.due_from, known.due_to, known.operator, known.precision)


def _is_past(known: Deadline, on: date) -> bool:
    return known.due_to is not None and (on - known.due_to).days > 1


def _announces(sentence: str, start: int, known: Deadline) -> bool:
    """Tell whether a target year or a bare "hằng năm" sets a deadline here."""
    opens = not sentence[:start].strip(" ,;")
    if known.precision is Precision.HORIZON:
        return opens
    if known.kind is DeadlineKind.RECURRING and known.operator is None:
        return opens or sentence[start:].lower().startswith("định kỳ")
    return True


def _names_its_year(phrase: str) -> bool:
    return re.search(r"\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2}", phrase) is not None
