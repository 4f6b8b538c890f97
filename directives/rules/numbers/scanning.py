"""Find numbers with their symbol in a cleaned text: one pass, however long it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from directives.rules.numbers.cleaning import Cleaned
from directives.rules.numbers.codes import UNMARKED_TWINS, is_known_body, read_type
from directives.rules.numbers.form import BARE_ISSUERS, NumberForm
from directives.rules.numbers.partials import complete
from directives.rules.numbers.spoken import Spoken, law_before, listen
from directives.rules.numbers.symbols import Context, Group, interpret

_MAX_GROUPS = 7
_NUMBER = re.compile(
    r"""
    (?P<digits>
        (?<![^\W_]) (?=[oOlI]{0,2}[0-9]) [0-9oOlI]{1,8} (?![0-9])   # with a scanner's slips
      | (?<![0-9]) [0-9]{1,8} (?![0-9]) )                           # glued to a word
    (?P<suffix>[a-zA-ZđĐ]?)
    (?:\.(?P<sub>[0-9]{1,3}))?
    (?=\s{0,3}[/-])
    """,
    re.VERBOSE,
)
_SEPARATOR = re.compile(r"(?P<before>\s{0,3})(?P<mark>[/-])[/-]?(?P<after>\s{0,3})(?!V/v)")
_SLIP_AFTER_TYPE = re.compile(r"(?P<before>)(?P<mark>[._])(?P<after>)(?=[A-ZĐ])")  # 878/QĐ.BNV
_GROUP = re.compile(
    r"""
    (?: trung\ ?ương
      | (?: (?:19|20)[0-9]{2})? (?:UBTV)?QH[\ -]?K?[0-9]{1,2}(?! [0-9] | (?-i:[A-ZĐ]) )
      | (?: (?!https?:|www\.) [^\W_] | \ ?&\ ? ){1,24} )
    (?: (?=https?:|www\.) | (?<=[0-9]) (?=(?-i:[^\W\d_A-ZĐ])) | (?![^\W_]) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SHORT_YEAR = re.compile(r"[4-9][0-9]")  # 04/97/TT-BTC, before 2000
_SCANNED_YEAR = re.compile(r"[12l][0-9oO][0-9oOlI]{2}")
_SCANNER_SLIPS = str.maketrans("oOlI", "0011")
_THOUSANDS = 3
_LARGEST = 999_999
_TYPES_SAID_SHORT = frozenset({"NĐ", "TT", "QĐ", "NQ"})  # "nd 178/2024" in a search box
_SPACE = re.compile(r"\s")
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZĐ"
_SMALL_LETTERS = 2  # as many as an abbreviation may end in: GDTrH, TTg
_GLUED_YEAR = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<rest>[^\W\d_][^\W_-]*)")
_ASSEMBLY = re.compile(r"(?:UBTV)?QH-?K?[0-9]{1,2}", re.IGNORECASE)
_VOWELS = frozenset("aeiouyăâêôơư")


@dataclass(frozen=True, slots=True)
class Match:
    """A number in a cleaned text, from `start` up to but not including `end`."""

    number: NumberForm
    start: int
    end: int
    spoken: Spoken
    is_short: bool = False  # a type in words and a year, without the symbol


def scan(cleaned: Cleaned, *, is_typed: bool) -> Iterator[Match]:
    """Yield the numbers of the text in order.

    `is_typed`: the text is a number that a person typed, so that what would be chance in
    running prose (unknown bodies, small letters) is let pass.
    """
    at = 0
    while found := _NUMBER.search(cleaned.text, at):
        match = _read_at(cleaned, found, is_typed=is_typed)
        at = match.end if match else found.end("digits")
        if match:
            yield match


def start_of(digits: str, suffix: str = "", sub: str | None = None) -> NumberForm | None:
    """Return a number of these digits with a scanner's slips mended, or None if out of range."""
    number = int(digits.translate(_SCANNER_SLIPS))
    if not 0 < number <= _LARGEST:
        return None
    return NumberForm("none", number, suffix.lower(), sub.lstrip("0") if sub else "")


def read_year(code: str) -> int | None:
    """Return the year of four digits that `code` is, scanner's slips mended, or None."""
    plain = code.translate(_SCANNER_SLIPS) if _SCANNED_YEAR.fullmatch(code) else code
    return int(plain) if _YEAR.fullmatch(plain) else None


def _read_at(cleaned: Cleaned, found: re.Match[str], *, is_typed: bool) -> Match | None:
    text = cleaned.text
    start = start_of(found["digits"], found["suffix"], found["sub"])
    if start is None or not _may_start(text, found.start()):
        return None
    groups, ends = _read_groups(text, found.end(), is_typed=is_typed)
    if not groups:
        return None
    spoken = listen(text, found.start())
    year = read_year(groups[0].code) or _read_short_year(groups)
    if year:
        start, groups, ends = replace(start, year=year), groups[1:], ends[1:] or ends
        if not groups:
            short = Match(start, found.start(), ends[0], spoken, is_short=True)
            return _read_short(text, short, is_typed=is_typed)
    elif len(found["sub"] or "") == _THOUSANDS:  # 1.234/QĐ-UBND
        start = NumberForm("none", int(f"{start.number}{found['sub']}"), start.suffix)
    context = Context(_settling_type(spoken), cleaned.has_marks)
    number = interpret(start, groups, context, is_typed=is_typed)
    if number is None or not (is_typed or _is_believable(number, spoken, text, found.start())):
        return None
    if "QH" in number.issuer and number.year and not number.type and spoken.has_number_word:
        number = replace(number, type=law_before(text, found.start()))
    return Match(number, found.start(), ends[-1], spoken)


def _settling_type(spoken: Spoken) -> str:
    """Leave out "HD" and "DA" said as abbreviations: they are as unclear as the symbol."""
    return "" if spoken.is_abbreviated and spoken.type in UNMARKED_TWINS else spoken.type


def _read_short(text: str, short: Match, *, is_typed: bool) -> Match | None:
    """Complete a type in words, number and year: "Nghị định 178/2024"."""
    spoken, number = short.spoken, short.number
    follows = text[short.end : short.end + 1]
    if not spoken.type or spoken.is_denied or follows in ("/", "-"):
        return None
    is_span_of_years = number.number + 1 == number.year
    is_chance = spoken.is_abbreviated and not is_typed and text[spoken.start].islower()
    if is_span_of_years or (is_chance and spoken.type not in _TYPES_SAID_SHORT):
        return None
    return replace(short, number=complete(number, spoken.type))


def _may_start(text: str, at: int) -> bool:
    """Tell whether digits at `at` begin a number, not continue a date, a ratio or a code."""
    before = text[max(0, at - 4) : at].rstrip()
    if not before:
        return True
    last, previous = before[-1], before[-2:-1]
    if last == "_":
        return False
    if last == "/":  # after an address, never after a blank: "Số:    /2025/QĐ-UBND"
        return previous.isalpha() and read_year(text[at : at + 4]) is None
    if text[at - 1].isspace():
        return True
    if last == "-":
        return not previous.isalnum()
    return not (last in ".:," and previous.isdigit() and not _closes_list(text, at, last))


def _closes_list(text: str, at: int, last: str) -> bool:
    """Tell a list typed without spaces ("120,121/2025/NĐ-CP") from a decimal comma."""
    return last == "," and "/" in text[at : at + 7]


def _read_groups(text: str, at: int, *, is_typed: bool) -> tuple[list[Group], list[int]]:
    """Return the groups after a number and where each ends; stop at what is no code."""
    groups: list[Group] = []
    ends: list[int] = []
    while len(groups) < _MAX_GROUPS:
        separator = _separator_at(text, at, groups)
        found = _GROUP.match(text, separator.end()) if separator else None
        if separator is None or found is None:
            break
        if separator["before"] and groups and not is_typed and _is_finished(groups[-1].code):
            break
        code = _SPACE.sub("", found.group())
        is_attached = is_typed and not separator["after"]
        known = _known_beginning(code)
        if (code.isdigit() and groups) or not (known or _is_code(code, is_attached=is_attached)):
            break
        at = found.start() + known if known else found.end()
        groups.extend(_split(separator["mark"], code[:known] if known else code))
        ends.extend([at] * (len(groups) - len(ends)))
        if known:
            break
    return groups, ends


def _separator_at(text: str, at: int, groups: list[Group]) -> re.Match[str] | None:
    separator = _SEPARATOR.match(text, at)
    if separator is None and groups and read_type(groups[-1].code):
        separator = _SLIP_AFTER_TYPE.match(text, at)
    return None if separator is None or "\n" in separator["before"] else separator


def _known_beginning(code: str) -> int:
    """Return the length of a known abbreviation that a word is glued to ("CPngày"), or 0."""
    capitals = len(code) - len(code.lstrip(_CAPITALS))
    is_glued = capitals > 1 and code[capitals:].islower() and len(code) - capitals > _SMALL_LETTERS
    return capitals if is_glued and is_known_body(code[:capitals]) else 0


def _split(mark: str, code: str) -> list[Group]:
    """Split "2025QH15" or "2025NĐ", whose slash was lost, and drop the hyphen of "QH-13"."""
    if _ASSEMBLY.fullmatch(code):
        return [Group(mark, code.replace("-", ""))]
    found = _GLUED_YEAR.fullmatch(code)
    if found and (_ASSEMBLY.fullmatch(found["rest"]) or read_type(found["rest"])):
        return [Group(mark, found["year"]), Group("/", found["rest"])]
    return [Group("-" if mark in "._" else mark, code)]


def _is_finished(code: str) -> bool:
    return read_type(code) is None and read_year(code) is None


def _is_code(code: str, *, is_attached: bool) -> bool:
    """Tell an abbreviation or a year from a word of prose."""
    if code.isdigit() or _SCANNED_YEAR.fullmatch(code):
        return True
    capitals = sum(char.isupper() for char in code)
    if capitals == len(code) or (capitals > 1 and capitals * 2 >= len(code)):
        return True
    if capitals and any(char.isdigit() for char in code):
        return True
    is_consonants = code.isalpha() and not _VOWELS & set(code.lower()) and code.isascii()
    if is_attached or (is_consonants and code.islower()):
        return True
    return read_type(code) is not None or is_known_body(code)


def _read_short_year(groups: list[Group]) -> int | None:
    is_dated = len(groups) > 1 and _SHORT_YEAR.fullmatch(groups[0].code)
    return 1900 + int(groups[0].code) if is_dated and read_type(groups[1].code) else None


def _is_believable(number: NumberForm, spoken: Spoken, text: str, at: int) -> bool:
    """Tell whether running prose means a letter's number: forms and ratios look alike."""
    if number.scheme == "old" and number.issuer in BARE_ISSUERS:
        return bool(spoken.type) or spoken.has_number_word
    if number.scheme != "letter":
        return True
    if spoken.is_denied:
        return False
    is_glued = at > 0 and text[at - 1].isalpha()  # BC26/BLG is the code of a form
    if is_known_body(number.issuer) or is_glued:
        return not is_glued or (bool(spoken.type) and not spoken.is_abbreviated)
    if spoken.type:
        return True
    return bool(number.unit and len(number.issuer) > 1) or spoken.has_number_word
