"""The only reader of time. Instants are UTC; days are Ha Noi days."""

from datetime import UTC, date, datetime, timedelta, timezone

# Viet Nam keeps no summer time; a fixed offset needs no time-zone database on the machine.
HA_NOI = timezone(timedelta(hours=7), "+07")


def current_time() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the one place


def ha_noi_date(instant: datetime) -> date:
    """Return the calendar day in Viet Nam at `instant` (aware)."""
    return instant.astimezone(HA_NOI).date()
