from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from directives.errors import RightMissing, StageNotOfKind, ValueInvalid, ValueUnknown
from directives.models.base import saved_id
from directives.models.stage_limit import NewStageLimit
from directives.rules.stage_limits import Limit
from directives.rules.two_times import AsOf
from directives.services.commitment_stages import enter_stage
from directives.services.stage_limits import limits_on, set_stage_limit
from directives.vocabulary import DayUnit, Procedure, Role, Stage
from tests.factories import NOW, make_actor, make_commitment
from tests.services.test_commitment_stages import DAY, LATER, SOON, new, stages

FIRST = date(2025, 10, 1)


def put(session: Session, days: int | None = 5, holds_from: date = FIRST, **more: object) -> None:
    said = {
        "stage": Stage.COMMENTS,
        "limit_days": days,
        "limit_unit": DayUnit.WORKING if days else None,
        "holds_from": holds_from,
        "reason": "Theo quy chế mới",
        **more,
    }
    admin = make_actor(session, Role.ADMINISTRATOR)
    set_stage_limit(session, admin, NewStageLimit.model_validate(said), now=LATER)


def test_a_stage_entered_from_that_day_on_has_the_new_limit_and_the_past_stays_explained(
    session: Session,
) -> None:
    before = saved_id(make_commitment(session, expected_type_code="TT"))
    after = saved_id(make_commitment(session, expected_type_code="TT"))
    actor = make_actor(session)
    enter_stage(session, actor, before, new(Stage.COMMENTS), now=SOON)
    enter_stage(session, actor, after, new(Stage.COMMENTS, DAY + timedelta(1)), now=SOON)
    put(session, 5, DAY + timedelta(1), type_code="TT")

    day = DAY + timedelta(20)
    (kept,) = stages(session, before, AsOf(day, LATER))
    (changed,) = stages(session, after, AsOf(day, LATER))
    (as_known,) = stages(session, after, AsOf(day, SOON))
    assert (kept.limit, kept.due_on) == (Limit(10, DayUnit.WORKING), date(2025, 10, 20))
    assert (changed.limit, changed.due_on) == (Limit(5, DayUnit.WORKING), date(2025, 10, 14))
    assert changed.set_by is not None
    assert as_known.limit == Limit(10, DayUnit.WORKING), "before the setting was recorded"


def test_what_holds_on_a_day_is_listed_for_all_and_for_each_kind_that_has_its_own(
    session: Session,
) -> None:
    put(session, 12)
    put(session, None, type_code="TT")
    put(session, 4, type_code="NĐ", procedure=Procedure.SHORTENED, holds_from=date(2026, 1, 1))

    now_rows = limits_on(session, AsOf(DAY, LATER))
    general = {(one.stage, one.procedure): one.limit for one in now_rows if not one.type_code}
    assert len(general) == len(Stage) * len(Procedure)
    assert general[Stage.COMMENTS, Procedure.NORMAL] == Limit(12, DayUnit.WORKING)
    assert general[Stage.DRAFTING, Procedure.NORMAL] is None
    assert [(one.type_code, one.limit) for one in now_rows if one.type_code] == [("TT", None)]
    later = limits_on(session, AsOf(date(2026, 1, 1), LATER))
    assert {one.type_code for one in later} == {"", "TT", "NĐ"}
    assert not any(one.set_by for one in limits_on(session, AsOf(DAY, NOW)))


def test_what_cannot_be_set_is_refused(session: Session) -> None:
    put(session, 5)
    for refusal, more in (
        (ValueInvalid, {}),  # as it is
        (ValueInvalid, {"days": 10, "holds_from": date(2025, 9, 1)}),  # as shipped
        (ValueInvalid, {"days": 6, "reason": " x "}),
        (ValueUnknown, {"type_code": "không có"}),
        (StageNotOfKind, {"type_code": "TT", "stage": Stage.DOING}),
        (StageNotOfKind, {"type_code": "CV", "stage": Stage.APPRAISAL}),
        (ValueInvalid, {"limit_unit": None}),
    ):
        with pytest.raises(refusal):
            put(session, **more)
    put(session, 5, type_code="TT")  # of its own, whatever becomes of the general one
    with pytest.raises(ValueInvalid):
        put(session, 5, type_code="TT")
    said = NewStageLimit(stage=Stage.COMMENTS, holds_from=FIRST, reason="không ai cho")
    with pytest.raises(RightMissing):
        set_stage_limit(session, make_actor(session, Role.OVERSIGHT), said, now=NOW)


@pytest.mark.parametrize(
    "change", ["UPDATE stage_limit SET reason = 'x'", "DELETE FROM stage_limit"]
)
def test_the_database_refuses_to_change_a_limit(session: Session, change: str) -> None:
    put(session)

    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        session.execute(sa.text(change))
