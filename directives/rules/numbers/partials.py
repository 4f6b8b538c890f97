"""Complete a number said without its symbol, or offer what it may be, from the grammar alone."""

from dataclasses import replace

from directives.rules.numbers.codes import NORMATIVE_TYPES, UNMARKED_TWINS
from directives.rules.numbers.form import NumberForm

# First calendar year of each National Assembly (khóa); in that year the one before sat too.
_TERM_STARTS = {
    1987: 8,
    1992: 9,
    1997: 10,
    2002: 11,
    2007: 12,
    2011: 13,
    2016: 14,
    2021: 15,
    2026: 16,
}
_TYPES_OF_THE_CENTRE = frozenset({"NQ", "QĐ", "CT", "HD", "TB"})
_NORMATIVE_ISSUERS = {"NQ": ("CP", "HĐND"), "QĐ": ("TTg", "UBND"), "CT": ("UBND",), "TT": ("*",)}


def complete(start: NumberForm, spoken_type: str, *, is_unmarked: bool = False) -> NumberForm:
    """Return the number that digits, year and a type in words make.

    A decree is the Government's and a law the National Assembly's, so with its year each is
    complete; other types leave the issuer open and give candidates.

    `is_unmarked`: the writer has no Vietnamese letters, so HD may be HĐ and DA may be ĐA.
    """
    said = replace(start, type=spoken_type)
    if spoken_type == "NĐ":
        return _decree(said)
    if spoken_type in {"L", "PL"} and start.year:
        return assembly(said, "QH" if spoken_type == "L" else "UBTVQH")
    open_number = replace(said, scheme="partial", complete=False)
    return replace(open_number, candidates=_candidates(open_number, is_unmarked=is_unmarked))


def without_type(start: NumberForm) -> NumberForm:
    """Return the partial number of digits and year, 178/2024, with what it may be."""
    plain = replace(start, scheme="partial", complete=False)
    guesses = (_decree(plain), assembly(plain, "QH"))
    return replace(plain, candidates=tuple(replace(guess, candidates=()) for guess in guesses))


def _decree(said: NumberForm) -> NumberForm:
    decree = replace(said, scheme="qppl", type="NĐ", issuer="CP")
    if said.year:
        return replace(decree, complete=True)
    undated = replace(decree, scheme="partial", complete=False)
    return replace(undated, issuer="", candidates=(undated,))


def assembly(said: NumberForm, body: str) -> NumberForm:
    """Return the number of the National Assembly's `body` in the term of its year.

    An election year has two terms, so it gives both.
    """
    assert said.year is not None
    dated = replace(said, scheme="national_assembly", complete=True)
    past = [term for start, term in _TERM_STARTS.items() if start <= said.year]
    term = past[-1] if past else min(_TERM_STARTS.values()) - 1
    likely = replace(dated, issuer=f"{body}{term}")
    if said.year not in _TERM_STARTS:
        return likely
    both = (likely, replace(dated, issuer=f"{body}{term - 1}"))
    return replace(likely, complete="ambiguous", candidates=both)


def _candidates(said: NumberForm, *, is_unmarked: bool) -> tuple[NumberForm, ...]:
    """List the readings the grammar allows, most likely first; "*" is an unknown body."""
    plain = replace(said, candidates=())
    if said.year:
        found = [
            replace(plain, scheme="qppl", issuer=issuer)
            for issuer in _NORMATIVE_ISSUERS.get(said.type, ())
            if said.type in NORMATIVE_TYPES and issuer != "*"
        ]
        if said.type == "NQ":
            law = replace(assembly(said, "QH"), candidates=(), complete=True)
            found.insert(0, law)
        return tuple(replace(each, complete=True) for each in found)
    if said.type == "KL":
        return (replace(plain, scheme="party", issuer="TW", complete=True),)
    twin = UNMARKED_TWINS.get(said.type) if is_unmarked else None
    twins = [plain, replace(plain, type=twin)] if twin else []
    if said.type in _TYPES_OF_THE_CENTRE:
        twins.append(replace(plain, scheme="party", issuer="TW", complete=True))
    return tuple(twins)
