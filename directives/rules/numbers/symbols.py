"""Decide from the groups after a number which scheme it follows.

"878/QĐ-BNV" is the number 878 and the groups /QĐ and -BNV. Sources: ND 30/2020/NĐ-CP
App. I Part I II.3 (State), ND 78/2025/NĐ-CP App. I (normative), 05-HD/VPTW (Party).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from directives.rules.numbers.codes import (
    JOINT_TYPES,
    NORMATIVE_TYPES,
    PARTY_ONLY_TYPES,
    UNMARKED_TWINS,
    is_known_body,
    is_party_body,
    read_body,
    read_type,
    state_bodies,
)
from directives.rules.numbers.form import BARE_ISSUERS, Completeness, NumberForm
from directives.rules.numbers.partials import assembly

# The hyphen between type and issuer became the rule with joint circular 55/2005/TTLT-BNV-VPCP.
_LAST_YEAR_OF_OLD_SHAPES = 2005
_FIRST_YEAR_WITH_ASSEMBLY_TERM_SERIES = 2000
_LAST_OLD_ORDINANCE_TERM = 11
_ASSEMBLY = re.compile(r"(?P<body>UBTVQH|QH|HĐNN|HDNN)(?P<old>K?)(?P<term>[0-9]{1,2})")
_TYPE_AND_ISSUER = 2
_ASSEMBLY_BODIES = frozenset({"QH", "UBTVQH"})
_ASSEMBLY_TYPES = frozenset({"L", "NQ", "PL"})


@dataclass(frozen=True, slots=True)
class Group:
    """A run of letters and digits after a number, and the separator before it."""

    separator: str  # "/" or "-"
    code: str


@dataclass(frozen=True, slots=True)
class Context:
    """What the text around says: the type in words, and whether it has Vietnamese letters."""

    spoken_type: str = ""
    has_marks: bool = True


def interpret(
    start: NumberForm, groups: Sequence[Group], context: Context, *, is_typed: bool
) -> NumberForm | None:
    """Return the full number that `start` (digits, year) and its groups form, or None.

    `is_typed`: the text is only a number, so unknown bodies and separators are let pass.
    """
    if not groups or groups[0].code.isdigit():
        return None
    assembly = _read_assembly(start, groups, context)
    if assembly:
        return assembly
    if is_typed:
        groups = _split_glued(groups)
    kind = read_type(groups[0].code)
    if kind is None:
        return _read_untyped(start, groups, context, is_typed=is_typed)
    if len(groups) == 1:
        return None
    typed = replace(start, type=kind)
    if kind in JOINT_TYPES:
        issuers = "-".join(read_body(group.code) for group in groups[1:])
        return replace(typed, scheme="qppl_joint", issuer=issuers)
    return _read_named(typed, groups, context)


def _split_glued(groups: Sequence[Group]) -> Sequence[Group]:
    """Split a type from a known body when the hyphen between them was left out: NĐCP."""
    first = groups[0].code
    if read_type(first) is None and not is_known_body(first):
        for length in (2, 3, 4):
            kind, body = first[:length], first[length:]
            if read_type(kind) and body and is_known_body(body):
                return [replace(groups[0], code=kind), Group("-", body), *groups[1:]]
    return groups


def _read_named(typed: NumberForm, groups: Sequence[Group], context: Context) -> NumberForm:
    """Read TYPE and ISSUER with either order of separators."""
    issuer = read_body(groups[1].code)
    unit = "-".join(read_body(group.code) for group in groups[2:])
    named = replace(typed, issuer=issuer, unit=unit)
    looks_party = groups[0].separator == "-" and groups[1].separator == "/"
    if typed.year is None and unit == "NB" and looks_party:
        return replace(named, scheme="old", unit="nb")
    if typed.type == "VBHN":
        return replace(named, scheme="consolidated", issuer=_type_spelling(issuer))
    if typed.year is None and typed.type == "L" and issuer == "CTN" and looks_party:
        return replace(named, scheme="national_assembly_old")
    if typed.year is None and _is_party(typed.type, issuer):
        doubtful = typed.type in PARTY_ONLY_TYPES and not is_party_body(issuer) and not looks_party
        return replace(named, scheme="party", complete="needs_review" if doubtful else True)
    return _read_state(named, groups, context, looks_party=looks_party)


def _read_state(
    named: NumberForm, groups: Sequence[Group], context: Context, *, looks_party: bool
) -> NumberForm:
    complete: Completeness = "needs_review" if looks_party else True
    if named.year is not None:
        is_old = groups[1].separator == "/" and named.year <= _LAST_YEAR_OF_OLD_SHAPES
        if is_old and not named.unit:
            return replace(named, scheme="old")
        if named.type in NORMATIVE_TYPES:
            return replace(named, scheme="qppl", complete=complete)
    elif named.type in {"NĐ", "TT"}:
        complete = "needs_review"  # these are normative, so the year is missing
    scheme = "letter_cv" if named.type == "CV" else "admin_named"
    return _settle_twins(replace(named, scheme=scheme, complete=complete), groups, context)


def _settle_twins(named: NumberForm, groups: Sequence[Group], context: Context) -> NumberForm:
    """Tell hướng dẫn from hợp đồng (HD, HĐ) and dự án from đề án (DA, ĐA), or say both."""
    twin = UNMARKED_TWINS.get(named.type)
    if twin is None or context.spoken_type == named.type:
        return named
    if context.spoken_type == twin:
        return replace(named, type=twin)
    if context.has_marks or any("đ" in group.code.lower() for group in groups):
        return named
    certain = (replace(named, complete=True), replace(named, type=twin, complete=True))
    return replace(named, complete="ambiguous", candidates=certain)


def _is_party(kind: str, issuer: str) -> bool:
    return is_party_body(issuer) or (
        kind in PARTY_ONLY_TYPES and issuer not in state_bodies() and not issuer.startswith("TTr")
    )


def _type_spelling(issuer: str) -> str:
    """VBHN may name the consolidated type instead of a body: VBHN-NĐ."""
    return (read_type(issuer) or issuer) if not is_known_body(issuer) else issuer


def _read_assembly(
    start: NumberForm, groups: Sequence[Group], context: Context
) -> NumberForm | None:
    """Read the National Assembly's shapes: N/YYYY/QH15, N/NQ-UBTVQH15, 216-NQ-QHK4."""
    if groups[-1].code.upper() in _ASSEMBLY_BODIES and start.year and len(groups) == 1:
        return _without_term(start, groups[0].code.upper(), context)
    found = _ASSEMBLY.fullmatch(groups[-1].code.upper().replace(" ", ""))
    kind = read_type(groups[0].code) if len(groups) > 1 else ""
    if found is None or kind is None or len(groups) > _TYPE_AND_ISSUER:
        return None
    issuer = found["body"].replace("HDNN", "HĐNN") + found["old"] + found["term"].lstrip("0")
    spoken = context.spoken_type if context.spoken_type in _ASSEMBLY_TYPES else ""
    named = replace(start, issuer=issuer, type=kind or spoken)
    if start.year is None:
        is_old = bool(found["old"]) or found["body"].startswith("H")
        scheme = "national_assembly_old" if is_old else "national_assembly"
        if not named.type:
            return replace(named, scheme="partial", complete=False)
        return replace(named, scheme=scheme, complete=True if kind else "needs_review")
    if kind and int(found["term"]) <= _LAST_OLD_ORDINANCE_TERM:
        return replace(named, scheme="old")
    is_old = start.year < _FIRST_YEAR_WITH_ASSEMBLY_TERM_SERIES
    scheme = "national_assembly_old" if is_old else "national_assembly"
    return replace(named, scheme=scheme, complete="needs_review" if kind else True)


def _without_term(start: NumberForm, body: str, context: Context) -> NumberForm:
    """Infer the term that was left out: "72/2025/QH"."""
    spoken = context.spoken_type if context.spoken_type in _ASSEMBLY_TYPES else ""
    inferred = assembly(replace(start, type=spoken), body)
    return inferred if inferred.candidates else replace(inferred, complete="needs_review")


def _read_untyped(
    start: NumberForm, groups: Sequence[Group], context: Context, *, is_typed: bool
) -> NumberForm | None:
    """Read a letter, N/ISSUER-UNIT, or an old number without a type, 178/CP."""
    issuer = read_body(groups[0].code)
    unit = "-".join(read_body(group.code) for group in groups[1:])
    if issuer in BARE_ISSUERS and not unit and start.year is None:
        if groups[0].separator == "-" and not (context.spoken_type or is_typed):
            return None
        return replace(start, scheme="old", type=context.spoken_type, issuer=issuer)
    is_known = is_known_body(issuer)
    if groups[0].separator == "-" and not (is_typed and is_known and unit):
        return None
    if start.year is not None and is_known and context.spoken_type in NORMATIVE_TYPES:
        said = replace(start, type=context.spoken_type, issuer=issuer, unit=unit)
        return replace(said, scheme="qppl", complete="needs_review")  # 69/2022/BTC, type lost
    letter = replace(start, scheme="letter", type="CV", issuer=issuer, unit=unit)
    if start.year is not None and not is_known:
        return replace(letter, complete="needs_review") if is_typed else None
    return letter
