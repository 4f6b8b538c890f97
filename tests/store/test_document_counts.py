from datetime import date

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import DocumentSector
from directives.store.agencies import find_sector
from directives.store.document_counts import (
    count_by_issuer,
    count_by_sector,
    count_by_type,
    count_by_year,
)
from directives.store.documents import DocumentFilter, count_documents
from directives.vocabulary import RecordState
from tests.factories import agency_id, make_document

ALL = DocumentFilter()


def test_documents_are_counted_by_what_a_list_can_filter(session: Session) -> None:
    finance = agency_id(session, "BTC")
    letters = [make_document(session) for _ in range(2)]
    decision = make_document(
        session,
        number_as_printed="77/QĐ-BTC",
        type_code="QĐ",
        issuer_id=finance,
        issued_on=date(2026, 1, 5),
    )
    make_document(session, state=RecordState.DRAFT)
    land = find_sector(session, "dat-dai")
    assert land is not None
    for document in (letters[0], decision):
        key = saved_id(document)
        session.add(DocumentSector(document_id=key, sector_id=saved_id(land)))
    session.flush()

    assert count_by_type(session, ALL) == [("CV", 2), ("QĐ", 1)]
    assert count_by_issuer(session, ALL) == [(agency_id(session, "BNV"), 2), (finance, 1)]
    assert count_by_sector(session, ALL) == [(land, 2)]
    assert count_by_year(session, ALL) == [(2026, 1), (2025, 2)]


def test_a_count_equals_the_list_it_leads_to(session: Session) -> None:
    make_document(session)
    make_document(session, type_code="QĐ", is_stub=True)

    for wanted in (ALL, DocumentFilter(with_stubs=True)):
        counted = sum(count for _, count in count_by_type(session, wanted))
        assert counted == count_documents(session, wanted)
