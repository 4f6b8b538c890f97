from sqlmodel import Session, select

from directives.models.agency import Agency, AgencySuccession
from directives.models.base import saved_id
from directives.services.recipients import Directory
from directives.vocabulary import Audience, Role
from tests.factories import TODAY, agency_id, make_actor, make_contact


def make_agency(session: Session, name: str, parent_id: int | None = None) -> int:
    agency = Agency(name=name, name_folded=name.casefold(), kind="other", parent_id=parent_id)
    session.add(agency)
    session.flush()
    return saved_id(agency)


def told(session: Session, agency: int | None, rung: Audience) -> tuple[list[str], int | None]:
    reached = Directory(session, TODAY).told(agency, rung)
    return [one.name for one in reached.contacts], reached.instead_of_agency_id


def test_a_body_with_people_is_told_itself(session: Session) -> None:
    body = agency_id(session, "BNV")
    make_contact(session, name="Người làm")

    assert told(session, body, Audience.PERSON) == (["Người làm"], None)


def test_without_a_person_the_next_circle_of_the_body_is_told(session: Session) -> None:
    body = agency_id(session, "BNV")
    make_contact(session, name="Văn phòng", office=True)

    assert told(session, body, Audience.PERSON) == (["Văn phòng"], body)
    assert told(session, body, Audience.OFFICE) == (["Văn phòng"], None)


def test_a_body_without_people_falls_back_to_the_office_above_it(session: Session) -> None:
    ministry = make_agency(session, "Bộ thử")
    middle = make_agency(session, "Tổng cục thử", ministry)
    body = make_agency(session, "Cục thử", middle)
    make_contact(session, name="Người của bộ", agency_id=ministry)
    make_contact(session, name="Văn phòng bộ", agency_id=ministry, office=True)

    assert told(session, body, Audience.UNIT_HEAD) == (["Văn phòng bộ"], body)


def test_with_nobody_above_those_who_oversee_are_told(session: Session) -> None:
    overseer = make_actor(session, Role.OVERSIGHT)
    make_contact(
        session,
        name="Giám sát",
        agency_id=agency_id(session, "VPCP"),
        account_id=overseer.account_id,
    )
    body = make_agency(session, "Cục thử")

    assert told(session, body, Audience.PERSON) == (["Giám sát"], body)
    assert told(session, body, Audience.OVERSIGHT) == (["Giám sát"], None)
    assert told(session, None, Audience.PERSON) == (["Giám sát"], None)


def test_with_nobody_anywhere_nobody_is_told(session: Session) -> None:
    body = make_agency(session, "Cục thử")

    assert told(session, body, Audience.PERSON) == ([], body)


def test_bodies_that_are_each_others_parent_end_somewhere(session: Session) -> None:
    first = make_agency(session, "Một")
    second = make_agency(session, "Hai", first)
    row = session.get(Agency, first)
    assert row is not None
    row.parent_id = second
    session.add(row)
    session.flush()

    assert told(session, first, Audience.PERSON) == ([], first)


def test_who_was_found_once_is_remembered(session: Session) -> None:
    body = agency_id(session, "BNV")
    make_contact(session, name="Người làm")
    directory = Directory(session, TODAY)

    assert directory.told(body, Audience.PERSON) is directory.told(body, Audience.PERSON)


def test_a_ministry_without_people_falls_back_to_the_government_office(session: Session) -> None:
    body = agency_id(session, "BNV")
    office = agency_id(session, "VPCP")
    make_contact(session, name="Văn phòng Chính phủ", agency_id=office, office=True)

    assert told(session, body, Audience.PERSON) == (["Văn phòng Chính phủ"], body)


def test_a_department_falls_back_to_the_committee_of_its_province(session: Session) -> None:
    committee = committee_of(session, "15")
    department = Agency(
        code="SNV", name="Sở Nội vụ thử", name_folded="x", kind="department", place_code="15"
    )
    session.add(department)
    session.flush()
    make_contact(session, name="Văn phòng tỉnh", agency_id=committee, office=True)

    body = saved_id(department)
    assert told(session, body, Audience.UNIT_HEAD) == (["Văn phòng tỉnh"], body)


def committee_of(session: Session, place: str) -> int:
    found = session.exec(
        select(Agency).where(Agency.code == "UBND", Agency.place_code == place)
    ).first()
    return saved_id(found) if found else 0


def test_a_merged_body_is_told_through_its_successor(session: Session) -> None:
    merged, successor = agency_id(session, "BKHĐT"), agency_id(session, "BTC")
    make_contact(session, name="Người của BTC", agency_id=successor)

    assert told(session, merged, Audience.PERSON) == (["Người của BTC"], None)


def test_all_successors_of_a_divided_body_are_told(session: Session) -> None:
    first, second = make_agency(session, "Nửa thứ nhất"), make_agency(session, "Nửa thứ hai")
    whole = make_agency(session, "Cơ quan bị chia")
    session.add_all(AgencySuccession(agency_id=whole, successor_id=key) for key in (first, second))
    session.flush()
    make_contact(session, name="Một", agency_id=first)
    make_contact(session, name="Hai", agency_id=second, office=True)

    assert told(session, whole, Audience.PERSON) == (["Một", "Hai"], second)


def test_a_successor_without_people_leaves_it_to_those_who_promised(session: Session) -> None:
    merged, successor = make_agency(session, "Cục cũ"), make_agency(session, "Cục mới")
    session.add(AgencySuccession(agency_id=merged, successor_id=successor))
    session.flush()
    make_contact(session, name="Người cũ", agency_id=merged)

    assert told(session, merged, Audience.PERSON) == (["Người cũ"], successor)


def test_what_was_handed_over_in_part_stays_with_the_body(session: Session) -> None:
    body, other = make_agency(session, "Cục chuyển"), make_agency(session, "Cục nhận")
    session.add(AgencySuccession(agency_id=body, successor_id=other, scope="một phần"))
    session.flush()
    make_contact(session, name="Người chuyển", agency_id=body)
    make_contact(session, name="Người nhận", agency_id=other)

    assert told(session, body, Audience.PERSON) == (["Người chuyển"], None)


def test_what_stays_inside_a_body_reaches_its_next_circle_and_nobody_above(
    session: Session,
) -> None:
    ministry = make_agency(session, "Bộ thử")
    body = make_agency(session, "Cục thử", ministry)
    make_contact(session, name="Văn phòng bộ", agency_id=ministry, office=True)
    directory = Directory(session, TODAY)
    assert directory.told_inside(body, Audience.PERSON).contacts == []
    assert directory.told_inside(None, Audience.PERSON).contacts == []

    make_contact(session, name="Trưởng đơn vị", agency_id=body, is_head=True)
    found = Directory(session, TODAY)
    for _ in range(2):
        inside = found.told_inside(body, Audience.PERSON)
        assert [one.name for one in inside.contacts] == ["Trưởng đơn vị"]
