from datetime import date

import pytest
from sqlmodel import Session

from directives.errors import (
    AgencyNotFound,
    DirectivesError,
    DocumentAlreadyRegistered,
    ExpiryBeforeEffect,
    NotADocumentNumber,
    StubNotPublished,
)
from directives.services.correction_checks import check_correction
from tests.factories import agency_id, make_document


@pytest.mark.parametrize(
    ("values", "refusal", "field"),
    [
        ({"number_as_printed": "không phải số"}, NotADocumentNumber, "number_as_printed"),
        ({"number_as_printed": None}, StubNotPublished, None),
        ({"title": ""}, StubNotPublished, None),
        ({"issuer_id": 77_777}, AgencyNotFound, "issuer_id"),
        (
            {"effective_on": date(2025, 9, 1), "expires_on": date(2025, 8, 31)},
            ExpiryBeforeEffect,
            "expires_on",
        ),
    ],
)
def test_a_correction_that_would_break_a_document_is_refused(
    session: Session,
    values: dict[str, object],
    refusal: type[DirectivesError],
    field: str | None,
) -> None:
    with pytest.raises(refusal) as raised:
        check_correction(session, make_document(session), values)

    assert raised.value.field == field


def test_a_correction_cannot_take_the_identity_of_another_document(session: Session) -> None:
    make_document(session, number_as_printed="57/BNV-VP")
    other = make_document(session, number_as_printed="58/BNV-VP")

    with pytest.raises(DocumentAlreadyRegistered):
        check_correction(session, other, {"number_as_printed": "57/BNV-VP"})
    finance = {"number_as_printed": "57/BNV-VP", "issuer_id": agency_id(session, "BTC")}
    check_correction(session, other, finance)
    another_year = {"number_as_printed": "57/BNV-VP", "issued_on": date(2024, 8, 13)}
    check_correction(session, other, another_year)


def test_a_stub_may_stay_without_number_and_date(session: Session) -> None:
    stub = make_document(session, number_as_printed=None, issued_on=None, is_stub=True)

    check_correction(session, stub, {"number_as_printed": None, "issued_on": None})
