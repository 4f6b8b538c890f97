"""Who stands in is told what comes due meanwhile, not what the person who is away has heard."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from directives.models.base import saved_id
from directives.models.contact import NewAbsence
from directives.models.notice import Notice
from directives.services.contacts import record_absence
from directives.services.digests import write_digests
from directives.vocabulary import Audience, Role
from tests.factories import make_actor, make_commitment, make_contact, moment_of
from tests.services.test_digests import DUE
from tests.services.test_unconfirmed_reports import run

WEEK_BEFORE = DUE - timedelta(days=7)
DAY = timedelta(days=1)


def write(session: Session, day: date) -> None:
    write_digests(session, make_actor(session, Role.SYSTEM), today=day, now=moment_of(day))


def go_away(session: Session, who: int, first: date, last: date, deputy: int | None = None) -> None:
    new = NewAbsence(contact_id=who, from_on=first, to_on=last, deputy_id=deputy)
    record_absence(session, make_actor(session, Role.SYSTEM), new, now=moment_of(first))


def told(session: Session) -> list[tuple[int | None, int]]:
    found = session.exec(
        select(Notice).where(Notice.audience == Audience.PERSON).order_by(col(Notice.id))
    )
    return [(one.contact_id, one.days) for one in found]


@pytest.fixture
def person(session: Session) -> int:
    return saved_id(make_contact(session))


def make_deputy(session: Session, person: int, way: str) -> tuple[int, int | None]:
    """Return who stands in, and whom the absence names."""
    if way == "by office":
        return saved_id(make_contact(session, email="pho@bo.example", deputy_of_id=person)), None
    duty: dict[str, Any] = {"is_head": True} if way == "named" else {"office": True}
    other = saved_id(make_contact(session, email="khac@bo.example", **duty))
    return other, other if way == "named" else None


@pytest.mark.parametrize("way", ["by office", "named", "for want of others"])
def test_a_day_away_repeats_nothing_to_who_stands_in(
    session: Session, person: int, way: str
) -> None:
    deputy, named = make_deputy(session, person, way)
    make_commitment(session)
    run(session, WEEK_BEFORE)
    write(session, WEEK_BEFORE)
    go_away(session, person, WEEK_BEFORE + DAY, WEEK_BEFORE + DAY, named)

    run(session, WEEK_BEFORE + DAY)
    assert told(session) == [(person, -7)]

    go_away(session, person, DUE - 3 * DAY, DUE - 3 * DAY, named)
    run(session, DUE - 3 * DAY)
    assert told(session) == [(person, -7), (deputy, -3)]

    run(session, DUE - DAY)
    assert told(session)[2:] == [(person, -1)]


def test_what_no_letter_told_the_person_is_told_to_who_stands_in(
    session: Session, person: int
) -> None:
    deputy, _named = make_deputy(session, person, "by office")
    make_commitment(session)
    run(session, WEEK_BEFORE)
    go_away(session, person, WEEK_BEFORE + DAY, WEEK_BEFORE + 2 * DAY)

    run(session, WEEK_BEFORE + DAY)

    assert told(session) == [(person, -7), (deputy, -7)]


def test_who_has_no_one_to_stand_in_for_hears_all(session: Session, person: int) -> None:
    make_commitment(session)
    run(session, WEEK_BEFORE)
    write(session, WEEK_BEFORE)
    go_away(session, person, WEEK_BEFORE + DAY, WEEK_BEFORE + DAY)
    colleague = saved_id(make_contact(session, email="moi@bo.example"))

    run(session, WEEK_BEFORE + DAY)

    assert told(session) == [(person, -7), (colleague, -7)]
