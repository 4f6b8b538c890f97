from datetime import timedelta

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.indicator import Indicator, IndicatorReading
from directives.store.indicators import list_readings
from tests.factories import NOW, TODAY


def test_readings_stand_beside_one_another_by_day(session: Session) -> None:
    indicator = Indicator(code="IND-91", name="Số người", name_en="People", unit="người")
    session.add(indicator)
    session.flush()
    for days, value in ((1, 20.0), (0, 10.0)):
        session.add(
            IndicatorReading(
                indicator_id=saved_id(indicator),
                value=value,
                as_of=TODAY + timedelta(days=days),
                recorded_at=NOW,
            )
        )
    session.flush()

    assert [reading.value for _, reading in list_readings(session)] == [10.0, 20.0]
