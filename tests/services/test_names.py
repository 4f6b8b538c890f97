import pytest
from sqlmodel import Session

from directives.errors import ValueUnknown
from directives.models.base import saved_id
from directives.rules.permissions import PUBLIC
from directives.services.names import document_named, place_named, sector_codes, sector_named
from directives.vocabulary import RecordState
from tests.factories import make_document


def test_each_sector_has_its_code(session: Session) -> None:
    codes = sector_codes(session)

    assert codes[sector_named(session, "dat-dai", field="sector").id or 0] == "dat-dai"


def test_a_document_is_named_by_its_key_or_its_number(session: Session) -> None:
    document = make_document(session, number_as_printed="77/BNV-TCBC")
    draft = make_document(session, number_as_printed="78/BNV-TCBC", state=RecordState.DRAFT)

    def named(text: str) -> int:
        return saved_id(document_named(session, PUBLIC, text, field="document"))

    assert named(str(document.id)) == named("77/BNV-TCBC") == document.id
    for text in ("79/BNV-TCBC", "không phải số", "9" * 30, "1/" * 50, str(draft.id), ""):
        with pytest.raises(ValueUnknown):
            named(text)


def test_a_place_of_today_is_named_by_code_or_by_a_name_that_is_its_alone(session: Session) -> None:
    assert place_named(session, "00004", field="to").name == "Phường Ba Đình"
    assert place_named(session, "phuong ba dinh", field="to").code == "00004"
    for unknown in ("cu-binh-thuan", "Xã Không Có"):
        with pytest.raises(ValueUnknown):
            place_named(session, unknown, field="to")
