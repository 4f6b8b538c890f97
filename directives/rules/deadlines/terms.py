"""Terms: so many days, working days, weeks or months from a day, or back from one.

Source: Civil Code 2015 Art. 147-148: the first day is not counted, a term that ends on a day off
ends on the next working day; DOMAIN R6.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from directives.rules.deadlines import rule_words
from directives.rules.deadlines.cores import find_core
from directives.rules.deadlines.deadline import Deadline, Setting
from directives.rules.deadlines.spans import add_months
from directives.rules.deadlines.words import (
    NUMBER,
    Match,
    Words,
    ending,
    following,
    number_of,
    pattern,
)
from directives.rules.vietnamese import fold
from directives.vocabulary import DeadlineKind, Operator, Precision

_DOCUMENT: Final = (
    r"(?:văn bản|công văn|công điện|chỉ thị|quyết định|nghị quyết|nghị định|thông tư|luật|bộ luật"
    r"|pháp lệnh|kế hoạch|thông báo|hướng dẫn|quy chế|quy định|chương trình|tờ trình|chỉ đạo)"
)
_CLOSE: Final = r"(?=\s*(?:$|[,;.):]|và |để |thì |phải ))"

TERM: Final = pattern(
    rf"(?<!tháng\s)(?<!quý\s)(?<!quí\s)(?<!ngày\s)(?<!thứ\s)(?<![/.-])"
    rf"(?:(?:từ )?{NUMBER}~(?:-|đến)~)?(?P<count>{NUMBER}|nửa)~"
    r"(?P<unit>ngày làm việc|giờ làm việc|tuần làm việc|ngày|tuần|tháng|năm|giờ|tiếng|(?<=\d)h)"
    r"(?!~\d)(?! (?:đầu|cuối)(?: tiên| cùng)? (?:của )?(?:năm|tháng|quý|quí))(?!~phút)"
)
_OPENS: Final = ending(
    r"(?:(?P<after>sau)|(?P<clock>chậm nhất|muộn nhất|trễ nhất|không (?:muộn|chậm|trễ) hơn)"
    r"|(?:trong|nội|ngay)(?: (?:thời hạn|vòng|thời gian|khoảng|khoảng thời gian))?"
    r"|không quá|không vượt quá|tối đa|thời hạn|hạn|thời gian|thời gian (?:xử lý|thực hiện)"
    r"|hoàn thành)"
    r"(?: (?:là|sau|trong|vòng|trong vòng|trong thời hạn|không quá|tối đa))?~:?"
)
_FROM: Final = following(
    r"~,?~\(?~(?:kể từ sau|kể từ|tính từ|tính kể từ|bắt đầu từ|từ|sau)"
    r"(?: (?:khi|lúc|thời điểm|ngày))?"
)
_BACK: Final = following(r"~,?~(?:làm việc )?trước")
_AT_LEAST: Final = ending(r"(?P<goal>trước .{1,80}?)(?: ít nhất| tối thiểu| chậm nhất)(?: là)?")
_SIGNED: Final = following(
    rf"~(?:{_DOCUMENT} này )?(?:được )?(?:ký|ký ban hành|ban hành|phát hành)"
    rf"(?: {_DOCUMENT} này)?{_CLOSE}"
    rf"|~{_DOCUMENT} này(?: được)?(?: ký| ban hành| thông qua| công bố)?{_CLOSE}|~hôm nay"
    rf"|~nay{_CLOSE}"
)
_IN_FORCE: Final = following(
    rf"~(?:{_DOCUMENT} này )?(?:bắt đầu )?có hiệu lực(?: thi hành)?"
    rf"(?: của {_DOCUMENT} này)?{_CLOSE}"
)
_RECEIVED: Final = following(
    rf"~(?:được )?(?:nhận|tiếp nhận)(?: được)?(?: {_DOCUMENT})?(?: này)?{_CLOSE}"
)
_DAY_LIMIT: Final = 36_500  # a century: more is no deadline
_HOURS: Final = 24
_WORKING_HOURS: Final = 8


@dataclass(frozen=True, slots=True)
class _Length:
    """How long a term is, in its own unit."""

    count: int
    unit: str

    @classmethod
    def of(cls, match: Match) -> "_Length":
        unit = " ".join(fold(match["unit"]).split())
        if fold(match["count"]) != "nua":
            return cls(number_of(match["count"]), unit)
        # Civil Code 2015 Art. 146(1): half a year is six months, half a month fifteen days.
        return {"nam": cls(6, "thang"), "thang": cls(15, "ngay")}.get(unit, cls(1, unit))

    @property
    def is_of_hours(self) -> bool:
        return self.unit in {"gio", "tieng", "h"}

    @property
    def rule(self) -> str:
        if "lam viec" in self.unit:
            return rule_words.WORKING_DAYS
        return rule_words.HOURS if self.is_of_hours else rule_words.DAYS

    def after(self, start: date, setting: Setting) -> date:
        """Return the last day of the term that begins with `start`."""
        calendar = setting.calendar
        if self.unit == "gio lam viec":
            return calendar.add_working_days(start, -(-self.count // _WORKING_HOURS))
        if "lam viec" in self.unit:
            days = self.count * (5 if "tuan" in self.unit else 1)
            return calendar.add_working_days(start, days)
        # A term of hours ends at an hour, whatever the day.
        return (
            self._shift(start, 1)
            if self.is_of_hours
            else calendar.next_working_day(self._shift(start, 1))
        )

    def before(self, end: date, setting: Setting) -> date:
        """Return the day so long before `end`."""
        if "lam viec" in self.unit:
            return setting.calendar.add_working_days(end, -self.count)
        return self._shift(end, -1)

    def _shift(self, day: date, sign: int) -> date:
        if self.unit in {"thang", "nam"}:
            return add_months(day, sign * self.count * (12 if self.unit == "nam" else 1))
        days = {"tuan": 7 * self.count}.get(self.unit, self.count)
        if self.is_of_hours:
            days = -(-self.count // _HOURS)
        return day + timedelta(days=sign * days)


def read_term(words: Words, setting: Setting) -> Deadline | None:
    """Return what a phrase that holds a term comes to; None where there is none."""
    for match in words.finditer(TERM):
        if number_of_days(match) > _DAY_LIMIT:
            continue
        found = _at_least_before(words, match, setting) or _back_from(words, match, setting)
        found = found or _forward(words, match, setting)
        if found is not None:
            return found
    return None


def number_of_days(match: Match) -> int:
    """Return an upper bound of the days of a term."""
    length = _Length.of(match)
    return length.count * {"thang": 31, "nam": 366, "tuan": 7, "tuan lam viec": 7}.get(
        length.unit, 1
    )


def _at_least_before(words: Words, match: Match, setting: Setting) -> Deadline | None:
    """Read "trước ngày 15/10/2025 ít nhất 05 ngày"."""
    goal = words.before(_AT_LEAST, match.start(), within=120)
    return _before_goal(goal["goal"], words.plain, _Length.of(match), setting) if goal else None


def _back_from(words: Words, match: Match, setting: Setting) -> Deadline | None:
    """Read "chậm nhất 15 ngày trước ngày D"."""
    back = words.match(_BACK, match.end())
    if back is None:
        return None
    return _before_goal(words.text[back.start() :], words.plain, _Length.of(match), setting)


def _before_goal(goal: str, plain: bool, length: _Length, setting: Setting) -> Deadline:  # noqa: FBT001
    core = find_core(Words(goal, plain), setting)
    if core is None:
        return _event()
    day = length.before(core.named.first, setting)
    return _on(day, rule_words.BACKWARD, doubt=core.named.doubt)


def _forward(words: Words, match: Match, setting: Setting) -> Deadline | None:
    opens = words.before(_OPENS, match.start())
    begins = words.match(_FROM, match.end())
    stands_alone = not words.text[: match.start()].strip() and not words.text[match.end() :].strip()
    length = _Length.of(match)
    if begins is None and not (opens or stands_alone):
        return None
    if length.is_of_hours and begins is None and (opens is None or opens["clock"]):
        return None  # an hour of the day
    if begins is None:
        return _ending_after(length, setting.document_date, setting)
    found = _from(words, begins, length, setting)
    return replace(found, needs_confirmation=True) if opens and opens["after"] else found


def _from(words: Words, begins: Match, length: _Length, setting: Setting) -> Deadline:
    at = begins.end()
    if words.match(_SIGNED, at):
        return _ending_after(length, setting.document_date, setting)
    if words.match(_IN_FORCE, at):
        start = setting.effective_on or setting.document_date
        return _ending_after(length, start, setting, doubt=setting.effective_on is None)
    if words.match(_RECEIVED, at) or not words.text[at:].strip(" .,;"):
        return _ending_after(length, setting.document_date, setting, doubt=True)
    core = find_core(Words(words.text[begins.start() :], words.plain), setting)
    if core is not None and core.start <= len(begins[0]) + 2:
        return _ending_after(length, core.named.first, setting, doubt=core.named.doubt)
    return _event()


def _ending_after(
    length: _Length, start: date, setting: Setting, *, doubt: bool = False
) -> Deadline:
    day = length.after(start, setting)
    found = _on(day, length.rule, doubt=doubt or length.is_of_hours)
    return replace(found, precision=Precision.TIME) if length.is_of_hours else found


def _on(day: date, rule: str, *, doubt: bool) -> Deadline:
    return Deadline(
        phrase="",
        kind=DeadlineKind.DATE,
        rule=rule,
        operator=Operator.ON_OR_BEFORE,
        due_from=day,
        due_to=day,
        precision=Precision.DAY,
        needs_confirmation=doubt,
    )


def _event() -> Deadline:
    return Deadline(
        phrase="",
        kind=DeadlineKind.EVENT,
        rule=rule_words.EVENT,
        precision=Precision.CONDITION,
        needs_confirmation=True,
    )
