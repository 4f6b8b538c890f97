from datetime import date, timedelta

import pytest
from sqlmodel import Session

from directives.errors import (
    RightMissing,
    SuspicionClosed,
    SuspicionNotFound,
    ValueInvalid,
)
from directives.models.base import saved_id
from directives.models.document import Document
from directives.models.suspicion import Suspicion
from directives.services.suspicion_decisions import (
    Ruling,
    decide_suspicion,
    get_suspicion,
    may_fall,
)
from directives.services.validity import validities
from directives.store.suspicions import list_decisions_of, list_open, list_suspicions_of
from directives.vocabulary import RelationKind, Role, SuspicionOutcome, Validity
from tests.factories import NOW, TODAY, make_actor, make_document
from tests.services.test_suspicions import BEFORE, relate

A_DAY = timedelta(days=1)
KEPT = Ruling(SuspicionOutcome.CLEARED, "Công văn 12 thông báo giữ nguyên hiệu lực")


@pytest.fixture
def detailing(session: Session) -> Document:
    """A document that details a law which is replaced; another one is based on it."""
    law = make_document(session, issued_on=BEFORE - 400 * A_DAY)
    made = make_document(session, issued_on=BEFORE)
    relate(session, made, RelationKind.IMPLEMENTS, law)
    above = make_document(session, issued_on=BEFORE + A_DAY)
    relate(session, above, RelationKind.HAS_BASIS, made)
    relate(session, make_document(session), RelationKind.REPLACES, law)
    return made


def of(session: Session, document: Document) -> Suspicion:
    return list_open(session, subject_ids=[saved_id(document)])[0]


def test_a_detailing_document_is_proposed_to_fall_and_in_force_until_a_person_confirms(
    session: Session, detailing: Document
) -> None:
    actor = make_actor(session, Role.SYSTEM)
    suspicion = of(session, detailing)
    assert may_fall(suspicion)
    effect = validities(session, [detailing], today=TODAY)
    assert effect[saved_id(detailing)] is Validity.IN_FORCE

    ruling = Ruling(SuspicionOutcome.EXPIRED, "Điều 57 khoản 2")
    decide_suspicion(session, actor, saved_id(suspicion), ruling, now=NOW)

    assert detailing.expires_on == suspicion.holds_on - A_DAY
    effect = validities(session, [detailing], today=TODAY)
    assert effect[saved_id(detailing)] is Validity.EXPIRED
    (left,) = list_open(session)
    assert left.base_id == detailing.id  # what is based on it now rests on an expired document


@pytest.mark.parametrize("is_said_in_time", [True, False])
def test_what_details_a_document_may_fall_though_it_is_its_basis_too(
    session: Session, is_said_in_time: bool
) -> None:
    decree = make_document(session, issued_on=BEFORE - 400 * A_DAY)
    circular = make_document(session, issued_on=BEFORE)
    relate(session, circular, RelationKind.HAS_BASIS, decree)
    if is_said_in_time:
        relate(session, circular, RelationKind.IMPLEMENTS, decree)
    relate(session, make_document(session), RelationKind.AMENDS, decree)
    assert may_fall(of(session, circular)) is is_said_in_time

    if not is_said_in_time:
        relate(session, circular, RelationKind.IMPLEMENTS, decree)

    assert may_fall(of(session, circular))
    assert len(list_suspicions_of(session, saved_id(circular))) == 1


def test_those_who_oversee_confirm_that_it_fell(session: Session, detailing: Document) -> None:
    ruling = Ruling(SuspicionOutcome.EXPIRED, "Điều 57 khoản 2")
    oversight = make_actor(session, Role.OVERSIGHT)
    suspicion = of(session, detailing)
    decide_suspicion(session, oversight, saved_id(suspicion), ruling, now=NOW)

    assert detailing.expires_on == suspicion.holds_on - A_DAY


def test_the_last_day_may_be_given(session: Session, detailing: Document) -> None:
    ruling = Ruling(SuspicionOutcome.EXPIRED, "Điều 57 khoản 2", date(2025, 9, 30))

    decide_suspicion(
        session, make_actor(session, Role.SYSTEM), saved_id(of(session, detailing)), ruling, now=NOW
    )

    assert detailing.expires_on == date(2025, 9, 30)


def test_what_is_kept_is_clear_and_so_is_what_rests_on_it(
    session: Session, detailing: Document
) -> None:
    suspicion = of(session, detailing)

    decide_suspicion(session, make_actor(session, Role.SYSTEM), saved_id(suspicion), KEPT, now=NOW)

    assert list_open(session) == []
    (decision,) = list_decisions_of(session, [saved_id(suspicion)])
    assert decision.words == KEPT.words
    assert list_suspicions_of(session, saved_id(detailing)) == [suspicion]
    with pytest.raises(SuspicionClosed):
        decide_suspicion(
            session, make_actor(session, Role.SYSTEM), saved_id(suspicion), KEPT, now=NOW
        )


def test_only_what_details_the_changed_document_may_fall(
    session: Session, detailing: Document
) -> None:
    above = next(one for one in list_open(session) if one.subject_id != detailing.id)
    ruling = Ruling(SuspicionOutcome.EXPIRED, "Điều 57 khoản 2")

    assert not may_fall(above)
    with pytest.raises(ValueInvalid) as refused:
        decide_suspicion(
            session, make_actor(session, Role.SYSTEM), saved_id(above), ruling, now=NOW
        )
    assert refused.value.field == "outcome"


def test_a_reason_must_be_given(session: Session, detailing: Document) -> None:
    key = saved_id(of(session, detailing))
    with pytest.raises(ValueInvalid) as refused:
        decide_suspicion(
            session,
            make_actor(session, Role.SYSTEM),
            key,
            Ruling(SuspicionOutcome.ACTED, "  "),
            now=NOW,
        )
    assert refused.value.field == "words"


def test_the_owner_and_those_who_oversee_decide(session: Session, detailing: Document) -> None:
    key = saved_id(of(session, detailing))
    with pytest.raises(RightMissing):
        decide_suspicion(session, make_actor(session), key, KEPT, now=NOW)
    with pytest.raises(RightMissing):
        decide_suspicion(session, make_actor(session, Role.OFFICER), key, KEPT, now=NOW)

    decide_suspicion(session, make_actor(session, Role.OVERSIGHT), key, KEPT, now=NOW)


def test_there_must_be_one(session: Session) -> None:
    with pytest.raises(SuspicionNotFound):
        get_suspicion(session, make_actor(session), 4711)


def test_who_looks_looks_at_all_that_happened_to_the_base_and_a_later_change_is_new(
    session: Session,
) -> None:
    actor = make_actor(session, Role.SYSTEM)
    law = make_document(session, issued_on=BEFORE - 400 * A_DAY)
    upper = make_document(session, issued_on=BEFORE)
    relate(session, upper, RelationKind.GUIDES, law)
    first = make_document(session, issued_on=BEFORE + A_DAY)
    relate(session, first, RelationKind.AMENDS, law)
    relate(session, make_document(session, issued_on=BEFORE + 2 * A_DAY), RelationKind.AMENDS, law)
    (found,) = list_open(session)
    assert found.act_id == first.id  # the earliest change

    decide_suspicion(session, actor, saved_id(found), KEPT, now=NOW)
    assert list_open(session) == []
    relate(session, make_document(session), RelationKind.REPEALS, law)
    assert len(list_open(session)) == 1


def test_an_end_takes_the_place_of_an_amendment(session: Session) -> None:
    law = make_document(session, issued_on=BEFORE - 400 * A_DAY)
    upper = make_document(session, issued_on=BEFORE)
    relate(session, upper, RelationKind.GUIDES, law)
    relate(session, make_document(session), RelationKind.AMENDS, law)

    relate(session, make_document(session), RelationKind.REPLACES, law)

    assert [one.reason.value for one in list_open(session)] == ["replaced"]
