"""Read what a person typed, or named a file, when it is not written as the law has it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from directives.rules.numbers.cleaning import Cleaned
from directives.rules.numbers.codes import is_known_body, read_type
from directives.rules.numbers.form import NumberForm
from directives.rules.numbers.partials import complete, without_type
from directives.rules.numbers.scanning import read_year, start_of
from directives.rules.numbers.spoken import listen
from directives.rules.numbers.symbols import Context, Group, interpret

_MAX_LENGTH = 2_000  # a typed number or a file name is shorter; a page is no number
_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)?")
_DIGITS = re.compile(r"(?=[oOlI]{0,2}[0-9])[0-9oOlI]{1,6}")
_ASSEMBLY = re.compile(r"(?:UBTV)?QHK?[0-9]{1,2}", re.IGNORECASE)
_EXTENSIONS = frozenset({"doc", "docx", "pdf", "odt", "rtf", "txt", "html", "htm", "aspx", "md"})
_VOWELS = frozenset("aeiouy")
_SHORT = re.compile(
    r"(?<![0-9.,/:])(?P<digits>(?=[oOlI]{0,2}[0-9])[0-9oOlI]{1,6})(?P<suffix>[a-zđ]?)"
    r"(?:(?:\s?[/_-]\s?|\s{1,2}năm\s{1,2})(?P<year>[12][0-9]{3}))?(?![^\W_]|[.,:/-][0-9])"
)
_SYMBOL_START = re.compile(r"\s{0,2}[/-]\s{0,2}(?P<type>[^\W\d_]{1,5})(?:-\*|/\*)?(?![^\W_])")
_WHOLE = re.compile(
    r"[\s\W]{0,9}(?P<word>(?:(?:so|số|no|nomor|văn bản|vb)[\s:.]{0,3}){0,3})"
    r"(?P<digits>(?-i:(?=[oOlI]{0,2}[0-9])[0-9oOlI]{1,6}))(?P<suffix>[a-zđ]?)"
    r"(?:\s?/\s?(?P<year>(?:19|20)[0-9]{2})(?:/\*)?)?[\s.,;:)\"'”]{0,9}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?<![^\W_])(?P<word>(?:số|so|no|nomor)[\s:.]{0,3})"
    r"(?P<digits>[0-9]{1,6})(?P<suffix>[a-zđ]?)(?:\s?/\s?(?P<year>(?:19|20)[0-9]{2}))?"
    r"(?![^\W_]|\s?[/%-]|[.,:][0-9])",
    re.IGNORECASE,
)
_MONTHS = 12
_MAX_GROUPS = 6
_SUB_YEAR_TYPE = 3


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of letters and digits, and what stands between it and the one before."""

    lead: str
    code: str
    start: int


def read_loose(cleaned: Cleaned) -> NumberForm | None:
    """Return the number of a text whose separators were lost or changed.

    For example "878 QĐ-BNV", "16_CV-BCD.pdf", "151_2025_ND-CP_660608.docx". Only a known type
    or body is taken, for here the separators prove nothing.
    """
    pieces = _cut(cleaned.text[:_MAX_LENGTH])
    for at, piece in enumerate(pieces):
        if not _DIGITS.fullmatch(piece.code) or _is_continued(pieces, at):
            continue
        sub = _read_sub(pieces[at + 1 : at + 4])
        start = start_of(piece.code, sub=sub)
        first = at + 2 if sub else at + 1
        year = read_year(pieces[first].code) if first < len(pieces) else None
        first = first + 1 if year else first
        spoken = listen(cleaned.text, piece.start)
        is_first = all(_is_ending(before) for before in pieces[:at])
        is_said = is_first or spoken.type == "CV" or spoken.has_number_word
        groups = _groups(pieces[first : first + _MAX_GROUPS], is_said=is_said)
        if start is None or not groups or spoken.is_denied:
            continue
        context = Context("" if spoken.is_abbreviated else spoken.type, cleaned.has_marks)
        return interpret(replace(start, year=year), groups, context, is_typed=True)
    return None


def _cut(text: str) -> list[_Piece]:
    pieces = []
    end = 0
    for found in _WORD.finditer(text):
        pieces.append(_Piece(text[end : found.start()].strip(), found.group(), found.start()))
        end = found.end()
    return pieces


def _is_continued(pieces: Sequence[_Piece], at: int) -> bool:
    """Tell the year after a blank ("Số:    /2025/QĐ-UBND") and the rest of a date (15.8.2025)."""
    piece = pieces[at]
    is_after_blank = piece.lead.endswith("/") and read_year(piece.code) is not None
    return is_after_blank or (at > 0 and piece.lead == "." and pieces[at - 1].code.isdecimal())


def _read_sub(pieces: Sequence[_Piece]) -> str | None:
    """Return the 7 of "66.7_2025_NQ-CP", the only series with a dot."""
    is_dotted = len(pieces) == _SUB_YEAR_TYPE and pieces[0].lead == "."
    if not is_dotted or not read_year(pieces[1].code) or read_type(pieces[2].code) != "NQ":
        return None
    return pieces[0].code if pieces[0].code.isdecimal() else None


def _groups(pieces: Sequence[_Piece], *, is_said: bool) -> list[Group]:
    """Return the symbol that begins with a known type or body, as the law separates it."""
    if not pieces:
        return []
    first = pieces[0].code
    if _ASSEMBLY.fullmatch(first):
        return [Group("/", first)]
    kind = read_type(first)
    if kind is None and not is_known_body(first):
        return []
    groups = [Group("/", first)]
    for piece in pieces[1:]:
        is_issuer = kind is not None and len(groups) == 1
        if not ((is_issuer and _is_issuer(piece.code)) or _is_unit(piece)):
            break
        groups.append(Group("-", piece.code))
    is_whole = kind is None and is_said and all(_is_ending(piece) for piece in pieces[1:])
    return groups if len(groups) > 1 or is_whole else []


def _is_ending(piece: _Piece) -> bool:
    """Tell what may follow a number in a file name: an extension, a date, a portal's id."""
    return piece.code.isdecimal() or piece.code.lower() in _EXTENSIONS


def _is_issuer(code: str) -> bool:
    is_word = code.lower() in _EXTENSIONS or any(char.isdigit() for char in code[:1])
    return not is_word and (
        is_known_body(code) or code.isupper() or _ASSEMBLY.fullmatch(code) is not None
    )


def _is_unit(piece: _Piece) -> bool:
    """Tell a drafting unit from a word: after a hyphen capitals will do, else no vowels."""
    code = piece.code
    if len(piece.lead) > 1 or code.lower() in _EXTENSIONS or not code[0].isalpha():
        return False
    is_bare = code.upper().replace("Đ", "D").isascii() and not _VOWELS & set(code.lower())
    return is_bare or (piece.lead == "-" and code.isupper())


def read_short(cleaned: Cleaned) -> NumberForm | None:
    """Return the partial number of a type and digits: "TT08", "công văn số 16", "878/QĐ"."""
    text = cleaned.text[:_MAX_LENGTH]
    for found in _SHORT.finditer(text):
        start = start_of(found["digits"], found["suffix"])
        year = read_year(found["year"]) if found["year"] else None
        if start is None or (found["year"] and year is None):
            continue
        symbol = _SYMBOL_START.match(text, found.end())
        kind = read_type(symbol["type"]) if symbol else None
        spoken = listen(text, found.start())
        said = kind or spoken.type
        if said and (kind or not spoken.is_denied):
            is_unmarked = not cleaned.has_marks and (kind is not None or spoken.is_abbreviated)
            return complete(replace(start, year=year), said, is_unmarked=is_unmarked)
    return None


def read_bare(cleaned: Cleaned) -> NumberForm | None:
    """Return digits, or digits and a year, that are the whole text or follow "số".

    "8/2025" is a month like any other, so up to 12 the word "số" must stand before it.
    """
    found = _WHOLE.fullmatch(cleaned.text) or _NUMBERED.search(cleaned.text, 0, _MAX_LENGTH)
    start = start_of(found["digits"], found["suffix"]) if found else None
    if found is None or start is None or listen(cleaned.text, found.start("digits")).is_denied:
        return None
    if not found["year"]:  # "5a" is an article, not a number
        return None if start.suffix else replace(start, complete=False)
    if start.number <= _MONTHS and not found["word"]:
        return None
    return without_type(replace(start, year=int(found["year"])))
