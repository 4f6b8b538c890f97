"""What a correction of a document must not break."""

from typing import Any

from sqlmodel import Session

from directives.errors import (
    AgencyNotFound,
    DocumentAlreadyRegistered,
    ExpiryBeforeEffect,
    NotADocumentNumber,
    StubNotPublished,
    UnknownField,
)
from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Document
from directives.rules.document_number import DocumentNumber
from directives.rules.identity import series_of
from directives.services.document_facts import FIELDS
from directives.services.publication import NEEDED
from directives.store.documents import list_by_key
from directives.vocabulary import RecordState

# A number is corrected as it is printed; the column `number` follows from it.
_CORRECTED_AS = {"number": "number_as_printed"}
_NOT_CORRECTED = {"state", "is_stub", "is_illustration"}


def check_correction(session: Session, document: Document, values: dict[str, object]) -> None:
    """Check what a document would be after a correction.

    Raises:
        UnknownField: there is no such field, or it changes by publishing and registering only.
        NotADocumentNumber: the new number is none.
        AgencyNotFound: the new issuer is not known.
        ExpiryBeforeEffect: it would expire before it takes effect.
        StubNotPublished: a published document would lose its number, title or date.
        DocumentAlreadyRegistered: another document has that issuer, number and year.
    """
    for field in values:
        if field not in FIELDS or field in _NOT_CORRECTED:
            raise UnknownField(field=field, name=field)
    if document.state is RecordState.PUBLISHED and not document.is_stub:
        emptied = [
            words
            for column, words in NEEDED.items()
            if not values.get(_CORRECTED_AS.get(column, column), True)
        ]
        if emptied:
            raise StubNotPublished(missing=", ".join(emptied))
    after: dict[str, Any] = {
        field: FIELDS[field](values[field]) if field in values else getattr(document, field)
        for field in ("number_as_printed", "issuer_id", "issued_on", "effective_on", "expires_on")
    }
    begins, ends, issuer_id = after["effective_on"], after["expires_on"], after["issuer_id"]
    if begins and ends and ends < begins:
        raise ExpiryBeforeEffect(field="expires_on", expires_on=ends, effective_on=begins)
    if issuer_id and session.get(Agency, issuer_id) is None:
        raise AgencyNotFound(field="issuer_id", agency=issuer_id)
    number = _number(after["number_as_printed"])
    series = series_of(number, after["issued_on"]) if number else None
    identity = (number.key if number else None, issuer_id, series)
    if identity == (document.key_exact, document.issuer_id, document.series):
        return  # whatever shares it was there before, and a person let both stand
    for other in list_by_key(session, number.key) if number else []:
        if other is not document and (other.issuer_id, other.series) == (issuer_id, series):
            raise DocumentAlreadyRegistered(number=other.number, document_id=saved_id(other))


def _number(printed: str | None) -> DocumentNumber | None:
    if not printed:
        return None
    try:
        return DocumentNumber.parse(printed)
    except NotADocumentNumber as refused:
        refused.field = "number_as_printed"
        raise
