"""Who oversees is asked about what rests: to confirm a report, to end a long pause."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from directives.models.base import saved_id
from directives.models.commitment_step import NewStep
from directives.models.notice import Notice
from directives.services.commitment_steps import confirm_report, take_step
from directives.services.notices import queue_due_notices
from directives.vocabulary import Audience, CommitmentKind, NoticeBasis, Role, StepKind
from tests.factories import make_actor, make_commitment, make_contact, moment_of
from tests.services.test_digests import DUE

REPORTED = DUE - timedelta(days=4)


def report(session: Session, key: int, day: date = REPORTED) -> None:
    step = NewStep(kind=StepKind.REPORTED, held_on=day, words="đã gửi công văn")
    take_step(session, make_actor(session), key, step, now=moment_of(day))


def run(session: Session, day: date) -> None:
    system = make_actor(session, Role.SYSTEM)
    queue_due_notices(session, system, today=day, now=moment_of(day))


def asked(
    session: Session, basis: NoticeBasis = NoticeBasis.REPORT
) -> list[tuple[int | None, int, date | None]]:
    found = session.exec(select(Notice).where(Notice.basis == basis).order_by(col(Notice.id))).all()
    assert {one.audience for one in found} == {Audience.OVERSIGHT}
    return [(one.contact_id, one.days, one.due_to) for one in found]


@pytest.fixture
def overseer(session: Session) -> int:
    account = make_actor(session, Role.OVERSIGHT).account_id
    return saved_id(make_contact(session, account_id=account))


def test_oversight_is_asked_at_once_and_again_until_it_answers(
    session: Session, overseer: int
) -> None:
    report(session, saved_id(make_commitment(session)))

    for days in (0, 3, 7, 8, 14, 30, 59, 60, 365):
        run(session, REPORTED + timedelta(days=days))

    rungs = [0, 7, 14, 30, 60, 360]
    assert asked(session) == [(overseer, days, REPORTED) for days in rungs]


def test_a_confirmed_report_asks_nobody(session: Session, overseer: int) -> None:
    key = saved_id(make_commitment(session, kind=CommitmentKind.ACTION))
    report(session, key)
    run(session, REPORTED)
    then = moment_of(REPORTED + timedelta(days=1))
    confirm_report(session, make_actor(session, Role.OVERSIGHT), key, now=then)

    run(session, REPORTED + timedelta(days=20))

    assert asked(session) == [(overseer, 0, REPORTED)]


def test_a_report_that_was_returned_and_made_again_is_asked_about_anew(
    session: Session, overseer: int
) -> None:
    key, back = saved_id(make_commitment(session)), REPORTED + timedelta(days=2)
    report(session, key)
    run(session, REPORTED)
    returned = NewStep(kind=StepKind.RETURNED, held_on=back, words="chưa ban hành văn bản")
    take_step(session, make_actor(session, Role.OVERSIGHT), key, returned, now=moment_of(back))
    run(session, back)
    report(session, key, DUE)
    run(session, DUE)

    assert asked(session) == [(overseer, 0, REPORTED), (overseer, 0, DUE)]


def test_who_does_the_work_is_not_reminded_meanwhile(session: Session, overseer: int) -> None:
    person = saved_id(make_contact(session))
    report(session, saved_id(make_commitment(session)))

    run(session, DUE)

    told = session.exec(select(Notice.contact_id)).all()
    assert (overseer in told, person in told) == (True, False)


@pytest.mark.parametrize("paused_on", [REPORTED, DUE + timedelta(days=9)])
def test_oversight_is_asked_each_month_about_a_pause_that_goes_on(
    session: Session, overseer: int, paused_on: date
) -> None:
    person, key = saved_id(make_contact(session)), saved_id(make_commitment(session))
    oversight = make_actor(session, Role.OVERSIGHT)

    def step(kind: StepKind, day: date) -> None:
        new = NewStep(kind=kind, held_on=day, words="chờ Luật được thông qua")
        take_step(session, oversight, key, new, now=moment_of(day))

    step(StepKind.PAUSED, paused_on)
    for days in (0, 29, 30, 59, 60, 61):
        run(session, paused_on + timedelta(days=days))
    step(StepKind.RESUMED, paused_on + timedelta(days=89))
    run(session, paused_on + timedelta(days=90))

    assert asked(session, NoticeBasis.PAUSE) == [(overseer, days, paused_on) for days in (30, 60)]
    told = session.exec(select(Notice.basis).where(Notice.contact_id == person)).all()
    assert set(told) <= {NoticeBasis.DUE}
    assert session.exec(select(Notice).where(Notice.basis == NoticeBasis.DUE)).first()
