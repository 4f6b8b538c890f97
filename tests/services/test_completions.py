import pytest
from sqlmodel import Session

from directives.services.completions import completions
from directives.vocabulary import RecordState
from tests.factories import make_document


def texts(session: Session, typed: str) -> list[str]:
    return [found.text for found in completions(session, typed)]


@pytest.mark.parametrize("typed", ["97001/", "97001/b", "97001/bnv-t", "97001 /BNV", "97001"])
def test_the_beginning_of_a_number_gives_the_number(session: Session, typed: str) -> None:
    make_document(session, number_as_printed="97001/BNV-TCBC", title="Về việc thử")

    (found,) = completions(session, typed)

    assert (found.kind, found.text, found.title) == ("number", "97001/BNV-TCBC", "Về việc thử")


def test_a_number_named_in_a_short_way_is_found_once(session: Session) -> None:
    make_document(session, number_as_printed="97001/QĐ-BNV", type_code="QĐ")

    assert texts(session, "QĐ 97001") == ["97001/QĐ-BNV"]
    assert texts(session, "97001/QĐ") == ["97001/QĐ-BNV"]


def test_words_of_a_title_are_found_without_marks_at_the_start_of_a_word(session: Session) -> None:
    make_document(session, title="Cách ghi sổ hộ tịch viễn xứ")
    make_document(session, title="Viễn xứ: cách ghi sổ")
    make_document(session, title="Viễn xứ: cách ghi sổ")

    assert texts(session, "vien x") == ["Viễn xứ: cách ghi sổ", "Cách ghi sổ hộ tịch viễn xứ"]
    assert texts(session, "VIỄN XỨ") == texts(session, "vien xu")
    assert texts(session, "ien xu") == []


@pytest.mark.parametrize("typed", ["", "v", "%", "__", "vien_x", "v" * 101])
def test_what_is_too_short_too_long_or_no_text_completes_nothing(
    session: Session, typed: str
) -> None:
    make_document(session, title="Viễn xứ")

    assert texts(session, typed) == []


@pytest.mark.parametrize("state", [RecordState.DRAFT, RecordState.WITHDRAWN])
def test_what_is_not_published_completes_nothing(session: Session, state: RecordState) -> None:
    make_document(session, number_as_printed="97001/BNV-TCBC", title="Viễn xứ kín", state=state)

    assert texts(session, "97001") == texts(session, "vien xu") == texts(session, "CV 97001") == []
