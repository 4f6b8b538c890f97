"""Which part of a document was changed, where that made others suspect."""

from sqlmodel import Session

from directives.models.document import Document
from directives.services.changed_parts import changed_parts
from directives.store.suspicions import list_open
from directives.vocabulary import RelationKind
from tests.factories import TODAY, make_document
from tests.services.test_suspicions import BEFORE, relate


def suspect_after(session: Session, base: Document, *parts: str) -> None:
    upper = make_document(session, issued_on=BEFORE)
    relate(session, upper, RelationKind.HAS_BASIS, base)
    act = make_document(session, issued_on=TODAY)
    for part in parts:
        relate(session, act, RelationKind.AMENDS, base, target_provision=part)


def test_the_parts_are_those_of_the_relations_that_changed_them(session: Session) -> None:
    suspect_after(session, make_document(session, issued_on=BEFORE), "dieu-1", "dieu-2")
    suspect_after(session, make_document(session, issued_on=BEFORE), "")

    parts = changed_parts(session, list_open(session))

    assert sorted(parts.values()) == ["dieu-1", "dieu-2"]


def test_what_time_ended_has_no_part(session: Session) -> None:
    base = make_document(session, issued_on=BEFORE, expires_on=BEFORE)
    suspect_after(session, base)

    assert changed_parts(session, list_open(session)) == {}
