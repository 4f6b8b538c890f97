"""Whom a gap concerns, in words, and how a person writes it in a form."""

from collections.abc import Mapping, Sequence

from api.web.words import Words, as_sentence
from directives.errors import ValueInvalid
from directives.rules.scope import COMMUNE_KINDS, Scope
from directives.translation import N_

KIND_WORDS = {
    "commune": N_("xã"),
    "ward": N_("phường"),
    "special_zone": N_("đặc khu"),
}

_EXEMPTION_FORM = N_("Mỗi dòng loại trừ gồm mã tỉnh, xã, dấu hai chấm, rồi lý do.")


def scope_sentence(scope: Scope, names: Mapping[str, str], words: Words) -> str:
    """Return whom a gap concerns, exemptions left out: “Cả nước”, “Các phường của Hà Nội”."""
    provinces = ", ".join(names.get(code, code) for code in sorted(scope.provinces))
    kinds = ", ".join(words.say(KIND_WORDS[kind]) for kind in COMMUNE_KINDS if kind in scope.kinds)
    places = ", ".join(names.get(code, code) for code in sorted(scope.places))
    parts = []
    if kinds and provinces:
        parts.append(words.say(N_("các {kinds} của {provinces}"), kinds=kinds, provinces=provinces))
    elif kinds:
        parts.append(words.say(N_("các {kinds} trong cả nước"), kinds=kinds))
    elif provinces:
        parts.append(provinces)
    if places:
        parts.append(places)
    return as_sentence("; ".join(parts) or words.say(N_("cả nước")))


def typed_scope(provinces: str, kinds: Sequence[str], places: str, exemptions: str) -> Scope:
    """Read the fields of a form: codes apart by commas or lines, exemptions one a line.

    Raises:
        ValueInvalid: a line of the exemptions is not "code: reason", or a kind is not known.
    """
    exempt = {}
    for line in filter(None, map(str.strip, exemptions.splitlines())):
        code, mark, reason = line.partition(":")
        if not mark or not reason.strip():
            raise ValueInvalid(field="exemptions", reason=_EXEMPTION_FORM)
        exempt[code.strip()] = reason.strip()
    scope = Scope(_codes(provinces), frozenset(kinds), _codes(places), exempt)
    scope.check()
    return scope


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.replace(",", " ").replace(";", " ").split())
