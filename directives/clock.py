"""The only reader of time. Instants are UTC; days are Ha Noi days."""

from datetime import UTC, datetime

from directives.rules.two_times import HA_NOI, ha_noi_date

__all__ = ["HA_NOI", "current_time", "ha_noi_date"]


def current_time() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the one place
