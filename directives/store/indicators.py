"""Indicators and their readings."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from directives.models.indicator import Indicator, IndicatorReading


def find_indicator(session: Session, code: str) -> Indicator | None:
    """Find an indicator by its code."""
    return session.exec(select(Indicator).where(Indicator.code == code)).one_or_none()


def list_readings(session: Session) -> Sequence[tuple[Indicator, IndicatorReading]]:
    """List all readings with what they measure, by indicator and day."""
    return session.exec(
        select(Indicator, IndicatorReading)
        .join(IndicatorReading, col(IndicatorReading.indicator_id) == col(Indicator.id))
        .order_by(col(Indicator.id), col(IndicatorReading.as_of))
    ).all()
