"""Who oversees is asked for a body that takes what another one rejected; who rejected it rests."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from directives.models.base import saved_id
from directives.models.commitment_step import NewStep
from directives.models.notice import Notice
from directives.services.commitment_steps import take_step
from directives.vocabulary import Audience, NoticeBasis, Role, StepKind
from tests.factories import (
    TODAY,
    UNDATED,
    agency_id,
    make_actor,
    make_commitment,
    make_contact,
    moment_of,
)
from tests.services.test_digests import DUE
from tests.services.test_unconfirmed_reports import run

REJECTED = DUE - timedelta(days=4)


def take(session: Session, key: int, kind: StepKind, day: date, *, to: int | None = None) -> None:
    role = Role.OVERSIGHT if kind is StepKind.TRANSFERRED else Role.DRAFTER
    step = NewStep(kind=kind, held_on=day, words="không thuộc thẩm quyền", agency_id=to)
    take_step(session, make_actor(session, role), key, step, now=moment_of(day))


def told(session: Session, after: date) -> set[tuple[int | None, NoticeBasis, int]]:
    found = session.exec(
        select(Notice).where(col(Notice.created_at) >= moment_of(after)).order_by(col(Notice.id))
    )
    return {(one.contact_id, one.basis, one.days) for one in found}


@pytest.fixture
def overseer(session: Session) -> int:
    account = make_actor(session, Role.OVERSIGHT).account_id
    desk = {"email": "giam-sat@bo.example", "office": True}
    return saved_id(make_contact(session, account_id=account, **desk))


@pytest.mark.parametrize("dates", [{}, UNDATED])
def test_oversight_is_asked_and_the_body_is_not_reminded(
    session: Session, overseer: int, dates: dict[str, Any]
) -> None:
    make_contact(session)
    key = saved_id(make_commitment(session, **dates))
    take(session, key, StepKind.REJECTED, REJECTED)

    for days in (0, 3, 7, 8, 14, 30, 59, 60):
        run(session, REJECTED + timedelta(days=days))

    rungs = (0, 7, 14, 30, 60)
    asked = {(overseer, NoticeBasis.REJECTION, days) for days in rungs}
    assert told(session, REJECTED) == asked
    notices = session.exec(select(Notice)).all()
    assert {(one.audience, one.due_to) for one in notices} == {(Audience.OVERSIGHT, REJECTED)}


def test_the_body_to_which_it_goes_is_reminded_in_its_place(
    session: Session, overseer: int
) -> None:
    person = saved_id(make_contact(session))
    heir = saved_id(make_contact(session, agency_id=agency_id(session, "BTC")))
    key = saved_id(make_commitment(session))
    take(session, key, StepKind.REJECTED, REJECTED)
    run(session, REJECTED)
    take(session, key, StepKind.TRANSFERRED, DUE, to=agency_id(session, "BTC"))

    run(session, DUE)

    assert told(session, DUE) == {(heir, NoticeBasis.DUE, 0)}
    assert {contact for contact, _basis, _days in told(session, TODAY)} == {overseer, heir}
    assert person != heir


@pytest.mark.parametrize("settled", [StepKind.TRANSFERRED, StepKind.ACCEPTED])
def test_the_body_that_has_it_again_is_reminded_again(
    session: Session, overseer: int, settled: StepKind
) -> None:
    person = saved_id(make_contact(session))
    key = saved_id(make_commitment(session))
    take(session, key, StepKind.REJECTED, REJECTED)
    back = agency_id(session, "BNV") if settled is StepKind.TRANSFERRED else None
    take(session, key, settled, DUE, to=back)

    run(session, DUE)

    assert told(session, DUE) == {(person, NoticeBasis.DUE, 0)}
    assert overseer != person
