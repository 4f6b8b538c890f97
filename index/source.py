"""What the index takes in: published documents, cut into the provisions that hits point at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Document, Provision
from directives.models.sector import Sector
from directives.services.validity import EffectBasis, effect_bases
from directives.store.agencies import list_agencies, list_places
from directives.store.documents import (
    count_provisions,
    list_changed,
    list_documents_by_ids,
    list_effect_changes,
    list_provisions,
    list_sectors_of,
)
from directives.vocabulary import RecordState
from index.engine import IndexedProvision, SearchEngine

PROVISIONS_AT_ONCE = 4_000
"""Provisions read into memory together; one document alone may have more."""

# Hits point at articles, paragraphs of letters, annexes: what a reader can use by itself.
_UNITS = ("dieu-", "doan-", "phu-luc-", "kem-theo-")


@dataclass(frozen=True, slots=True)
class Changes:
    """Documents to be taken in or out, and the stamp that is reached with them."""

    documents: Sequence[tuple[int, Sequence[IndexedProvision] | None]]  # None: take it out
    stamp: int

    def apply_to(self, engine: SearchEngine) -> None:
        """Put the changes into an index; the caller commits."""
        for document_id, provisions in self.documents:
            if provisions is None:
                engine.remove_document(document_id)
            else:
                engine.replace_document(document_id, provisions)


def read_changes(session: Session, after: int, *, limit: int, today: date) -> Changes:
    """Return the next documents changed since a stamp, as many as memory holds easily."""
    changed = list_changed(session, after, limit=limit)
    return _changes(session, _within_bounds(session, changed), today)


def provisions_of(session: Session, ids: Sequence[int], *, today: date) -> Changes:
    """Return documents as they are to be indexed today."""
    return _changes(session, list_documents_by_ids(session, ids), today)


def list_ids_due(session: Session, *, after: date, until: date) -> list[int]:
    """List the documents whose legal effect begins or ends in the days after `after`."""
    return [saved_id(document) for document in list_effect_changes(session, after, until)]


def whole_documents(
    session: Session, documents: Sequence[Document], *, today: date
) -> dict[int, IndexedProvision]:
    """Return published documents as an index has them, without their provisions, by id."""
    sectors = list_sectors_of(session, [saved_id(document) for document in documents])
    return {
        key: source.units([], sectors.get(key, []))[0]
        for key, source in _sources(session, documents, today).items()
    }


def _changes(session: Session, documents: Sequence[Document], today: date) -> Changes:
    sources = _sources(session, documents, today)
    ids = list(sources)
    provisions: dict[int, list[Provision]] = {}
    for provision in list_provisions(session, ids):
        provisions.setdefault(provision.document_id, []).append(provision)
    sectors = list_sectors_of(session, ids)
    rows: list[tuple[int, list[IndexedProvision] | None]] = []
    for document in documents:
        key = saved_id(document)
        source = sources.get(key)
        units = source.units(provisions.get(key, []), sectors.get(key, [])) if source else None
        rows.append((key, units))
    return Changes(rows, max((document.change_stamp for document in documents), default=0))


def _within_bounds(session: Session, documents: Sequence[Document]) -> Sequence[Document]:
    """Return the first documents, as many as have provisions that memory holds easily."""
    counts = count_provisions(session, [saved_id(document) for document in documents])
    total = 0
    for number, document in enumerate(documents):
        total += counts.get(saved_id(document), 0)
        if number and total > PROVISIONS_AT_ONCE:
            return documents[:number]
    return documents


def _sources(session: Session, documents: Sequence[Document], today: date) -> dict[int, "_Source"]:
    """Return what is indexed of those documents that everybody may see."""
    shown = [d for d in documents if d.state is RecordState.PUBLISHED]
    effect = effect_bases(session, shown)
    agencies = list_agencies(session, sorted({d.issuer_id for d in shown if d.issuer_id}))
    issuers = {saved_id(agency): agency for agency in agencies}
    provinces = _provinces(session, agencies)
    sources = {}
    for document in shown:
        key = saved_id(document)
        issuer = issuers.get(document.issuer_id or 0)
        province = provinces.get(issuer.place_code or "", "") if issuer else ""
        sources[key] = _Source(document, issuer, effect[key], today, province)
    return sources


@dataclass(frozen=True, slots=True)
class _Source:
    document: Document
    issuer: Agency | None
    effect: EffectBasis
    today: date
    province: str  # code of the province in which the issuer sits; empty for central bodies

    def units(
        self, provisions: Sequence[Provision], sectors: Sequence[Sector]
    ) -> list[IndexedProvision]:
        units = [p for p in provisions if is_unit(p.provision_id, p.parent_provision_id)]
        whole = self._indexed(None, sectors)
        return [whole, *(self._indexed(unit, sectors) for unit in units)]

    def _indexed(self, unit: Provision | None, sectors: Sequence[Sector]) -> IndexedProvision:
        document, key = self.document, saved_id(self.document)
        provision_id = unit.provision_id if unit else ""
        return IndexedProvision(
            key=f"{key}#{provision_id}",
            document_id=key,
            provision_id=provision_id,
            number=document.number or "",
            title=document.title,
            heading=f"{unit.label} {unit.heading}".strip() if unit else "",
            text=unit.text if unit else "",
            type=document.type_code,
            agency=agency_value(self.issuer),
            sectors=tuple(sector.code for sector in sectors),
            year=document.issued_on.year if document.issued_on else None,
            status=self.effect.status_of(provision_id, self.today).value,
            province=self.province,
            issued_on=document.issued_on,
        )


def _provinces(session: Session, issuers: Sequence[Agency]) -> dict[str, str]:
    """Return the province of each place in which one of the bodies sits."""
    codes = sorted({issuer.place_code for issuer in issuers if issuer.place_code})
    return {place.code: place.province_code or place.code for place in list_places(session, codes)}


def agency_value(issuer: Agency | None) -> str:
    """Return what filters and facets call a body: its abbreviation, or its name if it shares it."""
    if issuer is None:
        return ""
    return issuer.code if issuer.code and issuer.place_code is None else issuer.name


def is_unit(provision_id: str, parent: str | None) -> bool:
    """Tell whether a provision is found by itself: an article, not the clauses inside it."""
    last = provision_id.rpartition("__")[2]
    if not last.startswith(_UNITS):
        return False
    return parent is None or not parent.rpartition("__")[2].startswith(("dieu-", "doan-"))
