"""What a promise says of itself holds: its type, its date, where it was said."""

import unicodedata
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from directives.errors import DirectivesError
from directives.models.base import saved_id
from directives.services.commitments import move
from directives.vocabulary import Role
from tests.factories import NOW, make_actor, make_commitment, make_document
from tests.services.test_commitments import LATER, moved_to
from tests.services.test_coverage_links import with_provision, with_text

SAID = "Bộ Nội vụ ban hành thông tư trước ngày 15/10/2025."


@pytest.fixture
def source(session: Session) -> int:
    """A document with a text and one article, which says what is promised."""
    document = make_document(session)
    with_text(session, document, f"Điều 1. Việc chung\n{SAID}\nNơi nhận: như trên.")
    with_provision(session, document, SAID)
    return saved_id(document)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"expected_type_code": "ZZZ"}, "expected_type_code"),
        ({"due_from": None, "due_to": date(2025, 9, 30)}, "due_to"),
        ({"source_quote": "Bộ Tài chính ban hành nghị định."}, "source_quote"),
        ({"source_quote": "Nơi nhận", "source_provision_id": "dieu-1"}, "source_quote"),
        ({"source_quote": SAID, "source_provision_id": "dieu-99"}, "source_provision_id"),
        ({"source_document_id": None, "source_provision_id": "dieu-1"}, "source_provision_id"),
    ],
)
def test_a_promise_that_contradicts_its_source_or_itself_is_refused(
    session: Session, source: int, said: dict[str, Any], field: str
) -> None:
    sourced = {"source_document_id": source, "source_quote": SAID}
    with pytest.raises(DirectivesError) as refused:
        make_commitment(session, **{**sourced, **said})

    assert refused.value.field == field


def test_the_words_may_be_broken_and_composed_otherwise(session: Session, source: int) -> None:
    quote = unicodedata.normalize("NFD", SAID.replace(" ", "\n  "))

    made = make_commitment(
        session,
        source_document_id=source,
        source_provision_id="dieu-1",
        source_quote=quote,
        expected_type_code="TT",
    )

    assert made.source_provision_id == "dieu-1"


def test_without_a_text_the_words_are_taken_as_given(session: Session) -> None:
    stub = saved_id(make_document(session, is_stub=True))

    assert make_commitment(session, source_document_id=stub, source_quote=SAID, now=NOW).id


def test_a_date_is_not_moved_before_the_promise(session: Session) -> None:
    key, actor = saved_id(make_commitment(session)), make_actor(session, Role.OVERSIGHT)

    with pytest.raises(DirectivesError) as refused:
        move(session, actor, key, moved_to(date(2025, 9, 30)), now=LATER)

    assert refused.value.code == "due_before_promise"
