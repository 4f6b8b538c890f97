"""The fields of a plan's task, one per line: "Cơ quan chủ trì: …", "Thời gian hoàn thành: …"."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from directives.reading.tasks.deadlines import Due

Field = Literal["lead", "help", "due", "product"]

_FIELD: Final = re.compile(
    r"(?:(?P<lead>(?:cơ quan|đơn vị|bộ phận)\s(?:chủ trì|thực hiện|chịu trách nhiệm)"
    r"(?:\sthực hiện|\stham mưu|\strình)?|chủ trì(?:\sthực hiện)?|phân công(?:\sthực hiện)?)"
    r"|(?P<help>(?:cơ quan|đơn vị)\sphối hợp(?:\sthực hiện)?|phối hợp(?:\sthực hiện)?)"
    r"|(?P<due>(?:thời gian|thời hạn)(?:\s(?:thực hiện|hoàn thành|trình|báo cáo|ban hành)){0,2}"
    r"|hoàn thành|tiến độ)"
    r"|(?P<product>sản phẩm(?:\sđầu ra|\shoàn thành)?|kết quả(?:\sđầu ra)?))\s?:\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """A field and what it says; offsets count in the line, `start` before the field's name."""

    field: Field
    value: str
    start: int
    end: int


@dataclass(slots=True)
class Plan:
    """The line that fields below it tell more of, and the tasks made of it (from `first` on)."""

    first: int
    start: int
    words: str
    due: Due | None = None
    helping: tuple[str, ...] = ()
    fields: int = 0


def attributes_of(words: str) -> list[Attribute]:
    """Return the fields of a line that begins with one; none for any other line."""
    if ":" not in words or _FIELD.match(words) is None:
        return []
    names = [
        match
        for match in _FIELD.finditer(words)
        if match.start() == 0 or words[: match.start()].rstrip().endswith((";", ".", "-"))
    ]
    ends = [match.start() for match in names[1:]] + [len(words)]
    return [
        Attribute(_field(match), words[match.end() : end].strip(" .;-"), match.start(), end)
        for match, end in zip(names, ends, strict=True)
    ]


def _field(match: re.Match[str]) -> Field:
    if match["lead"]:
        return "lead"
    if match["help"]:
        return "help"
    return "due" if match["due"] else "product"
