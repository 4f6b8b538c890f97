"""A correction of a day does not make impossible what documents are confirmed to do."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session

from directives.errors import ConfirmedActImpossible, HiddenActImpossible
from directives.models.base import saved_id
from directives.models.document import Document
from directives.services.documents import correct
from directives.services.relation_decisions import change_days
from directives.services.validity import validities
from directives.store.documents import list_relations
from directives.vocabulary import RecordState, RelationKind, Role, Validity
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


def test_what_acts_does_not_begin_before_what_it_acts_on_was_there(
    session: Session, old: Document, new: Document
) -> None:
    """Also where only its own effect says when it begins, and whichever end is corrected."""
    early = EARLIER - timedelta(days=1)
    with pytest.raises(ConfirmedActImpossible, match="1/2025/NĐ-CP") as refused:
        mend(session, new, effective_on=early)
    assert refused.value.field == "effective_on"
    mend(session, new, effective_on=EARLIER)
    with pytest.raises(ConfirmedActImpossible, match="2/2025/NĐ-CP") as refused:
        mend(session, old, issued_on=EARLIER + timedelta(days=1))
    assert refused.value.field == "issued_on"
    mend(session, old, issued_on=early)
    mend(session, old, type_code="TT", type_name="Thông tư")


def test_a_day_said_of_the_relation_lets_its_source_take_effect_earlier(
    session: Session, old: Document, new: Document
) -> None:
    (relation,) = list_relations(session, [saved_id(new)])
    system = make_actor(session, Role.SYSTEM)
    key, reason = saved_id(relation), "hồi tố"
    change_days(session, system, key, acts_from=EARLIER, acts_to=None, reason=reason, now=NOW)

    mend(session, new, effective_on=date(2024, 3, 1))

    assert validities(session, [old], today=EARLIER)[saved_id(old)] is Validity.SUPERSEDED


def test_a_correction_does_not_let_a_suspension_end_before_it_begins(
    session: Session, old: Document
) -> None:
    new = make_document(session, issued_on=LATER, number_as_printed="3/2025/NĐ-CP")
    relate(session, new, RelationKind.SUSPENDS_EFFECT, old, acts_to=LATER)

    with pytest.raises(ConfirmedActImpossible, match="1/2025/NĐ-CP") as refused:
        mend(session, new, effective_on=LATER + timedelta(days=1))
    assert refused.value.field == "effective_on"
    mend(session, new, effective_on=LATER)


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
