from datetime import date, timedelta

import pytest
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.commitment_step import NewStep
from directives.rules.official_figures import OfficialFigures
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf
from directives.services.commitment_steps import take_step
from directives.services.commitments import fulfil
from directives.services.official_figures_report import official_figures_report
from directives.vocabulary import CommitmentKind, CommitmentState, Role, StepKind
from tests.factories import NOW, UNDATED, agency_id, make_actor, make_commitment

DAY = date(2025, 10, 20)
LATER = NOW + timedelta(days=30)


@pytest.fixture
def actor(session: Session) -> Actor:
    return make_actor(session, Role.SYSTEM)


def keep(session: Session, actor: Actor, held_on: date) -> None:
    key = saved_id(make_commitment(session, kind=CommitmentKind.ACTION))
    fulfil(session, actor, key, held_on=held_on, evidence="đã làm", now=LATER)


def test_each_promise_counts_in_one_of_four_states_or_besides(
    session: Session, actor: Actor
) -> None:
    keep(session, actor, date(2025, 10, 14))
    keep(session, actor, date(2025, 10, 15))
    make_commitment(session)
    make_commitment(session, due_from=DAY, due_to=DAY)
    make_commitment(session, **UNDATED)
    undated = saved_id(make_commitment(session, kind=CommitmentKind.ACTION, **UNDATED))
    fulfil(session, actor, undated, held_on=date(2025, 10, 5), evidence="đã làm", now=LATER)

    report = official_figures_report(session, AsOf(DAY, LATER))

    assert report.total == OfficialFigures(done_on_time=1, done_late=1, in_time=1, overdue=1)
    assert report.besides == {CommitmentState.UNDATED: 1, CommitmentState.DONE_UNDATED: 1}


def test_before_the_end_was_known_the_promise_was_overdue(session: Session, actor: Actor) -> None:
    keep(session, actor, date(2025, 10, 14))

    then = official_figures_report(session, AsOf(DAY, NOW)).total
    now = official_figures_report(session, AsOf(DAY, LATER)).total

    assert (then, now) == (OfficialFigures(overdue=1), OfficialFigures(done_on_time=1))


def test_a_promise_counts_for_the_body_that_it_was_transferred_to(
    session: Session, actor: Actor
) -> None:
    finance = agency_id(session, "BTC")
    key = saved_id(make_commitment(session))
    step = NewStep(
        kind=StepKind.TRANSFERRED, held_on=date(2025, 10, 1), agency_id=finance, words="chuyển"
    )
    take_step(session, actor, key, step, now=NOW)
    make_commitment(session, lead_agency_id=None, lead_words="đơn vị chưa rõ")

    rows = official_figures_report(session, AsOf(DAY, LATER)).rows

    assert {(row.agency_id, row.figures.overdue) for row in rows} == {(finance, 1), (None, 1)}


def test_who_has_most_overdue_comes_first(session: Session) -> None:
    finance = agency_id(session, "BTC")
    make_commitment(session)
    for _ in range(2):
        make_commitment(session, lead_agency_id=finance)

    rows = official_figures_report(session, AsOf(DAY, LATER)).rows

    assert [row.agency_id for row in rows] == [finance, agency_id(session, "BNV")]
    assert rows[0].agency == "Bộ Tài chính"
