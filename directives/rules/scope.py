"""Whom a gap concerns: the nation, provinces, kinds of commune, listed places; and who is exempt.

Provinces and communes merge (resolution 202/2025/QH15), so a scope names places by code, and a
former code leads to the units to which its territory belongs.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Self

from directives.errors import ValueInvalid
from directives.rules.succession import Heirs
from directives.translation import N_

COMMUNE_KINDS: Final = ("commune", "ward", "special_zone")

_NOT_A_SCOPE: Final = N_("Phạm vi áp dụng không đọc được.")
_KIND_UNKNOWN: Final = N_("Loại đơn vị phải là xã, phường hoặc đặc khu.")
_EXEMPT_WITHOUT_REASON: Final = N_("Nơi được loại trừ phải có lý do.")


class ScopeReason(StrEnum):
    """Which part of a scope decided the answer."""

    NATION = "nation"
    PROVINCE = "province"
    KIND = "kind"
    LISTED = "listed"
    EXEMPT = "exempt"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """The place of a question: a province has no `province_code`."""

    code: str
    kind: str  # province, city, commune, ward, special_zone
    province_code: str | None = None


@dataclass(frozen=True, slots=True)
class ScopeAnswer:
    """Does it concern the place, and what decided so.

    Attributes:
        because: The part of the scope that decided.
        by: Code of the place that the scope names (the place itself or its province), or a kind.
        reason: Why it is exempt, in the words of who said so. Where a former unit inside the
            place is exempt and the rest is not, the place is concerned and this still tells why.
        concerned: Whether the gap is the place's.
    """

    because: ScopeReason
    by: str = ""
    reason: str = ""
    concerned: bool = True


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom it concerns; with nothing named, the whole nation.

    `provinces` stand for themselves and all their communes. `kinds` narrow the nation, or the
    provinces, to communes of these kinds. `places` are concerned whatever else is said. Of an
    exemption and a listing the nearer one wins: a listed commune of an exempt province is
    concerned, an exempt commune never is.
    """

    provinces: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    exemptions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` wrote; an empty text is the nation.

        Raises:
            ValueInvalid: it is no scope, names an unknown kind, or exempts without a reason.
        """
        if not text:
            return cls()
        try:
            said = json.loads(text)
            named = {key: said.pop(key, []) for key in ("provinces", "kinds", "places")}
            exempt = said.pop("exemptions", {})
            lists = all(isinstance(one, str) for codes in named.values() for one in codes)
            reasons = all(isinstance(one, str) for one in exempt.values())
        except (ValueError, AttributeError, TypeError):
            raise ValueInvalid(field="scope", reason=_NOT_A_SCOPE) from None
        if said or not lists or not reasons or any(isinstance(one, str) for one in named.values()):
            raise ValueInvalid(field="scope", reason=_NOT_A_SCOPE)
        scope = cls(**{key: frozenset(codes) for key, codes in named.items()}, exemptions=exempt)
        scope.check()
        return scope

    def check(self) -> None:
        """Check that the kinds are known and that each exemption says why.

        Raises:
            ValueInvalid: they are not, or it does not.
        """
        if not self.kinds <= set(COMMUNE_KINDS):
            raise ValueInvalid(field="scope", reason=_KIND_UNKNOWN)
        if not all(reason.strip() for reason in self.exemptions.values()):
            raise ValueInvalid(field="scope", reason=_EXEMPT_WITHOUT_REASON)

    def __str__(self) -> str:
        """Return the scope as it is stored; the same scope always gives the same text."""
        said: dict[str, object] = {
            name: sorted(codes)
            for name, codes in (
                ("provinces", self.provinces),
                ("kinds", self.kinds),
                ("places", self.places),
            )
            if codes
        }
        if self.exemptions:
            said["exemptions"] = dict(sorted(self.exemptions.items()))
        return json.dumps(said, ensure_ascii=False) if said else ""

    @property
    def codes(self) -> frozenset[str]:
        """Every place that the scope names."""
        return self.provinces | self.places | frozenset(self.exemptions)


def concerns(scope: Scope, place: PlaceAsked) -> ScopeAnswer:
    """Tell whether a scope concerns a place, by the nearest thing said of it."""
    for code in (place.code, place.province_code):
        if code and code in scope.exemptions:
            reason = scope.exemptions[code]
            return ScopeAnswer(ScopeReason.EXEMPT, code, reason, concerned=False)
        if code and code in scope.places:
            return ScopeAnswer(ScopeReason.LISTED, code)
    above = place.province_code or place.code
    named = bool(scope.provinces or (scope.places and not scope.kinds))
    if named and above not in scope.provinces:
        return ScopeAnswer(ScopeReason.OUTSIDE, concerned=False)
    if scope.kinds:
        return ScopeAnswer(ScopeReason.KIND, place.kind, concerned=place.kind in scope.kinds)
    return ScopeAnswer(ScopeReason.PROVINCE, above) if named else ScopeAnswer(ScopeReason.NATION)


def concerns_any(answers: Sequence[ScopeAnswer]) -> ScopeAnswer:
    """Return the answer of several scopes together: who is concerned by one is concerned.

    Else the exemption tells more than that a place is outside; the first answer comes first.
    """
    concerned = [answer for answer in answers if answer.concerned]
    exempt = [answer for answer in answers if answer.reason]
    return next(iter([*concerned, *exempt, *answers]))


def concerns_after_mergers(
    scope: Scope, place: PlaceAsked, heirs: Heirs[str], *, named_on: date = date.min
) -> ScopeAnswer:
    """Tell whether a scope concerns a place of today, where it may name places as they were.

    A scope that names a former unit concerns whatever its territory belongs to now. An exemption
    of a former unit does not exempt the whole successor, which has other territory, too: the
    successor is concerned, and the answer tells what part of it is exempt and why. The same goes
    for a unit that has grown since it was exempt.

    Args:
        scope: As it was recorded.
        place: Of the day asked about.
        heirs: Whom the territories of former places belong to on that day.
        named_on: The day on which the scope named its places.
    """
    present = in_current_codes(scope, heirs, named_on=named_on)
    answer = concerns(present, place)
    if not answer.concerned:
        return answer
    here = {place.code, place.province_code or place.code}
    parts = [
        reason
        for code, reason in scope.exemptions.items()
        if (code not in here or code not in present.exemptions)
        and here & set(heirs.of(code, named_on=named_on))
    ]
    return ScopeAnswer(answer.because, answer.by, "; ".join(parts))


def in_current_codes(scope: Scope, heirs: Heirs[str], *, named_on: date = date.min) -> Scope:
    """Return a scope in which former places are those that have their territory now.

    Exemptions are kept of those places only that are what they were.
    """

    def current(codes: Iterable[str]) -> frozenset[str]:
        return frozenset(heir for code in codes for heir in heirs.of(code, named_on=named_on))

    return Scope(
        provinces=current(scope.provinces),
        kinds=scope.kinds,
        places=current(scope.places),
        exemptions={
            code: reason
            for code, reason in scope.exemptions.items()
            if heirs.goes_on(code) and (heirs.grew_on(code) or date.min) <= named_on
        },
    )
