import pytest
from sqlmodel import Session

from directives.rules.document_number import DocumentNumber
from directives.services.issuers import find_issuer, find_or_add_issuer
from directives.store.agencies import find_agency_by_name


def number(text: str) -> DocumentNumber:
    return DocumentNumber.parse(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("178/2024/NĐ-CP", "Chính phủ"),
        ("64/2025/QH15", "Quốc hội"),
        ("1659/NQ-UBTVQH15", "Ủy ban Thường vụ Quốc hội"),
        ("08/2025/TT-BNV", "Bộ Nội vụ"),
        ("15/QĐ-UBND", None),
        ("16/CV-BCĐ", None),
    ],
)
def test_a_national_body_has_its_abbreviation_to_itself(
    session: Session, text: str, name: str | None
) -> None:
    found = find_issuer(session, number(text))

    assert (found.name if found else None) == name


def test_a_shared_abbreviation_means_the_body_of_the_same_place(session: Session) -> None:
    near = find_or_add_issuer(session, "Sở Nội vụ tỉnh Bình Thuận", number("2114/TTr-SNV"))
    assert near is not None
    assert (near.place_code, near.is_verified) == ("cu-binh-thuan", False)

    found = find_issuer(session, number("2587/QĐ-UBND"), near=near)

    assert found is not None
    assert found.name == "Ủy ban nhân dân tỉnh Bình Thuận"
    assert find_issuer(session, number("5/TTr-SNV"), near=near) == near
    ministry = find_agency_by_name(session, "Bộ Nội vụ")
    assert find_issuer(session, number("15/QĐ-UBND"), near=ministry) is None


def test_a_body_not_known_yet_is_added_to_be_looked_at(session: Session) -> None:
    added = find_or_add_issuer(session, "Hiệp hội Thử nghiệm", number("1/BC-HHTN"))
    again = find_or_add_issuer(session, "HIỆP HỘI THỬ NGHIỆM", number("2/BC-HHTN"))

    assert added is not None
    assert not added.is_verified
    assert again == added


def test_a_shorter_form_of_a_name_is_the_body_of_the_abbreviation(session: Session) -> None:
    found = find_or_add_issuer(session, "Ban Chấp hành Trung ương", number("183-KL/TW"))

    assert found is not None
    assert found.code == "TW"


def test_without_name_and_number_there_is_no_issuer(session: Session) -> None:
    assert find_or_add_issuer(session, None, None) is None
