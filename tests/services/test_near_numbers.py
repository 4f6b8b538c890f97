import pytest
from sqlmodel import Session

from directives.services.near_numbers import MOST, near_numbers
from directives.vocabulary import RecordState
from tests.factories import make_document


def numbers(session: Session, typed: str) -> list[str | None]:
    return [document.number for document in near_numbers(session, typed)]


def test_the_same_head_comes_before_one_close_to_it(session: Session) -> None:
    make_document(session, number_as_printed="97010/QĐ-BNV", type_code="QĐ")
    make_document(session, number_as_printed="9701/QĐ-BNV", type_code="QĐ")
    make_document(session, number_as_printed="97019/BNV-TCBC")
    make_document(session, number_as_printed="97930/QĐ-BNV", type_code="QĐ")
    make_document(session, number_as_printed="97011/BNV-TCBC")

    found = numbers(session, "97011/QĐ-BNV")

    assert found[0] == "97011/BNV-TCBC"
    assert set(found[1:3]) == {"97010/QĐ-BNV", "9701/QĐ-BNV"}
    assert found[3:] == ["97019/BNV-TCBC"]


def test_few_are_offered(session: Session) -> None:
    for serial in range(MOST + 1):
        make_document(session, number_as_printed=f"9701{serial}/BNV-TCBC")

    assert len(numbers(session, "97015")) == MOST


@pytest.mark.parametrize("typed", ["phụ cấp", "hướng dẫn thi hành " * 5 + "878/QĐ-BNV"])
def test_words_have_no_near_number(session: Session, typed: str) -> None:
    assert numbers(session, typed) == []


def test_a_draft_is_near_to_nothing(session: Session) -> None:
    make_document(session, number_as_printed="97011/BNV-TCBC", state=RecordState.DRAFT)

    assert "97011/BNV-TCBC" not in numbers(session, "97011")
