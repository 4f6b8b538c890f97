import pytest
from sqlmodel import Session

from directives.errors import RightMissing, ValueInvalid
from directives.rules.sending import SendingHours
from directives.services.sending_hours import hours_in_force, set_hours
from directives.vocabulary import Role
from tests.factories import NOW, make_actor

OPERATORS = SendingHours(8, 17)


def test_what_an_administrator_set_last_goes_before_the_settings(session: Session) -> None:
    admin = make_actor(session, Role.ADMINISTRATOR)
    before = hours_in_force(session, OPERATORS)

    for hours in (SendingHours(0, 24), SendingHours(9, 11)):
        set_hours(session, admin, hours, now=NOW)

    assert (before, hours_in_force(session, OPERATORS)) == (OPERATORS, SendingHours(9, 11))


@pytest.mark.parametrize("hours", [(9, 9), (17, 8), (-1, 8), (8, 25)])
def test_what_are_no_hours_of_a_day_is_refused(session: Session, hours: tuple[int, int]) -> None:
    with pytest.raises(ValueInvalid):
        set_hours(session, make_actor(session, Role.SYSTEM), SendingHours(*hours), now=NOW)

    assert hours_in_force(session, OPERATORS) == OPERATORS


def test_only_administrators_set_the_hours(session: Session) -> None:
    with pytest.raises(RightMissing):
        set_hours(session, make_actor(session, Role.OVERSIGHT), OPERATORS, now=NOW)
