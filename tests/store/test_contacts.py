from datetime import date, datetime

import pytest
from sqlmodel import Session, select

from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.contact import Absence
from directives.store.contacts import Reachable
from directives.vocabulary import AddressState, Audience, Role
from tests.factories import NOW, TODAY, agency_id, make_account, make_contact


def told(session: Session, rung: Audience, *, code: str = "BNV", on: date = TODAY) -> list[str]:
    return [one.name for one in Reachable(session, on).of(agency_id(session, code), rung)]


def test_each_rung_reaches_its_own_people(session: Session) -> None:
    make_contact(session, name="Người làm")
    make_contact(session, name="Trưởng", is_head=True)
    make_contact(session, name="Văn phòng", office=True)
    make_contact(session, name="Bộ khác", agency_id=agency_id(session, "BTC"))

    assert told(session, Audience.PERSON) == ["Người làm"]
    assert told(session, Audience.UNIT_HEAD) == ["Trưởng"]
    assert told(session, Audience.OFFICE) == ["Văn phòng"]
    assert told(session, Audience.OVERSIGHT) == []


def test_oversight_is_reached_whatever_the_body(session: Session) -> None:
    overseer = make_account(session, role=Role.OVERSIGHT, agency_id=None)
    body = agency_id(session, "VPCP")
    make_contact(session, name="Giám sát", agency_id=body, account_id=overseer.id)

    assert told(session, Audience.OVERSIGHT) == ["Giám sát"]


@pytest.mark.parametrize(
    "overrides",
    [
        {"valid_from": date(2025, 10, 2)},
        {"valid_to": date(2025, 9, 30)},
        {"address_state": AddressState.BROKEN},
    ],
)
def test_who_is_not_in_office_or_whose_address_is_broken_is_not_reached(
    session: Session, overrides: dict[str, object]
) -> None:
    make_contact(session, **overrides)

    assert told(session, Audience.PERSON) == []


def test_the_last_day_still_counts(session: Session) -> None:
    make_contact(session, name="Người làm", valid_to=TODAY)

    assert told(session, Audience.PERSON) == ["Người làm"]


def test_a_closed_account_is_not_told(session: Session) -> None:
    closed = make_account(session, is_active=False)
    make_contact(session, name="Đã nghỉ", account_id=closed.id)
    make_contact(session, name="Đang làm", account_id=make_account(session).id)

    assert told(session, Audience.PERSON) == ["Đang làm"]


def test_a_deputy_is_told_while_the_head_is_away_only(session: Session) -> None:
    head = make_contact(session, name="Trưởng", is_head=True)
    make_contact(session, name="Phó", is_head=True, deputy_of_id=head.id)
    away(session, saved_id(head))

    assert told(session, Audience.UNIT_HEAD, on=date(2025, 10, 3)) == ["Phó"]
    assert told(session, Audience.UNIT_HEAD, on=date(2025, 10, 4)) == ["Trưởng"]


def test_whom_the_absence_names_comes_before_the_deputies(session: Session) -> None:
    person = make_contact(session, name="Người làm")
    make_contact(session, name="Phó", deputy_of_id=person.id)
    other = make_contact(session, name="Trưởng", is_head=True)
    away(session, saved_id(person), deputy_id=other.id)

    assert told(session, Audience.PERSON) == ["Trưởng"]


def test_an_absence_that_was_taken_back_does_not_count(session: Session) -> None:
    person = make_contact(session, name="Người làm")
    away(session, saved_id(person), cancelled_at=NOW)

    assert told(session, Audience.PERSON) == ["Người làm"]


def test_a_committee_is_reached_through_its_place_a_council_is_not(session: Session) -> None:
    make_contact(session, name="Cán bộ tỉnh", agency_id=None, place_code="15")
    bodies = session.exec(select(Agency).where(Agency.place_code == "15")).all()

    reached = {
        one.code: [c.name for c in Reachable(session, TODAY).of(saved_id(one), Audience.PERSON)]
        for one in bodies
    }

    assert reached == {"UBND": ["Cán bộ tỉnh"], "HĐND": []}


def away(
    session: Session,
    contact_id: int,
    *,
    deputy_id: int | None = None,
    cancelled_at: datetime | None = None,
) -> None:
    session.add(
        Absence(
            contact_id=contact_id,
            from_on=TODAY,
            to_on=date(2025, 10, 3),
            deputy_id=deputy_id,
            recorded_at=NOW,
            cancelled_at=cancelled_at,
        )
    )
    session.flush()
