"""A document number taken apart, and how it is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from directives.rules.vietnamese import fold

Completeness = bool | Literal["ambiguous", "needs_review"]

# Before the numbering of 1997 the Government's own documents had no type: 178/CP, 773/TTg.
BARE_ISSUERS = frozenset({"CP", "TTg", "HĐBT"})


@dataclass(frozen=True, slots=True, eq=False)
class NumberForm:
    """The parts of a number, and the written forms that follow from them alone.

    Two are equal when scheme and key are: a type that was only spoken ("Luật số
    72/2025/QH15") is no part of the identity, for laws and resolutions share one series.
    """

    scheme: str
    number: int
    suffix: str = ""  # 12a
    sub: str = ""  # 66.7
    year: int | None = None
    type: str = ""  # abbreviation: QĐ, TTr
    issuer: str = ""
    unit: str = ""
    complete: Completeness = True
    candidates: Sequence["NumberForm"] = ()

    @property
    def display(self) -> str:
        """The number as ND 30/2020 writes it, with at least two digits: 08/2025/TT-BNV."""
        return self._written(f"{self.number:02d}{self._tail}")

    @property
    def key(self) -> str:
        """The number for exact comparison, without leading zeros or "&": 8/2025/TT-BNV."""
        return self._written(f"{self.number}{self._tail}").replace("&", "")

    @property
    def key_folded(self) -> str:
        """The key in capitals without marks; two documents may share it (HD and HĐ)."""
        return fold(self.key).upper()

    @property
    def _tail(self) -> str:
        return f"{self.suffix}.{self.sub}" if self.sub else self.suffix

    def _written(self, number: str) -> str:
        unit = f"-{self.unit}" if self.unit else ""
        dated = f"{number}/{self.year}" if self.year else number
        written = f"{dated}/{self._symbol}{unit}"
        match self.scheme:
            case "none":  # digits alone are no number and symbol
                written = ""
            case "party":
                written = f"{number}-{self.type}/{self.issuer}{unit}"
            case "letter":
                written = f"{dated}/{self.issuer}{unit}"
            case "national_assembly" if self.year:
                written = f"{dated}/{self.issuer}"
            case "national_assembly_old":
                written = self._written_old_assembly(number, dated)
            case "old":
                written = self._written_old(number, dated)
            case "partial":
                written = self._written_partial(number, dated)
        return written

    @property
    def _symbol(self) -> str:
        return f"{self.type}-{self.issuer}"

    def _written_old_assembly(self, number: str, dated: str) -> str:
        if self.year:
            return f"{dated}/{self.issuer}"
        joint = "-" if self.issuer.startswith("QHK") else "/"
        return f"{number}-{self.type}{joint}{self.issuer}"

    def _written_old(self, number: str, dated: str) -> str:
        if self.unit:
            return f"{number}-{self.type}/{self.issuer}/{self.unit}"
        if self.year is None and self.issuer in BARE_ISSUERS:
            return f"{number}/{self.issuer}"
        joint = "-" if "QH" in self.issuer else "/"
        return f"{dated}/{self.type}{joint}{self.issuer}"

    def _written_partial(self, number: str, dated: str) -> str:
        issuer = self.issuer or "*"
        if not self.type:
            return f"{dated}/{issuer}"
        return f"{number}-KL/{issuer}" if self.type == "KL" else f"{dated}/{self.type}-{issuer}"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NumberForm):
            return NotImplemented
        return (self.scheme, self.key) == (other.scheme, other.key)

    def __hash__(self) -> int:
        return hash((self.scheme, self.key))

    def __str__(self) -> str:
        return self.display
