"""The tasks a document gives: who leads, who helps, what is done, by when, in whose words.

Source: DOMAIN 3.5 and 7.4 (Decision 42/2014/QĐ-TTg on tasks assigned by the Government): one task
has one lead; a right is no task; a day of effect, of figures or of the past is no deadline.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from directives.reading.extraction import Extraction
from directives.reading.lines import Line
from directives.reading.tasks.attributes import Attribute, Plan, attributes_of
from directives.reading.tasks.bodies import BODY, LEADING_VERB, bodies_of
from directives.reading.tasks.deadlines import (
    Background,
    Due,
    is_duty,
    may_hold_deadline,
    read_due,
)
from directives.reading.tasks.products import read_product
from directives.reading.tasks.sentences import (
    Assignment,
    asked_bodies,
    coordinating,
    only_bodies,
    opens_list,
    read_assignment,
    roles_of,
    without_label,
)
from directives.rules.working_days import Calendar
from directives.vocabulary import DeadlineKind, Operator, Precision


@dataclass(frozen=True, slots=True)
class TaskFound:
    """One task of one lead, as written; `lead` is None where nobody is named.

    `quote` is the sentence: `text[start:end] == quote`. The deadline fields are those of
    `directives.rules.deadlines`; `kind` is none and the rest empty for a task without a deadline.
    """

    lead: str | None
    coordinators: tuple[str, ...]
    action: str
    product: str | None
    phrase: str | None
    due_from: date | None
    due_to: date | None
    operator: Operator | None
    precision: Precision
    kind: DeadlineKind
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Heading:
    """Who does what the lines below say: `level` of its label, deeper lines belong to it."""

    level: int
    leads: tuple[str, ...]


_SENTENCE_END: Final = re.compile(
    r"\.\s+(?=[A-ZĐÀ-Ỹ])|;\s+(?=[A-ZĐÀ-Ỹ]|(?:giao|đề nghị|yêu cầu)\s)"
)
_LEVELS: Final = (
    re.compile(r"Điều\s"),
    re.compile(r"[IVX]{1,5}\s?[.\-)]"),
    re.compile(r"\d{1,2}\s?[.)]?(?:\s|$)"),
    re.compile(r"\d{1,2}\.\d"),
    re.compile(r"[a-zđ]\d?\)"),
    re.compile(r"[-–•*]"),
    re.compile(r"\+"),
)
_UNLABELLED: Final = len(_LEVELS)
_IMPLEMENTING: Final = re.compile(
    r"(?:tổ chức thực hiện|phân công(?: nhiệm vụ| trách nhiệm| thực hiện)?|trách nhiệm "
    r"(?:thực hiện|của|thi hành)"
    r"|nhiệm vụ của|phân công tổ chức)",
    re.IGNORECASE,
)
_MOST_TASKS: Final = 2_000  # a hostile file multiplies bodies by items
_MOST_FIELDS: Final = 12  # more are no plan of a single task
_SECTION: Final = 1  # levels of articles and Roman numbers
# What only joins or tells, though a verb of a duty elsewhere.
_NO_TASK: Final = re.compile(
    r"(?:được|có(?!\s(?:văn bản|kế hoạch|ý kiến|giải pháp|biện pháp|phương án|trách nhiệm))"
    r"|không|đã|là|theo|khi|thì"
    r"|mà|ký|từ|đến|để|nhằm|đồng thời|nhất là|nêu|tự|quy định|quyết định|cần|phải|trân trọng"
    r"|kính|trước|trong"
    r"|vào|hằng|hàng)(?!\w)"
)


def read_tasks(
    extraction: Extraction,
    lines: Sequence[Line],
    *,
    issued_on: date | None,
    effective_on: date | None,
    calendar: Calendar,
) -> tuple[TaskFound, ...]:
    """Return the tasks of the document's own `lines`, in their order.

    Args:
        extraction: The whole text, that quotes are cut from.
        lines: The body without the new text that an amending document quotes.
        issued_on: Day of the document; without it only dates with their year are resolved.
        effective_on: When the document takes effect, for terms that start then.
        calendar: The working days.
    """
    walk = _Walk(extraction.text, Background(issued_on, effective_on, calendar))
    for line in lines:
        if len(walk.tasks) >= _MOST_TASKS:
            break
        walk.read(line)
    return tuple(walk.tasks)


class _Walk:
    """Goes through the lines and remembers under whose heading they stand."""

    def __init__(self, text: str, background: Background) -> None:
        self.tasks: list[TaskFound] = []
        self._text = text
        self._background = background
        self._heading: _Heading | None = None
        self._implements = False
        self._plan = Plan(0, 0, "")

    def read(self, line: Line) -> None:
        """Take one line: a heading, or the sentences in it."""
        begin = without_label(line.text)
        level = _level(line.text, begin)
        words = line.text[begin:]
        in_table = line.block.cell is not None
        if self._heading and level <= max(self._heading.level, _SECTION):
            self._heading = None
        if level <= _SECTION or line.text.isupper():
            self._implements = _IMPLEMENTING.match(words) is not None
        if attributes := attributes_of(words):
            self._read_plan(attributes, line.start + begin)
            return
        self._plan = Plan(len(self.tasks), line.start + begin, words)
        if not in_table and self._opens(words, level):
            return
        sentences = list(_sentences(words))
        for number, (start, end) in enumerate(sentences):
            at = line.start + begin + start
            is_item = number == 0 and not in_table and self._belongs(level)
            self._read_sentence(words[start:end], at, is_item=is_item, in_table=in_table)

    def _opens(self, words: str, level: int) -> bool:
        """Remember a heading that names who does what is below it."""
        is_labelled = level < _UNLABELLED
        if words.endswith(":") or (is_labelled and not words.endswith((".", ";"))):
            leads = only_bodies(words)
            if leads is not None:
                self._heading = _Heading(level if is_labelled else -1, leads)
                return True
        if opens_list(words):
            self._heading = _Heading(level if is_labelled else -1, asked_bodies(words))
            return True
        return False

    def _read_sentence(self, sentence: str, at: int, *, is_item: bool, in_table: bool) -> None:
        helping = coordinating(sentence)
        if helping and self.tasks and self.tasks[-1].end + 3 >= at:
            self._help(helping)
            return
        told = read_assignment(sentence)
        due = None
        if told or self._heading or (may_hold_deadline(sentence) and is_duty(sentence)):
            due = read_due(sentence, self._background)
        is_dated = due is not None and due.is_dated
        names_its_day = due is not None and due.names_its_day
        inherited = self._heading.leads if self._heading else ()
        if told is not None and (told.is_assigned or is_dated or self._is_duty_of(told)):
            self._add(told, due, at, sentence)
        elif told is None and is_item and self._heading and _begins_with_verb(sentence):
            helpers, action = roles_of(sentence[:1].lower() + sentence[1:])
            told = Assignment(inherited, helpers, action, is_assigned=True)
            self._add(told, due, at, sentence)
        elif told is None and names_its_day and not in_table and is_duty(sentence):
            self._add(Assignment(inherited, (), sentence, is_assigned=False), due, at, sentence)

    def _belongs(self, level: int) -> bool:
        """Tell whether a line is an item: under a heading without bodies only labelled ones are."""
        return self._heading is not None and (bool(self._heading.leads) or level < _UNLABELLED)

    def _is_duty_of(self, told: Assignment) -> bool:
        return self._implements and bool(told.action)

    def _help(self, helping: tuple[str, ...]) -> None:
        """Give the task before those who help with it."""
        start = self.tasks[-1].start
        for number in range(len(self.tasks) - 1, -1, -1):
            task = self.tasks[number]
            if task.start != start:
                break
            self.tasks[number] = replace(task, coordinators=task.coordinators + helping)

    def _read_plan(self, attributes: Sequence[Attribute], at: int) -> None:
        """Make or complete the task that the line above describes."""
        plan = self._plan
        plan.fields += len(attributes)
        if plan.fields > _MOST_FIELDS:
            return
        for one in attributes:
            said = self._text[at + one.start : at + one.end]
            if one.field == "due":
                plan.due = read_due(said, self._background)
            elif one.field == "help":
                plan.helping += bodies_of(one.value)
            elif one.field == "lead" and plan.words and BODY.match(one.value):
                told = Assignment(bodies_of(one.value), (), plan.words, is_assigned=True)
                del self.tasks[plan.first :]  # read as a duty that names nobody
                self._add(told, None, plan.start, self._text[plan.start : at + one.end])
            self._complete(plan, at + one.end, one)

    def _complete(self, plan: Plan, end: int, one: Attribute) -> None:
        for number in range(plan.first, len(self.tasks)):
            task = self.tasks[number]
            quote = self._text[task.start : end].rstrip(" .;")
            self.tasks[number] = replace(
                task,
                coordinators=plan.helping or task.coordinators,
                product=one.value if one.field == "product" else task.product,
                quote=quote,
                end=task.start + len(quote),
                **(_due_fields(plan.due) if plan.due else {}),
            )

    def _add(self, told: Assignment, due: Due | None, at: int, sentence: str) -> None:
        quote = sentence.rstrip(" .;/:,")
        leads: tuple[str | None, ...] = told.leads or (None,)
        action = " ".join(told.action.rstrip(" .;/:,").split())
        if not action:
            return
        for lead in leads:
            self.tasks.append(
                TaskFound(
                    lead=" ".join(lead.split()) if lead else None,
                    coordinators=told.coordinators,
                    action=action,
                    product=read_product(action),
                    quote=self._text[at : at + len(quote)],
                    start=at,
                    end=at + len(quote),
                    **_due_fields(due),
                )
            )


def _due_fields(due: Due | None) -> dict[str, Any]:
    """Return the deadline fields of a task."""
    if due is None:
        due = Due("", DeadlineKind.NONE, None, None, None, Precision.NONE)
    return {
        "phrase": due.phrase or None,
        "due_from": due.due_from,
        "due_to": due.due_to,
        "operator": due.operator,
        "precision": due.precision,
        "kind": due.kind,
    }


def _level(text: str, begin: int) -> int:
    """Return how deep a label stands, from 0 for an article; unlabelled lines are deepest."""
    label = text[:begin]
    shown = label.strip()
    if not shown:
        return _UNLABELLED
    return max(
        (level for level, known in enumerate(_LEVELS) if known.match(shown)), default=_UNLABELLED
    )


def _sentences(words: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _SENTENCE_END.finditer(words):
        yield start, stop.start() + 1
        start = stop.end()
    if start < len(words):
        yield start, len(words)


def _begins_with_verb(sentence: str) -> bool:
    lowered = sentence[:1].lower() + sentence[1:40]
    return LEADING_VERB.match(lowered) is not None and _NO_TASK.match(lowered) is None
