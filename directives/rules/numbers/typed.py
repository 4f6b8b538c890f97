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
_ASSEMBLY = re.compile(r"(?:UBTV)?QH[0-9]{1,2}", re.IGNORECASE)
_EXTENSIONS = frozenset({"doc", "docx", "pdf", "odt", "rtf", "txt", "html", "htm", "aspx", "md"})
_VOWELS = frozenset("aeiouy")
_SHORT = re.compile(
    r"(?<![0-9.,/:])(?P<digits>(?=[oOlI]{0,2}[0-9])[0-9oOlI]{1,6})(?P<suffix>[a-zđ]?)"
    r"(?:\s?/\s?(?P<year>[12][0-9]{3}))?(?![^\W_]|[.,:/-][0-9])"
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
        is_blank = piece.lead.endswith("/") and read_year(piece.code)  # "Số:    /2025/QĐ-UBND"
        if is_blank or not _DIGITS.fullmatch(piece.code):
            continue
        start = start_of(piece.code)
        year = read_year(pieces[at + 1].code) if at + 1 < len(pieces) else None
        first = at + 2 if year else at + 1
        groups = _groups(pieces[first : first + 6])
        if start is None or not groups:
            continue
        spoken = listen(cleaned.text, piece.start)
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


def _groups(pieces: Sequence[_Piece]) -> list[Group]:
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
    return groups if len(groups) > 1 else []


def _is_issuer(code: str) -> bool:
    is_word = code.lower() in _EXTENSIONS or any(char.isdigit() for char in code[:1])
    return not is_word and (
        is_known_body(code) or code.isupper() or _ASSEMBLY.fullmatch(code) is not None
    )


def _is_unit(piece: _Piece) -> bool:
    code = piece.code
    if piece.lead not in ("-", "&") or code.lower() in _EXTENSIONS or code.isdigit():
        return False
    return code.isupper() or (code.isascii() and code.isalpha() and not _VOWELS & set(code))


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
