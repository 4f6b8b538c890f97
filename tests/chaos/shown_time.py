"""What the clocks of the storm show."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from directives.clock import HA_NOI, current_time

_TEN_IN_THE_MORNING: Final = time(10)


@dataclass(frozen=True)
class ShownTime:
    """One clock for all processes, those that run as well: it jumps when a day of the storm begins.

    It shows ten in the morning then, and goes on.
    """

    file: Path

    def show(self, day: date) -> None:
        """Let the clock jump to a day."""
        ahead = datetime.combine(day, _TEN_IN_THE_MORNING, HA_NOI) - current_time()
        written = self.file.with_suffix(".new")
        written.write_text(str(ahead.total_seconds()), encoding="ascii")
        written.replace(self.file)

    def __call__(self) -> datetime:
        ahead = float(self.file.read_text(encoding="ascii"))
        return current_time() + timedelta(seconds=ahead)
