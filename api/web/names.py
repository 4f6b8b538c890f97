"""How pages name documents, agencies, sectors and places."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from api.web.words import Words
from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Document
from directives.models.place import Place
from directives.models.sector import Sector
from directives.reference.tables import document_types, document_types_of
from directives.rules.permissions import Actor, allows, check_can_read_document
from directives.store.agencies import (
    AgencyName,
    SectorName,
    list_agencies,
    list_places,
    list_sectors,
)
from directives.store.document_names import NamedDocument, list_document_names
from directives.store.documents import list_documents_by_ids
from directives.translation import N_
from directives.vocabulary import PRESS_TYPE

Named = Document | NamedDocument


@dataclass(frozen=True, slots=True)
class Link:
    """A name and the address that it leads to."""

    name: str
    url: str


def type_name(code: str, words: Words, *, printed: str = "") -> str:
    """Return the name of a document type; `printed` decides where types share a code."""
    if code == PRESS_TYPE:
        return words.say(N_("Bài báo"))
    if not code and not printed:  # types without an abbreviation are known by what is printed
        return ""
    alike = document_types_of(code)
    exact = [kind for kind in alike if kind.name_vi == printed]
    for kind in (*exact, *alike):
        if exact or not printed:
            return words.name(kind.name_vi, kind.name_en).split(" (")[0]  # "Nghị quyết (cá biệt)"
    return printed or code


def type_choices(words: Words) -> list[tuple[str, str]]:
    """Return code and name of the types that have a code, each code once."""
    codes = dict.fromkeys(kind.code for kind in document_types() if kind.code)
    return [(code, type_name(code, words)) for code in codes]


def number_of(document: Named) -> str:
    """Return the number of a document, or its title while it has none."""
    return document.number or document.number_as_printed or document.title


def document_name(document: Named, words: Words) -> str:
    """Return a document's type and number: “Công văn 16/CV-BCĐ”; its title if it has no number."""
    number = document.number or document.number_as_printed
    if not number:
        return document.title or words.say(N_("Văn bản chưa có số"))
    kind = type_name(document.type_code, words, printed=document.type_name)
    return f"{kind} {number}" if kind else number


def document_url(document_id: int, provision_id: str | None = None) -> str:
    """Return the address of a document or of its very provision."""
    return f"/van-ban/{document_id}" + (f"#{provision_id}" if provision_id else "")


def agency_name(agency: Agency | AgencyName, words: Words) -> str:
    """Return the name of an agency in the reader's language."""
    return words.name(agency.name, agency.name_en)


def sector_name(sector: Sector | SectorName, words: Words) -> str:
    """Return the name of a sector in the reader's language."""
    return words.name(sector.name, sector.name_en)


def sector_choices(session: Session, words: Words, kept: Collection[str]) -> list[tuple[str, str]]:
    """Return code and name of the sectors to choose from: retired ones only where they are kept."""
    return [
        (one.code, sector_name(one, words))
        for one in list_sectors(session)
        if one.retired_on is None or one.code in kept
    ]


def agency_names(session: Session, ids: Iterable[int | None], words: Words) -> dict[int, str]:
    """Return the names of agencies by id, in one query."""
    wanted = sorted({key for key in ids if key is not None})
    return {saved_id(a): agency_name(a, words) for a in list_agencies(session, wanted)}


def readable_documents(
    session: Session, actor: Actor, ids: Iterable[int | None]
) -> dict[int, Document]:
    """Return those documents that the actor may read, by id, in one query."""
    wanted = sorted({key for key in ids if key is not None})
    return {
        saved_id(document): document
        for document in list_documents_by_ids(session, wanted)
        if allows(check_can_read_document, actor, document.state, document.owner_agency_id)
    }


def readable_names(
    session: Session, actor: Actor, ids: Iterable[int | None]
) -> dict[int, NamedDocument]:
    """Return how those documents are named that the actor may read, by id, in one query."""
    wanted = sorted({key for key in ids if key is not None})
    return {
        document.id: document
        for document in list_document_names(session, wanted)
        if allows(check_can_read_document, actor, document.state, document.owner_agency_id)
    }


def place_names(session: Session, codes: Sequence[str]) -> dict[str, str]:
    """Return the names of places by code: “Lào Cai”, “Phường Ba Đình, Hà Nội”."""
    places = {place.code: place for place in list_places(session, sorted(set(codes)))}
    above = {place.province_code for place in places.values() if place.province_code}
    missing = sorted(above - set(places))
    provinces = {place.code: place for place in list_places(session, missing)} | places
    return {code: _place_name(place, provinces) for code, place in places.items()}


def _place_name(place: Place, provinces: dict[str, Place]) -> str:
    province = provinces.get(place.province_code or "")
    return f"{place.name}, {province.name}" if province else place.name
