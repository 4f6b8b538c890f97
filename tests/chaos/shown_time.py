"""What the clocks of the storm show."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from directives.clock import HA_NOI, current_time

_TEN_IN_THE_MORNING: Final = time(10)


@dataclass(frozen=True)
class ShownTime:
    """The one time of a day of the storm: ten in the morning when it begins, and it goes on."""

    ahead: timedelta

    @classmethod
    def on(cls, day: date) -> "ShownTime":
        """Return what clocks show from now on."""
        return cls(datetime.combine(day, _TEN_IN_THE_MORNING, HA_NOI) - current_time())

    def __call__(self) -> datetime:
        return current_time() + self.ahead
