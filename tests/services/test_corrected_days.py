"""A correction of a day does not make impossible what documents are confirmed to do."""

from datetime import date

import pytest
from sqlmodel import Session

from directives.errors import ConfirmedActImpossible, HiddenActImpossible
from directives.models.base import saved_id
from directives.models.document import Document
from directives.services.documents import correct
from directives.vocabulary import RecordState, RelationKind, Role
from tests.factories import NOW, make_actor, make_document
from tests.services.test_suspicions import relate

EARLIER, LATER = date(2025, 1, 1), date(2025, 2, 1)


def mend(session: Session, document: Document, **values: object) -> None:
    actor = make_actor(session, Role.SYSTEM)
    correct(session, actor, saved_id(document), values, reason="ghi nhầm", now=NOW)


@pytest.fixture
def old(session: Session) -> Document:
    return make_document(session, issued_on=EARLIER, number_as_printed="1/2025/NĐ-CP")


@pytest.fixture
def new(session: Session, old: Document) -> Document:
    document = make_document(session, issued_on=LATER, number_as_printed="2/2025/NĐ-CP")
    relate(session, document, RelationKind.REPLACES, old)
    return document


def test_what_acts_does_not_become_older_than_what_it_acts_on(
    session: Session, old: Document, new: Document
) -> None:
    with pytest.raises(ConfirmedActImpossible, match="1/2025/NĐ-CP") as refused:
        mend(session, new, issued_on=date(2024, 12, 31), effective_on=LATER)
    assert refused.value.field == "issued_on"
    with pytest.raises(ConfirmedActImpossible, match="2/2025/NĐ-CP"):
        mend(session, old, issued_on=date(2025, 2, 2))
    mend(session, new, issued_on=EARLIER)
    mend(session, new, title="Tên khác")


def test_what_was_impossible_before_may_be_corrected_step_by_step(
    session: Session, old: Document, new: Document
) -> None:
    new.issued_on = date(2024, 2, 1)

    mend(session, new, effective_on=date(2024, 3, 1))


def test_a_document_that_may_not_be_known_is_not_named(session: Session, new: Document) -> None:
    owner = make_actor(session)
    base = make_document(session, owner, issued_on=EARLIER)
    draft = make_document(session, issued_on=LATER, state=RecordState.DRAFT)
    relate(session, draft, RelationKind.REPEALS, base)

    with pytest.raises(HiddenActImpossible) as refused:
        correct(session, owner, saved_id(base), {"issued_on": NOW.date()}, reason="nhầm", now=NOW)
    assert refused.value.field == "issued_on"
