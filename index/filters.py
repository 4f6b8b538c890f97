"""What hits must be: the facets of the index and the choices made among them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

FACETS = ("type", "agency", "sector", "year", "status", "province")

T = TypeVar("T")

_NOTHING = "\0"
"""A value that nothing has: what is left of two choices that exclude each other."""


_LAST_DAY = 9999_99_99


def day_number(day: date) -> int:
    """Return a day as YYYYMMDD.

    >>> day_number(date(2025, 7, 1))
    20250701
    """
    return day.year * 10_000 + day.month * 100 + day.day


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must be: one of the values of each filter that has any.

    Attributes:
        type, agency, sector, year, status, province: Values of the facets, as codes.
        issued_from, issued_to: First and last day of issue; an undated document is of no day.
        documents: Ids of the only documents looked at; None for all.
    """

    type: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    status: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    issued_from: date | None = None
    issued_to: date | None = None
    documents: tuple[int, ...] | None = None

    @property
    def days(self) -> tuple[int, int] | None:
        """First and last day of issue as YYYYMMDD; None when any day will do."""
        if self.issued_from is None and self.issued_to is None:
            return None
        return (
            day_number(self.issued_from) if self.issued_from else 1,
            day_number(self.issued_to) if self.issued_to else _LAST_DAY,
        )

    @property
    def chooses(self) -> bool:
        """Whether anything is asked of a hit."""
        return self != Filters()

    @property
    def names_one_document(self) -> bool:
        """Whether only one document is looked at: then nothing of it is left out."""
        return self.documents is not None and len(self.documents) == 1

    def by_facet(self) -> dict[str, tuple[str, ...]]:
        """Return the wanted values of each of `FACETS` that is filtered, as text."""
        wanted = {
            "type": self.type,
            "agency": self.agency,
            "sector": self.sector,
            "year": tuple(str(year) for year in self.year),
            "status": self.status,
            "province": self.province,
        }
        return {name: values for name, values in wanted.items() if values}

    def without(self, facet: str) -> "Filters":
        """Return these filters less that of one of `FACETS`."""
        lifted: dict[str, Any] = {facet: ()}
        return replace(self, **lifted)

    def both(self, other: "Filters") -> "Filters":
        """Return what passes these filters and the other ones."""
        return Filters(
            type=_common(self.type, other.type, _NOTHING),
            agency=_common(self.agency, other.agency, _NOTHING),
            sector=_common(self.sector, other.sector, _NOTHING),
            year=_common(self.year, other.year, -1),
            status=_common(self.status, other.status, _NOTHING),
            province=_common(self.province, other.province, _NOTHING),
            issued_from=max(filter(None, (self.issued_from, other.issued_from)), default=None),
            issued_to=min(filter(None, (self.issued_to, other.issued_to)), default=None),
            documents=_common_documents(self.documents, other.documents),
        )


def _common(one: tuple[T, ...], other: tuple[T, ...], nothing: T) -> tuple[T, ...]:
    """Return the values of both choices; an empty choice is none at all."""
    if not one or not other:
        return one or other
    return tuple(value for value in one if value in other) or (nothing,)


def _common_documents(
    one: tuple[int, ...] | None, other: tuple[int, ...] | None
) -> tuple[int, ...] | None:
    if one is None or other is None:
        return other if one is None else one
    return tuple(value for value in one if value in other)
