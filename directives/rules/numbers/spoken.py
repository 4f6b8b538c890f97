"""What is said right before a number: its type in words, "số", or a word that denies it."""

import re
from dataclasses import dataclass
from functools import cache

from directives.rules.numbers.codes import UNMARKED_TWINS, read_type, spoken_types
from directives.rules.vietnamese import fold

_LOOK_BACK = 64
_LAW_LOOK_BACK = 200
_WORDS = 4  # the longest type name has four: nghị quyết liên tịch
_NUMBER_WORDS = re.compile(r"(?:(?<![^\W_])(?:so|no|nomor)[\s:.]{0,3}){1,3}$")
_LAST_WORDS = re.compile(r"[^\W\d_]{1,12}(?:[ \t\n_-]{1,3}[^\W\d_]{1,12}){0,3}$")
_SPACES = re.compile(r"[\s_-]+")  # a file name joins words by hyphens
_DENYING = re.compile(
    r"(?<![^\W_])(?:dieu|khoan|diem|muc|chuong|thang|ngay|quy|ty le|ti le|lan|trang|mau|bieu|"
    r"phu luc|bang|hinh|tiet|hoc ky|nam hoc|ky|dot)"
    r"(?:[\s:.]{1,3}(?:so|no))?[\s:.]{0,3}$"
)
_LAW = re.compile(r"(?<![^\W_])(?:bo luat|luat|nghi quyet|phap lenh)(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words before a number."""

    type: str  # canonical code, "" when no type is said
    start: int  # where the type or "số" begins; the number itself when there is neither
    has_number_word: bool  # "số" stands before the number
    is_abbreviated: bool  # the type is said as "NĐ", not "nghị định"
    is_denied: bool  # điều, tháng, mẫu số… : what follows is no document's number


def listen(text: str, at: int) -> Spoken:
    """Return what cleaned `text` says right before the number at `at`."""
    left = max(0, at - _LOOK_BACK)
    before = fold(text[left:at])
    is_denied = _DENYING.search(before) is not None
    stripped = before.rstrip(" \t\n:.-_")
    number_words = _NUMBER_WORDS.search(stripped)
    rest = stripped[: number_words.start()].rstrip(" \t\n:.-_") if number_words else stripped
    start = left + (number_words.start() if number_words else len(before))
    found = _LAST_WORDS.search(rest)
    if found:
        words = _SPACES.split(found.group())
        if len(words[-1]) > len("so") and words[-1].endswith("so"):  # glued: địnhsố
            words.append(words.pop().removesuffix("so"))
        for count in range(min(_WORDS, len(words)), 0, -1):
            said = " ".join(words[-count:])
            kind = spoken_types().get(said) or _glued_types().get(said)
            if kind:
                length = len(_suffix_of(found.group(), count))
                return Spoken(
                    type=_marked(text[left + len(rest) - length : left + len(rest)], kind),
                    start=left + len(rest) - length,
                    has_number_word=number_words is not None,
                    is_abbreviated=said == fold(kind),
                    is_denied=is_denied,
                )
    return Spoken(
        type="",
        start=start,
        has_number_word=number_words is not None,
        is_abbreviated=False,
        is_denied=is_denied,
    )


def law_before(text: str, at: int) -> str:
    """Return L, NQ or PL for a title such as "Luật Tổ chức Chính phủ số" before `at`."""
    before = fold(text[max(0, at - _LAW_LOOK_BACK) : at])
    clause = re.split(r"[;\n]", before)[-1]
    found = _LAW.findall(clause)
    return spoken_types()[found[-1]] if found else ""


@cache
def _glued_types() -> dict[str, str]:
    """Return the type names as they look when their spaces were lost."""
    return {name.replace(" ", ""): code for name, code in spoken_types().items() if " " in name}


def _suffix_of(words: str, count: int) -> str:
    """Return the end of `words` that holds its last `count` words, spaces as written."""
    starts = [found.start() for found in re.finditer(r"[^\s_-]+", words)]
    return words[starts[-count] :]


def _marked(said: str, kind: str) -> str:
    """Keep HĐ and ĐA apart from HD and DA when the abbreviation was said with its stroke."""
    read = read_type(said)
    return read if read and read in UNMARKED_TWINS.values() else kind
