from datetime import date

import pytest
from sqlmodel import Session

from directives.errors import ValueUnknown
from directives.models.base import saved_id
from directives.models.document import DocumentSector
from directives.rules.permissions import PUBLIC, Actor
from directives.services.document_list import ListFilter, view_documents
from directives.services.names import sector_named
from directives.vocabulary import RecordState, Role, Validity
from tests.factories import TODAY, agency_id, make_actor, make_document

ALL = ListFilter()


def numbers(session: Session, actor: Actor, wanted: ListFilter = ALL) -> list[str | None]:
    page = view_documents(session, actor, wanted, today=TODAY, limit=20)
    assert page.total == len(page.lines)
    return [line.document.number for line in page.lines]


def test_the_newest_issue_comes_first_and_a_page_knows_the_whole(session: Session) -> None:
    for month in (7, 9, 8):
        make_document(session, issued_on=date(2025, month, 1), title=f"Tháng {month}")

    page = view_documents(session, PUBLIC, ALL, today=TODAY, limit=1, offset=1)

    assert [line.document.title for line in page.lines] == ["Tháng 8"]
    assert page.total == 3


def test_a_line_says_who_issued_and_what_holds(session: Session) -> None:
    document = make_document(session)
    sector = sector_named(session, "dat-dai", field="sector")
    session.add(DocumentSector(document_id=saved_id(document), sector_id=saved_id(sector)))
    session.flush()

    (line,) = view_documents(session, PUBLIC, ALL, today=TODAY, limit=20).lines

    assert line.issuer is not None
    assert (line.issuer.code, line.validity) == ("BNV", Validity.IN_FORCE)
    assert [sector.code for sector in line.sectors] == ["dat-dai"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (ListFilter(), {"81/BTC-VP", "82/QĐ-BNV"}),
        (ListFilter(type="QĐ"), {"82/QĐ-BNV"}),
        (ListFilter(agency="BTC"), {"81/BTC-VP"}),
        (ListFilter(agency="bo tai chinh"), {"81/BTC-VP"}),
        (ListFilter(year=2024), {"82/QĐ-BNV"}),
        (ListFilter(sector="dat-dai"), set()),
        (ListFilter(agency="9" * 30), None),
        (ListFilter(agency="UBND"), None),
        (ListFilter(type="XYZ"), None),
        (ListFilter(sector="khong-co"), None),
    ],
)
def test_a_list_is_filtered_by_what_is_known(
    session: Session, wanted: ListFilter, found: set[str] | None
) -> None:
    make_document(session, number_as_printed="81/BTC-VP", issuer_id=agency_id(session, "BTC"))
    make_document(
        session, number_as_printed="82/QĐ-BNV", type_code="QĐ", issued_on=date(2024, 5, 1)
    )

    if found is None:
        with pytest.raises(ValueUnknown):
            numbers(session, PUBLIC, wanted)
    else:
        assert set(numbers(session, PUBLIC, wanted)) == found


def test_an_issuer_is_named_by_its_key_too(session: Session) -> None:
    make_document(session, number_as_printed="83/BNV-VP")

    wanted = ListFilter(agency=str(agency_id(session, "BNV")))

    assert numbers(session, PUBLIC, wanted) == ["83/BNV-VP"]


def test_a_type_of_the_catalogue_alone_can_be_asked_for(session: Session) -> None:
    make_document(session, number_as_printed="84/BNV-VP", type_code="LẠ")

    assert numbers(session, PUBLIC, ListFilter(type="LẠ")) == ["84/BNV-VP"]


def test_drafts_are_listed_to_their_own_agency_only(session: Session) -> None:
    own = make_actor(session)
    make_document(session, own, number_as_printed="85/BNV-VP", state=RecordState.DRAFT)

    assert numbers(session, PUBLIC) == []
    assert numbers(session, make_actor(session, agency_id=agency_id(session, "BTC"))) == []
    assert numbers(session, make_actor(session, Role.OVERSIGHT)) == []
    assert numbers(session, own) == ["85/BNV-VP"]
    assert numbers(session, make_actor(session, Role.ADMINISTRATOR)) == ["85/BNV-VP"]
