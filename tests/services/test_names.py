import pytest
from sqlmodel import Session

from directives.errors import ValueInvalid, ValueUnknown
from directives.models.base import saved_id
from directives.rules.permissions import PUBLIC
from directives.services.names import (
    document_named,
    gap_named,
    place_named,
    provision_named,
    sector_codes,
    sector_named,
)
from directives.vocabulary import RecordState
from tests.factories import make_document, make_gap
from tests.services.test_relation_entry import add_provision


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


def test_a_provision_is_named_as_people_write_it(session: Session) -> None:
    document = make_document(session)
    assert provision_named(session, document, " ", field="x") == ""
    assert provision_named(session, document, "khoản 2 Điều 5", field="x") == "dieu-5__khoan-2"
    add_provision(session, document, "dieu-1")

    assert provision_named(session, document, "dieu-1", field="x") == "dieu-1"
    assert provision_named(session, document, "Điều 9", field="x", must_exist=False) == "dieu-9"
    for wrong in ("Điều 9", "Điều 1, Điều 2", "gì đó"):
        with pytest.raises(ValueInvalid) as refused:
            provision_named(session, document, wrong, field="x")
        assert refused.value.field == "x"


def test_a_gap_is_named_by_its_key_or_code(session: Session) -> None:
    gap = make_gap(session)

    assert gap_named(session, str(gap.id), field="x") == gap
    assert gap_named(session, gap.code.lower(), field="x") == gap
    for wrong in ("KT-99", "99", "9" * 30):
        with pytest.raises(ValueUnknown):
            gap_named(session, wrong, field="x")
