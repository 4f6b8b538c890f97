from datetime import date

import pytest
from sqlmodel import Session, select
from sqlmodel.sql.expression import SelectOfScalar

from directives.errors import (
    AgencyEnded,
    AgencyExists,
    AgencyNotFound,
    RightMissing,
    ValueInvalid,
)
from directives.models.agency import Agency, AgencySuccession, NewAgency
from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.contact import Absence
from directives.rules.permissions import Actor
from directives.services.reorganisations import (
    add_agency,
    get_agency,
    hand_over,
    merge_agencies,
    place_under,
    rename_agency,
)
from directives.store.contacts import Reachable, list_out_of_reach
from directives.vocabulary import Audience, Role
from tests.factories import NOW, TODAY, agency_id, make_actor, make_commitment, make_contact

ON, EARLIER = date(2026, 1, 1), date(2025, 12, 1)
NAME = NewAgency(name="Bộ Nội vụ và Lao động", code="BNVLĐ")


@pytest.fixture
def admin(session: Session) -> Actor:
    return make_actor(session, Role.ADMINISTRATOR)


def of_body(key: int) -> SelectOfScalar[AgencySuccession]:
    return select(AgencySuccession).where(AgencySuccession.agency_id == key)


def heirs(session: Session, key: int) -> list[tuple[int, date | None, str]]:
    rows = session.exec(of_body(key)).all()
    return [(one.successor_id, one.succeeds_on, one.scope) for one in rows]


def actions(session: Session) -> list[str]:
    found = session.exec(select(AuditEvent).where(AuditEvent.subject_kind == "agency")).all()
    return [one.action for one in found]


def told(session: Session, key: int, on: date) -> list[str]:
    return [one.name for one in Reachable(session, on).of(key, Audience.PERSON)]


def test_a_renamed_body_ends_and_is_continued_under_the_new_name(
    session: Session, admin: Actor
) -> None:
    old = agency_id(session, "BNV")
    promise = make_commitment(session)

    new = rename_agency(session, admin, old, NAME, on=ON, now=NOW)

    assert (new.name, new.code, new.kind, new.valid_from) == (NAME.name, "BNVLĐ", "ministry", ON)
    assert get_agency(session, old).valid_to == date(2025, 12, 31)
    assert heirs(session, old) == [(saved_id(new), ON, "")]
    assert promise.lead_agency_id == old  # what was said stays said
    assert actions(session) == ["agency.rename"]


def test_the_people_of_a_renamed_body_are_told_for_its_successor(
    session: Session, admin: Actor
) -> None:
    old = agency_id(session, "BNV")
    person = make_contact(session, name="Người làm")
    deputy = make_contact(session, name="Người thay", deputy_of_id=person.id)
    make_contact(session, name="Đã thôi", valid_to=date(2025, 12, 30))
    make_contact(session, name="Sắp làm", valid_from=date(2026, 2, 1))
    session.add(
        Absence(
            contact_id=saved_id(person),
            from_on=date(2025, 12, 29),
            to_on=date(2026, 1, 2),
            deputy_id=deputy.id,
            recorded_at=NOW,
        )
    )
    session.flush()

    new = saved_id(rename_agency(session, admin, old, NAME, on=ON, now=NOW))

    assert told(session, old, date(2025, 12, 28)) == ["Người làm", "Đã thôi"]
    assert told(session, old, ON) == []
    assert told(session, new, ON) == ["Người thay"]
    assert told(session, new, date(2026, 1, 5)) == ["Người làm"]
    assert told(session, new, date(2026, 2, 1)) == ["Người làm", "Sắp làm"]


def test_merged_bodies_end_and_another_answers(session: Session, admin: Actor) -> None:
    first, second = agency_id(session, "BNV"), agency_id(session, "BTC")
    new = saved_id(add_agency(session, admin, NAME, kind="ministry", on=ON, now=NOW))

    merge_agencies(session, admin, [first, second], new, on=ON, now=NOW)

    assert heirs(session, first) == heirs(session, second) == [(new, ON, "")]
    assert get_agency(session, second).valid_to == date(2025, 12, 31)
    assert actions(session) == ["agency.add", "agency.merge", "agency.merge"]
    names = [one.name for one in list_out_of_reach(session, ON)]
    assert "Bộ Nội vụ" not in names
    assert NAME.name in names


def test_a_part_is_handed_over_and_later_the_whole(session: Session, admin: Actor) -> None:
    old, new = agency_id(session, "BNV"), agency_id(session, "BTC")

    hand_over(session, admin, old, new, scope=" lao động ", on=TODAY, now=NOW)
    assert heirs(session, old) == [(new, TODAY, "lao động")]
    assert get_agency(session, old).valid_to is None
    with pytest.raises(ValueInvalid):
        hand_over(session, admin, old, new, scope="tiền lương", on=TODAY, now=NOW)

    merge_agencies(session, admin, [old], new, on=ON, now=NOW)

    assert heirs(session, old) == [(new, TODAY, "lao động"), (new, ON, "")]
    recorded = {one.recorded_at for one in session.exec(of_body(old)).all()}
    assert recorded == {NOW}
    merge_agencies(session, admin, [old], new, on=EARLIER, now=NOW)
    assert heirs(session, old)[1:] == [(new, ON, ""), (new, EARLIER, "")]


def test_a_successor_is_found_beside_another_part(session: Session, admin: Actor) -> None:
    old, part = agency_id(session, "BNV"), agency_id(session, "BTC")
    whole = agency_id(session, "VPCP")
    hand_over(session, admin, old, part, scope="lao động", on=TODAY, now=NOW)

    merge_agencies(session, admin, [old], whole, on=ON, now=NOW)

    assert heirs(session, old) == [(part, TODAY, "lao động"), (whole, ON, "")]


def test_a_body_has_another_above_it_and_never_itself(session: Session, admin: Actor) -> None:
    low, middle, top = (agency_id(session, code) for code in ("BNV", "BTC", "VPCP"))
    place_under(session, admin, low, middle, now=NOW)
    place_under(session, admin, middle, top, now=NOW)

    for below in (top, low):
        with pytest.raises(ValueInvalid):
            place_under(session, admin, top, below, now=NOW)
    assert place_under(session, admin, low, None, now=NOW).parent_id is None
    with pytest.raises(AgencyNotFound):
        place_under(session, admin, low, 10**6, now=NOW)


def test_what_cannot_be_is_refused(session: Session, admin: Actor) -> None:
    key, other = agency_id(session, "BNV"), agency_id(session, "BTC")
    former = session.exec(select(Agency).where(Agency.valid_to == date(2025, 2, 28))).first()
    if former is None:
        former = get_agency(session, other)
        former.valid_to, former.valid_from = date(2025, 2, 28), date(2000, 1, 1)
        session.flush()
    begun = add_agency(session, admin, NAME, kind="other", on=ON, now=NOW)

    with pytest.raises(AgencyExists):
        add_agency(session, admin, NewAgency(name="Bộ Nội vụ"), kind="ministry", on=ON, now=NOW)
    with pytest.raises(AgencyEnded):
        merge_agencies(session, admin, [saved_id(former)], key, on=ON, now=NOW)
    with pytest.raises(ValueInvalid):
        merge_agencies(session, admin, [key], key, on=ON, now=NOW)
    with pytest.raises(ValueInvalid):  # it would end before it began
        merge_agencies(session, admin, [saved_id(begun)], key, on=ON, now=NOW)
    with pytest.raises(ValueInvalid):  # the successor begins later
        merge_agencies(session, admin, [key], saved_id(begun), on=TODAY, now=NOW)
    with pytest.raises(ValueInvalid):
        hand_over(session, admin, key, key, scope="x", on=ON, now=NOW)
    with pytest.raises(ValueInvalid):
        hand_over(session, admin, key, saved_id(begun), scope=" ", on=ON, now=NOW)


@pytest.mark.parametrize(
    ("values", "field"),
    [({"name": "x"}, "name"), ({"name": "x" * 201}, "name"), ({"code": "x" * 31}, "code")],
)
def test_a_body_needs_a_name_that_can_be_read(values: dict[str, str], field: str) -> None:
    with pytest.raises(ValueInvalid) as refused:
        NewAgency.model_validate({"name": "Bộ mẫu", **values})

    assert refused.value.field == field


def test_only_administrators_reorganise(session: Session) -> None:
    drafter, key = make_actor(session), agency_id(session, "BNV")

    with pytest.raises(RightMissing):
        add_agency(session, drafter, NAME, kind="other", on=ON, now=NOW)
    with pytest.raises(RightMissing):
        rename_agency(session, drafter, key, NAME, on=ON, now=NOW)
    with pytest.raises(RightMissing):
        merge_agencies(session, drafter, [key], key, on=ON, now=NOW)
    with pytest.raises(RightMissing):
        hand_over(session, drafter, key, key, scope="x", on=ON, now=NOW)
    with pytest.raises(RightMissing):
        place_under(session, drafter, key, None, now=NOW)
