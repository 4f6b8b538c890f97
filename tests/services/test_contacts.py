from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from directives.errors import (
    AccountNotFound,
    AgencyNotFound,
    ContactNotFound,
    DirectivesError,
    PlaceNotFound,
    RightMissing,
    ValueInvalid,
)
from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.contact import NewAbsence, NewContact
from directives.rules.permissions import Actor
from directives.services.contacts import (
    cancel_absence,
    change_contact,
    get_contact,
    name_contact,
    record_absence,
    set_address_state,
)
from directives.store.contacts import Reachable, list_absences, list_out_of_reach
from directives.vocabulary import AddressState, Audience, Role
from tests.factories import NOW, TODAY, agency_id, make_actor, make_contact


def said(session: Session, **overrides: Any) -> NewContact:
    values = {
        "agency_id": agency_id(session, "BNV"),
        "name": "Nguyễn Văn Mẫu",
        "email": "mau@bo.example",
        "valid_from": date(2025, 3, 1),
    }
    return NewContact.model_validate({**values, **overrides})


@pytest.fixture
def admin(session: Session) -> Actor:
    return make_actor(session, Role.ADMINISTRATOR)


def actions(session: Session) -> list[str]:
    events = session.exec(select(AuditEvent).where(AuditEvent.subject_kind == "contact")).all()
    return [one.action for one in events]


def test_a_named_person_is_reached_and_the_change_is_in_the_log(
    session: Session, admin: Actor
) -> None:
    name_contact(session, admin, said(session), now=NOW)

    body = agency_id(session, "BNV")
    assert [c.name for c in Reachable(session, TODAY).of(body, Audience.PERSON)] == [
        "Nguyễn Văn Mẫu"
    ]
    assert actions(session) == ["contact.name"]


def test_a_deputy_has_the_duty_of_the_head_and_follows_it(session: Session, admin: Actor) -> None:
    head = name_contact(session, admin, said(session, is_head=True), now=NOW)
    deputy = name_contact(session, admin, said(session, deputy_of_id=head.id), now=NOW)
    assert (deputy.is_head, deputy.office) == (True, False)

    change_contact(session, admin, saved_id(head), said(session, office=True), now=NOW)

    assert (deputy.is_head, deputy.office) == (False, True)


@pytest.mark.parametrize(
    ("overrides", "refusal"),
    [
        ({"agency_id": 10**6}, AgencyNotFound),
        ({"agency_id": None, "place_code": "99999"}, PlaceNotFound),
        ({"account_id": 10**6}, AccountNotFound),
        ({"deputy_of_id": 10**6}, ContactNotFound),
    ],
)
def test_what_is_not_known_is_refused(
    session: Session, admin: Actor, overrides: dict[str, Any], refusal: type[DirectivesError]
) -> None:
    with pytest.raises(refusal):
        name_contact(session, admin, said(session, **overrides), now=NOW)


def test_nobody_stands_in_for_another_body_a_deputy_or_oneself(
    session: Session, admin: Actor
) -> None:
    other = make_contact(session, agency_id=agency_id(session, "BTC"))
    head = make_contact(session)
    deputy = make_contact(session, deputy_of_id=head.id)

    for wrong in (other, deputy):
        with pytest.raises(ValueInvalid):
            name_contact(session, admin, said(session, deputy_of_id=wrong.id), now=NOW)
    new = said(session, deputy_of_id=head.id)
    with pytest.raises(ValueInvalid):
        change_contact(session, admin, saved_id(head), new, now=NOW)


def test_a_new_address_is_taken_to_work(session: Session, admin: Actor) -> None:
    person = make_contact(session, address_state=AddressState.BROKEN)
    key, kept = saved_id(person), said(session, email=person.email)

    assert change_contact(session, admin, key, kept, now=NOW).address_state == "broken"
    assert change_contact(session, admin, key, said(session), now=NOW).address_state == "works"


def test_a_person_does_not_change_the_body(session: Session, admin: Actor) -> None:
    person = make_contact(session)

    new = said(session, agency_id=agency_id(session, "BTC"))
    with pytest.raises(ValueInvalid) as refused:
        change_contact(session, admin, saved_id(person), new, now=NOW)

    assert refused.value.field == "agency_id"


def test_a_broken_address_is_marked_once(session: Session, admin: Actor) -> None:
    key = saved_id(make_contact(session))

    for _ in range(2):
        set_address_state(session, admin, key, AddressState.BROKEN, now=NOW)

    assert get_contact(session, key).address_state is AddressState.BROKEN
    assert actions(session) == ["contact.address_broken"]


def test_an_absence_is_recorded_and_taken_back_once(session: Session, admin: Actor) -> None:
    person, other = make_contact(session), make_contact(session)
    new = NewAbsence(
        contact_id=saved_id(person), from_on=TODAY, to_on=TODAY, deputy_id=saved_id(other)
    )
    absence = record_absence(session, admin, new, now=NOW)
    assert list_absences(session, [saved_id(person)], since=TODAY) == [absence]

    for _ in range(2):
        cancel_absence(session, admin, saved_id(absence), now=NOW)

    assert list_absences(session, [saved_id(person)], since=TODAY) == []
    assert actions(session) == ["contact.absent", "contact.back"]


def test_who_stands_in_is_somebody_else_of_the_same_body(session: Session, admin: Actor) -> None:
    person = saved_id(make_contact(session))
    stranger = saved_id(make_contact(session, agency_id=agency_id(session, "BTC")))

    for deputy in (person, stranger):
        new = NewAbsence(contact_id=person, from_on=TODAY, to_on=TODAY, deputy_id=deputy)
        with pytest.raises(ValueInvalid):
            record_absence(session, admin, new, now=NOW)
    with pytest.raises(ContactNotFound):
        cancel_absence(session, admin, 10**6, now=NOW)


def test_only_administrators_change_who_is_told(session: Session) -> None:
    drafter, key = make_actor(session), saved_id(make_contact(session))

    with pytest.raises(RightMissing):
        name_contact(session, drafter, said(session), now=NOW)
    with pytest.raises(RightMissing):
        change_contact(session, drafter, key, said(session), now=NOW)
    with pytest.raises(RightMissing):
        set_address_state(session, drafter, key, AddressState.BROKEN, now=NOW)
    new = NewAbsence(contact_id=key, from_on=TODAY, to_on=TODAY)
    with pytest.raises(RightMissing):
        record_absence(session, drafter, new, now=NOW)
    with pytest.raises(RightMissing):
        cancel_absence(session, drafter, 1, now=NOW)


def test_bodies_without_anybody_who_is_there_are_listed(session: Session) -> None:
    before = {one.name for one in list_out_of_reach(session, TODAY)}
    make_contact(session)
    make_contact(session, agency_id=None, place_code="15")
    make_contact(session, agency_id=agency_id(session, "BTC"), address_state=AddressState.BROKEN)

    after = {one.name for one in list_out_of_reach(session, TODAY)}

    assert before - after == {"Bộ Nội vụ", "Ủy ban nhân dân tỉnh Lào Cai"}


def test_a_body_that_is_no_more_is_not_missed(session: Session) -> None:
    listed = list_out_of_reach(session, TODAY)

    assert all(one.valid_to is None or one.valid_to >= TODAY for one in listed)
