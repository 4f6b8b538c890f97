"""Articles, clauses and points named in a sentence: “điểm a khoản 2, khoản 3 Điều 5”.

Source of the order of words: Decree 30/2020/NĐ-CP, Annex I, II.6 (point, clause, article, from
the inside out). The identifiers are those of the structure of a document (`dieu-5__khoan-2`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from directives.rules.vietnamese import fold

POINTS: Final = "abcdđeghiklmnopqrstuvxy"
MOST_IN_A_RANGE: Final = 60
_JOINT: Final = r"(?:\s*[,;]\s*|\s+(?:và|hoặc|hay)\s+)"
_NUMBER: Final = r"\d{1,4}[a-zđ]?(?![\w/]|\.\d|\s*(?:tháng|năm|ngày))"
_LETTER: Final = r"[a-zđ](?:\.?\d{1,2})?(?!\w)"
_NUMERAL: Final = r"(?:[IVXLC]{1,7}|\d{1,3}|[A-Z])(?![\w/])"
ORDINALS: Final = {
    "nhất": "1", "hai": "2", "ba": "3", "tư": "4", "bốn": "4", "năm": "5", "sáu": "6",
    "bảy": "7", "tám": "8", "chín": "9", "mười": "10",
}  # fmt: skip
_PART_WORD: Final = rf"(?i:thứ\s+(?:{'|'.join(ORDINALS)}))(?!\w)|(?:[IVXLC]{{1,7}}|[A-Z])(?![\w/])"
_PART: Final = (
    rf"{_PART_WORD}|\d{{1,2}}(?![\w/%]|[.,]\d"
    r"|\s*(?:%|nghìn|triệu|tỷ|trăm|mười|phần|tháng|năm|ngày)(?!\w))"
)
_PART_IN_ROW: Final = r"\d{1,2}(?=\s*(?:$|[,;.:)](?!\d)|(?:và|đến|của|tại)\s|[A-ZĐ]))"
_LABELS: Final = {
    "diem": _LETTER, "khoan": _NUMBER, "dieu": _NUMBER, "phu-luc": _NUMERAL,
    "tieu-muc": _NUMERAL, "muc": _NUMERAL, "chuong": _NUMERAL, "phan": _PART,
}  # fmt: skip
_WORDS: Final = {
    "điểm": "diem", "khoản": "khoan", "điều": "dieu", "phụ lục": "phu-luc",
    "tiểu mục": "tieu-muc", "mục": "muc", "chương": "chuong", "phần": "phan",
}  # fmt: skip
_RANK: Final = {
    "diem": 0, "khoan": 1, "dieu": 2, "tieu-muc": 3, "muc": 4, "chuong": 5, "phan": 6, "phu-luc": 7,
}  # fmt: skip
_HOLDERS: Final = {
    "diem": ("khoan", "dieu", "phu-luc"),
    "khoan": ("dieu", "phu-luc"),
    "tieu-muc": ("muc",),
    "muc": ("chuong", "phan", "phu-luc"),
    "phan": ("phu-luc",),
}
"""What the address of a level begins with; the others are told by their own number.

So is a part that does not stand in an annex.
"""
_NAMED: Final = re.compile(
    r"(?<!\w)(?:(?:các|những|từ)\s+)?"
    r"(?P<word>(?i:điểm|khoản|điều|phụ lục|(?<!tên\s)(?<!tiêu đề\s)(?:chương|(?:tiểu )?mục)"
    r"|phần(?=\s+thứ\s))|(?<!thành )(?<!cổ )(?<!học )(?i:phần)(?=\s+[A-Z]{1,7}(?![\w/]))"
    r"|(?<![Tt]hành )(?<![Cc]ổ )(?<![Hh]ọc )(?<![Hh]ợp )(?<![Cc]ấu )(?<![Tt]iểu )(?<![Mm]ột )"
    r"(?i:phần)(?=\s+\d))"
    r"\s+(?:số\s+)?(?=[\w])"
)
_TO: Final = r"\s+đến\s+(?:hết\s+)?(?:(?i:điểm|khoản|điều|phụ lục|chương|(?:tiểu )?mục|phần)\s+)?"
# What may stand between a clause and the article that it belongs to.
_BELONGS: Final = re.compile(r"\s*,?\s*(?:(?:của|tại|thuộc|trong)\s+)?(?:các\s+)?$")
_GOES_ON: Final = re.compile(r"\s*,\s*|\s*,?\s+và\s+(?:các\s+)?")
_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class ProvisionReference:
    """A provision named in a text, and where its own label stands there."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Named:
    """The labels of one level that stand together: “khoản 1, 2 và 3”."""

    level: str
    slugs: Sequence[str]
    start: int
    end: int


def find_provisions(text: str, *, within: str = "") -> list[ProvisionReference]:
    """Return the provisions that a text names, each once, in its order.

    A clause belongs to the article that follows it, a point to the clause. `within` is the
    provision that the text speaks of as a whole: a clause without an article is one of its.
    """
    named = _named(text)
    found: list[ProvisionReference] = []
    above: Mapping[str, str] = {}
    for index in range(len(named) - 1, -1, -1):
        one = named[index]
        rank = _RANK[one.level]
        if one.level == "phan":
            above = _annex_of_part(text, named[index : index + 2], above)
        above = {level: key for level, key in above.items() if _RANK[level] > rank}
        outer = _outer(above, one.level, within)
        ids = [f"{outer}__{slug}" if outer else slug for slug in one.slugs]
        if outer or one.level == "phan" or one.level not in _HOLDERS:
            above = {**above, one.level: ids[0]}
            before = named[index - 1] if index else None
            if before is None or not _belongs(
                text, before, one, named[index + 1 : index + 1 + len(_RANK)]
            ):
                found += [ProvisionReference(key, one.start, one.end) for key in reversed(ids)]
    first: dict[str, ProvisionReference] = {}
    for reference in reversed(found):
        first.setdefault(reference.id, reference)
    return list(first.values())


def labels_of(provision_id: str) -> list[tuple[str, str]]:
    """Return the levels of an identifier with their labels as printed, the innermost first."""
    parts = [part.rpartition("-") for part in reversed(provision_id.split("__"))]
    return [(level, number.replace("dd", "đ")) for level, _, number in parts]


def _outer(above: dict[str, str], level: str, within: str) -> str:
    """Return the nearest provision above a level: named after it, or spoken of as a whole."""
    holders = _HOLDERS.get(level, ())
    if not holders:
        return ""
    nearest = next((one for one in holders if one in above), None)
    if nearest is not None:
        return above[nearest]
    kept = [(part, part.rpartition("-")[0]) for part in within.split("__")]
    return "__".join(part for part, own in kept if own in holders or own not in _RANK)


def _annex_of_part(
    text: str, named: Sequence[_Named], above: Mapping[str, str]
) -> Mapping[str, str]:
    """Return the annex in which the first of these stands: "Phần I và Phần II Phụ lục III"."""
    part, after = named[0], named[-1]
    is_inside = after.level == part.level or _belongs(text, part, after, ())
    return {level: key for level, key in above.items() if level == "phu-luc" and is_inside}


def _belongs(text: str, inner: _Named, outer: _Named, after: Sequence[_Named]) -> bool:
    """Tell whether one is named as a place in the next; `after` are those behind that."""
    between = text[inner.end : outer.start]
    if inner.level == "dieu" and outer.level == "phu-luc":
        return False
    if inner.level == "dieu" and "," in between and _is_in_row(text, outer, after):
        return False
    return _RANK[inner.level] < _RANK[outer.level] and _BELONGS.match(between) is not None


def _is_in_row(text: str, outer: _Named, after: Sequence[_Named]) -> bool:
    """Tell whether a row goes on behind a chapter: "Điều 3, Chương IV và Điều 20".

    Articles are numbered through, so the comma does not tell where Article 3 stands; in "Điều 5,
    Chương II và Điều 7, Chương III" each has its chapter.
    """
    if not after:
        return False
    if _belongs(text, outer, after[0], after[1:]):
        return _is_in_row(text, after[0], after[1:])
    if not _GOES_ON.fullmatch(text[outer.end : after[0].start]):
        return False
    if after[0].level != "dieu" or not after[1:] or after[1].level not in {"muc", "chuong"}:
        return True
    return not _belongs(text, after[0], after[1], ())


def _named(text: str) -> list[_Named]:
    named = []
    at = 0
    while head := _NAMED.search(text, at):
        level = _WORDS[head["word"].lower()]
        end, slugs = _labels(text, head.end(), level)
        if slugs:
            named.append(_Named(level, slugs, head.start(), end))
        at = max(end, head.end())
    return named


def _labels(text: str, at: int, level: str) -> tuple[int, list[str]]:
    """Return where the labels end, and their slugs: “1, 2 và 3”, “5 đến Điều 9”."""
    first = re.compile(_LABELS[level]).match(text, at)
    if first is None:
        return at, []
    in_row = _LABELS[level]
    if level == "phan":  # "Phần II và 3 phụ lục" names one part
        in_row = _PART_IN_ROW if first[0].isdecimal() else _PART_WORD
    following = re.compile(rf"{_JOINT}(?P<label>{in_row})")
    to = re.compile(rf"{_TO}(?P<label>{in_row})")
    printed, end = [first[0]], first.end()
    while True:
        if (last := to.match(text, end)) is not None:
            printed += _between(printed[-1], last["label"], level)
        elif (last := following.match(text, end)) is None:
            break
        printed.append(last["label"])
        end = last.end()
    return end, [f"{level}-{_slug(one, level)}" for one in printed]


def _between(first: str, last: str, level: str) -> list[str]:
    """Return the labels between two: 5, 9 gives 6, 7, 8; none where no row leads there."""
    if level == "diem":
        begin, end = POINTS.find(first), POINTS.find(last)
        return list(POINTS[begin + 1 : end]) if begin >= 0 else []
    if _LABELS[level] in {_NUMERAL, _PART}:  # "Chương II đến Chương IV"
        first, last = _slug(first, level), _slug(last, level)
    if not (first.isdecimal() and last.isdecimal()):
        return []
    begin, end = int(first), int(last)
    return [str(n) for n in range(begin + 1, end)] if end - begin <= MOST_IN_A_RANGE else []


def _slug(printed: str, level: str) -> str:
    if printed[:3].lower() == "thứ":
        return ORDINALS[printed.rsplit(maxsplit=1)[-1].lower()]
    if _LABELS[level] in {_NUMERAL, _PART}:
        return str(int(printed)) if printed.isdecimal() else _arabic(printed)
    plain = printed.replace(".", "")
    number = plain.rstrip("abcdđeghiklmnopqrstuvxy")
    if number and number.isdecimal():
        return f"{int(number)}{_ascii(plain[len(number) :])}"
    return f"{_ascii(plain[:1])}{plain[1:]}"


def _ascii(letters: str) -> str:
    return "dd" if letters == "đ" else fold(letters)


def _arabic(printed: str) -> str:
    values = [_ROMAN.get(letter, 0) for letter in printed]
    if not all(values):
        return fold(printed)
    pairs = zip(values, [*values[1:], 0], strict=True)
    return str(sum(value if value >= after else -value for value, after in pairs))
