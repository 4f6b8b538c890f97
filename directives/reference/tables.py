"""Facts of the administration as packaged tables: bodies, places, types, days, words.

Legal sources: NQ 176/2025/QH15 (ministries since 2025-03-01), NQ 202/2025/QH15 and
QĐ 19/2025/QĐ-TTg (34 provinces, 3,321 communes and their codes), NQ 30/2026/QH16 (Đồng Nai
a city since 2026-04-30), ND 30/2020/NĐ-CP Art. 7 and App. III, Law 64/2025/QH15 Art. 4
(document types), Labour Code 2019 Art. 111-112 with the yearly notices (days off).

`valid_from` and `valid_to` are the first and the last day of validity; None is open.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that issues or answers: cơ quan. `successors` are codes of the same table."""

    code: str  # as in a document's symbol: BNV, BGDĐT
    name_vi: str
    name_en: str
    kind: str
    organ_id: str  # the letter and digits of QĐ 20/2020/QĐ-TTg, such as G09; "" when unknown
    aliases: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    successors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Province:
    """A province in one kind for one time; the code stays when the kind changes."""

    code: str
    name_vi: str  # without "tỉnh" or "thành phố"
    kind: str  # province, city
    organ_id: str
    aliases: tuple[str, ...]
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class FormerProvince:
    """A province that ended in a merger; its documents live on in its former territory."""

    name_vi: str
    kind: str
    valid_to: date
    successor: str  # code of the province it became part of


@dataclass(frozen=True, slots=True)
class Commune:
    """A unit of the lower tier; names repeat across provinces, so the code identifies it.

    The code is valid from 2025-07-01, the name shows the kind as of 2026-04-30.
    """

    code: str
    name_vi: str  # with its kind: "Phường Ba Đình"
    province_code: str
    valid_from: date
    valid_to: date | None

    @property
    def kind(self) -> str:
        """One of commune (xã), ward (phường), special_zone (đặc khu)."""
        first_word = self.name_vi.split(" ", 1)[0].lower()
        return {"xã": "commune", "phường": "ward", "đặc": "special_zone"}[first_word]


@dataclass(frozen=True, slots=True)
class Sector:
    """A field of government: lĩnh vực. `lead_agencies` are agency codes."""

    code: str
    name_vi: str
    name_en: str
    lead_agencies: tuple[str, ...]
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document; families share codes (NQ, QĐ), so the pair with family is the key."""

    code: str  # "" for a type without an abbreviation, such as thư công
    name_vi: str
    name_en: str
    family: str  # administrative, copy, normative, consolidated, party, draft
    has_year: str  # does the number carry the year: yes, no, either
    is_guidance: bool


@dataclass(frozen=True, slots=True)
class RelationKind:
    """How one document bears on another, in the words of the national law database."""

    code: str
    verb: str  # what the source is to the target: "Văn bản thay thế"
    reverse_verb: str  # what the target is to the source: "Văn bản được thay thế"
    verb_en: str
    reverse_verb_en: str


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day that is off though a weekday, or worked though a weekend."""

    day: date
    name: str
    kind: str  # holiday, swapped_off, compensatory, makeup_workday, proposed_swap, …_estimate
    status: str  # confirmed, computed, unverified


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation of official prose and what it stands for."""

    code: str
    meaning: str
    is_ambiguous: bool


@cache
def agencies() -> tuple[Agency, ...]:
    """Return the central and local bodies, present and former."""
    return tuple(
        Agency(
            code=row["code"],
            name_vi=row["name_vi"],
            name_en=row["name_en"],
            kind=row["kind"],
            organ_id=row["organ_id"],
            aliases=_list(row["aliases"]),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            successors=_list(row["successors"]),
        )
        for row in _rows("agencies")
    )


@cache
def provinces() -> tuple[Province, ...]:
    """Return the provinces since 2025-07-01, one row per kind they have had, in code order."""
    return tuple(
        Province(
            code=row["code"],
            name_vi=row["name_vi"],
            kind=row["kind"],
            organ_id=row["organ_id"],
            aliases=_list(row["aliases"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        for row in _rows("provinces")
    )


@cache
def former_provinces() -> tuple[FormerProvince, ...]:
    """Return the provinces whose name ended on 2025-06-30, by name."""
    return tuple(
        FormerProvince(
            name_vi=row["name_vi"],
            kind=row["kind"],
            valid_to=date.fromisoformat(row["valid_to"]),
            successor=row["successor"],
        )
        for row in _rows("former_provinces")
    )


@cache
def communes() -> tuple[Commune, ...]:
    """Return the units of the lower tier, in code order."""
    return tuple(
        Commune(
            code=row["code"],
            name_vi=row["name_vi"],
            province_code=row["province_code"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        for row in _rows("communes")
    )


@cache
def sectors() -> tuple[Sector, ...]:
    """Return the fields of government."""
    return tuple(
        Sector(
            code=row["code"],
            name_vi=row["name_vi"],
            name_en=row["name_en"],
            lead_agencies=_list(row["lead_agencies"]),
            keywords=_list(row["keywords"]),
        )
        for row in _rows("sectors")
    )


@lru_cache(maxsize=1_000)
def document_types_of(code: str) -> tuple[DocumentType, ...]:
    """Return the types of documents that share a code, State before Party."""
    return tuple(kind for kind in document_types() if kind.code == code)


@cache
def document_types() -> tuple[DocumentType, ...]:
    """Return the types of documents, State before Party."""
    return tuple(
        DocumentType(
            code=row["code"],
            name_vi=row["name_vi"],
            name_en=row["name_en"],
            family=row["family"],
            has_year=row["has_year"],
            is_guidance=row["is_guidance"] == "yes",
        )
        for row in _rows("document_types")
    )


@cache
def relation_kinds() -> tuple[RelationKind, ...]:
    """Return the kinds of relations between documents."""
    return tuple(RelationKind(**row) for row in _rows("relation_kinds"))


@cache
def holidays() -> tuple[Holiday, ...]:
    """Return the special days from 2025 on, in order; the administrator may change them."""
    return tuple(
        Holiday(
            day=date.fromisoformat(row["day"]),
            name=row["name"],
            kind=row["kind"],
            status=row["status"],
        )
        for row in _rows("holidays")
    )


@cache
def abbreviations() -> tuple[Abbreviation, ...]:
    """Return the abbreviations of official prose."""
    return tuple(
        Abbreviation(
            code=row["code"], meaning=row["meaning"], is_ambiguous=row["is_ambiguous"] == "yes"
        )
        for row in _rows("abbreviations")
    )


def _rows(table: str) -> Iterator[dict[str, str]]:
    source = resources.files("directives.reference").joinpath(f"{table}.csv")
    yield from csv.DictReader(source.read_text(encoding="utf-8").splitlines())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()
