"""Whom a gap concerns: the nation, provinces, kinds of commune, listed places; and who is exempt.

Provinces and communes merge (resolution 202/2025/QH15), so a scope names places by code, and a
former code leads to the units to which its territory belongs.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Self

from directives.errors import ValueInvalid
from directives.rules.lineage import Lineage, Lineages, Stage, stage_on
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
    scope: Scope, place: PlaceAsked, lineages: Lineages, *, named_on: date
) -> ScopeAnswer:
    """Tell whether a scope concerns a place of today, where it names places as they were.

    Asked is each territory of the place, as what it was on the day on which the scope was
    written: a commune of a province that was merged since is exempt where that province was, and
    is not concerned by what is said of its new province. A place of which one territory is
    concerned and another exempt is concerned; the answer tells what part of it is exempt and why.

    Args:
        scope: As it was recorded.
        place: Of the day asked about.
        lineages: What its territories belonged to up to that day.
        named_on: The day on which the scope named its places.
    """
    if not scope.codes:
        return concerns(scope, place)
    meant = {code: lineages.day_meant(code, named_on) for code in scope.codes}
    other_days = {code: day for code, day in meant.items() if day != named_on}
    answers = []
    for lineage in lineages.of(place.code):
        then = stage_on(lineage, named_on)
        said = _as_then(scope, then, lineage, other_days) if other_days else scope
        answers.append(concerns(said, PlaceAsked(then.code, place.kind, then.province_code)))
    answer = concerns_any(answers)
    if not answer.concerned:
        return answer
    parts = dict.fromkeys(one.reason for one in answers if one.reason)
    return replace(answer, reason="; ".join(parts))


def _as_then(scope: Scope, then: Stage, lineage: Lineage, meant: Mapping[str, date]) -> Scope:
    """Return a scope in which codes that mean a territory on other days are what it was then."""

    def called(code: str) -> str:
        if code not in meant:
            return code
        stage = stage_on(lineage, meant[code])
        return {stage.province_code: then.province_code, stage.code: then.code}.get(code) or code

    return Scope(
        provinces=frozenset(map(called, scope.provinces)),
        kinds=scope.kinds,
        places=frozenset(map(called, scope.places)),
        exemptions={called(code): reason for code, reason in scope.exemptions.items()},
    )
