from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from directives.errors import (
    CommitmentClosed,
    EventTooEarly,
    RightMissing,
    StageNotOfKind,
    StepOutOfTurn,
    StepTooEarly,
    ValueInvalid,
)
from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.calendar import NewCalendarChange
from directives.models.commitment_stage import NewStage
from directives.rules.stages import StageStanding
from directives.rules.two_times import AsOf, ha_noi_date
from directives.services.calendar_changes import change_calendar
from directives.services.commitment_stages import enter_stage, stages_on
from directives.services.commitment_views import get_commitment
from directives.services.commitments import fulfil
from directives.vocabulary import CalendarDayKind, CommitmentKind, DayUnit, Procedure, Role, Stage
from tests.factories import NOW, agency_id, make_actor, make_commitment, make_document

DAY = date(2025, 10, 6)
SOON = NOW + timedelta(days=8)
LATER = NOW + timedelta(days=60)


def new(stage: Stage, day: date = DAY, **more: object) -> NewStage:
    return NewStage.model_validate({"stage": stage, "entered_on": day, **more})


def stages(session: Session, key: int, at: AsOf) -> list[StageStanding]:
    return list(stages_on(session, get_commitment(session, key, at), at))


def test_stages_are_appended_with_their_limits(session: Session) -> None:
    key, actor = saved_id(make_commitment(session)), make_actor(session)
    assert stages(session, key, AsOf(DAY, LATER)) == []

    enter_stage(session, actor, key, new(Stage.DRAFTING), now=SOON)
    shortened = new(Stage.COMMENTS, date(2025, 10, 8), procedure=Procedure.SHORTENED)
    enter_stage(session, actor, key, shortened, now=SOON)
    own = new(Stage.DRAFTING, date(2025, 10, 20), limit_days=5, limit_unit=DayUnit.CALENDAR)
    enter_stage(session, actor, key, own, now=LATER)

    drafting, comments, again = stages(session, key, AsOf(date(2025, 10, 30), LATER))
    assert (drafting.due_on, drafting.left_on) == (None, date(2025, 10, 8))
    assert (comments.due_on, comments.days_late) == (date(2025, 10, 13), 7)
    assert (again.due_on, again.days_late) == (date(2025, 10, 27), 3)
    known = stages(session, key, AsOf(date(2025, 10, 30), SOON))
    assert [(one.entry.stage, one.left_on) for one in known][-1] == (Stage.COMMENTS, None)
    audited = session.exec(select(AuditEvent.action).where(AuditEvent.subject_id == key)).all()
    assert audited.count("commitment.stage") == 3


def test_a_stage_is_due_by_the_calendar_as_it_was_known(session: Session) -> None:
    key = saved_id(make_commitment(session))
    shortened = new(Stage.COMMENTS, procedure=Procedure.SHORTENED)  # three working days
    enter_stage(session, make_actor(session), key, shortened, now=SOON)
    off = NewCalendarChange(
        day=date(2025, 10, 8), kind=CalendarDayKind.HOLIDAY, name="Nghỉ thử", reason="1/TB"
    )
    change_calendar(session, make_actor(session, Role.SYSTEM), [off], at=AsOf(DAY, LATER))

    (before,) = stages(session, key, AsOf(DAY, SOON))
    (after,) = stages(session, key, AsOf(ha_noi_date(LATER), LATER))

    assert (before.due_on, after.due_on) == (date(2025, 10, 9), date(2025, 10, 10))


def test_the_end_of_a_promise_is_the_end_of_its_stage(session: Session) -> None:
    key, actor, held_on = (
        saved_id(make_commitment(session)),
        make_actor(session),
        date(2025, 10, 22),
    )
    enter_stage(session, actor, key, new(Stage.COMMENTS), now=SOON)
    document = make_document(session, issued_on=held_on)
    fulfil(session, actor, key, held_on=held_on, document_id=document.id, now=LATER)

    (comments,) = stages(session, key, AsOf(date(2025, 12, 1), LATER))

    assert (comments.left_on, comments.days_late) == (date(2025, 10, 22), 2)
    with pytest.raises(CommitmentClosed):
        enter_stage(session, actor, key, new(Stage.SUBMITTED), now=LATER)


def test_a_stage_that_cannot_be_is_refused(session: Session) -> None:
    key, actor = saved_id(make_commitment(session)), make_actor(session)
    action = saved_id(make_commitment(session, kind=CommitmentKind.ACTION))
    enter_stage(session, actor, key, new(Stage.DRAFTING), now=SOON)
    for stage, refusal in (
        (new(Stage.DOING), StageNotOfKind),
        (new(Stage.COMMENTS, date(2025, 9, 30)), EventTooEarly),
        (new(Stage.COMMENTS, date(2025, 10, 5)), StepTooEarly),
        (new(Stage.DRAFTING, date(2025, 10, 7)), StepOutOfTurn),
    ):
        with pytest.raises(refusal):
            enter_stage(session, actor, key, stage, now=SOON)
    with pytest.raises(StageNotOfKind):
        enter_stage(session, actor, action, new(Stage.APPRAISAL), now=SOON)
    other = make_actor(session, agency_id=agency_id(session, "BTC"))
    with pytest.raises(RightMissing):
        enter_stage(session, other, key, new(Stage.COMMENTS), now=SOON)
    with pytest.raises(ValueInvalid):
        new(Stage.COMMENTS, limit_days=5)


@pytest.mark.parametrize(
    "change", ["UPDATE commitment_stage SET words = 'x'", "DELETE FROM commitment_stage"]
)
def test_the_database_refuses_to_change_an_entry(session: Session, change: str) -> None:
    key = saved_id(make_commitment(session))
    enter_stage(session, make_actor(session), key, new(Stage.DRAFTING), now=SOON)

    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        session.execute(sa.text(change))
