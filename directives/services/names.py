"""Agencies, sectors and types as programs and people name them."""

from sqlmodel import Session

from directives.errors import NotADocumentNumber, ValueInvalid, ValueUnknown
from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Document
from directives.models.gap import Gap
from directives.models.place import Place
from directives.models.sector import Sector
from directives.reference.tables import document_types
from directives.rules.document_number import parse_all
from directives.rules.permissions import Actor, allows, check_can_read_document
from directives.rules.provision_references import find_provisions
from directives.rules.vietnamese import fold
from directives.store.agencies import (
    find_agency_by_code,
    find_agency_by_name,
    find_place,
    find_sector,
    list_agencies,
    list_sectors,
)
from directives.store.documents import (
    find_provision,
    has_type,
    list_by_key,
    list_documents_by_ids,
    list_provisions,
)
from directives.store.gaps import find_gap, find_gap_by_code
from directives.store.places import list_places_named
from directives.translation import N_

_ONE_PROVISION = N_("Hãy viết một điều, khoản hoặc điểm, ví dụ: khoản 2 Điều 5.")
_NO_SUCH_PROVISION = N_("Văn bản không có điều, khoản này.")
_LARGEST_KEY = 2**63 - 1
_LONGEST_NUMBER = 60


def agency_named(session: Session, text: str, *, field: str) -> Agency:
    """Return the agency with this key, abbreviation or name.

    Raises:
        ValueUnknown: there is none, or several share the abbreviation.
    """
    if text.isascii() and text.isdigit():
        key = int(text[:20])
        found = next(iter(list_agencies(session, [key] if key <= _LARGEST_KEY else [])), None)
    else:
        found = find_agency_by_code(session, text) or find_agency_by_name(session, text)
    if found is None:
        raise ValueUnknown(field=field, value=text)
    return found


def document_named(session: Session, actor: Actor, text: str, *, field: str) -> Document:
    """Return the document with this key or number, as far as the actor may know of it.

    Raises:
        ValueUnknown: there is none, or several bear the number.
    """
    if text.isascii() and text.isdigit():
        key = int(text[:20])
        found = list_documents_by_ids(session, [key] if key <= _LARGEST_KEY else [])
    else:
        found = [one for key in _keys(text) for one in list_by_key(session, key)]
    readable = [
        one
        for one in found
        if allows(check_can_read_document, actor, one.state, one.owner_agency_id)
    ]
    if len(readable) != 1:
        raise ValueUnknown(field=field, value=text)
    return readable[0]


def document_id_named(session: Session, actor: Actor, text: str, *, field: str) -> int | None:
    """Return the key of the document that is named (`document_named`); none for no words."""
    return saved_id(document_named(session, actor, text, field=field)) if text else None


def _keys(text: str) -> list[str]:
    try:
        return [number.key for number in parse_all(text)] if len(text) <= _LONGEST_NUMBER else []
    except NotADocumentNumber:
        return []


def gap_named(session: Session, text: str, *, field: str) -> Gap:
    """Return the gap with this key or code, in small or capital letters.

    Raises:
        ValueUnknown: there is none.
    """
    if text.isascii() and text.isdigit():
        key = int(text[:20])
        found = find_gap(session, key) if key <= _LARGEST_KEY else None
    else:
        found = find_gap_by_code(session, text.upper())
    if found is None:
        raise ValueUnknown(field=field, value=text)
    return found


def provision_named(
    session: Session, document: Document, text: str, *, field: str, must_exist: bool = True
) -> str:
    """Return the address of a provision that people name, "khoản 2 Điều 5"; empty for no words.

    Raises:
        ValueInvalid: the words name none or several; or the text is held and has no such one,
            which must exist.
    """
    words = text.strip()
    if not words:
        return ""
    key = saved_id(document)
    if find_provision(session, key, words) is not None:
        return words
    named = find_provisions(words)
    if len(named) != 1:
        raise ValueInvalid(field=field, reason=_ONE_PROVISION)
    found = named[0].id
    is_known = find_provision(session, key, found) is not None
    if must_exist and not is_known and list_provisions(session, [key]):
        raise ValueInvalid(field=field, reason=_NO_SUCH_PROVISION)
    return found


def place_named(session: Session, text: str, *, field: str) -> Place:
    """Return the place of today with this code or name.

    Raises:
        ValueUnknown: there is none, or several share the name.
    """
    by_code = find_place(session, text)
    found = [by_code] if by_code else list_places_named(session, fold(text))
    if len(found) != 1 or found[0].valid_to is not None:
        raise ValueUnknown(field=field, value=text)
    return found[0]


def sector_named(session: Session, code: str, *, field: str) -> Sector:
    """Return the sector with this code.

    Raises:
        ValueUnknown: there is none.
    """
    found = find_sector(session, code)
    if found is None:
        raise ValueUnknown(field=field, value=code)
    return found


def check_type(session: Session, code: str, *, field: str) -> None:
    """Check that documents of this type can be: it is in the table, or the catalogue has some.

    Raises:
        ValueUnknown: nothing has this abbreviation.
    """
    if all(kind.code != code for kind in document_types()) and not has_type(session, code):
        raise ValueUnknown(field=field, value=code)


def sector_codes(session: Session) -> dict[int, str]:
    """Return the code of each sector by its key."""
    return {saved_id(sector): sector.code for sector in list_sectors(session)}
