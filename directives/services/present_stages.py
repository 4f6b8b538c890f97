"""In which stages promises are, and by when they are to leave them."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from directives.rules.stage_limits import Limits
from directives.rules.stages import StageEntry, stage_due_on
from directives.rules.two_times import AsOf
from directives.rules.working_days import Calendar
from directives.services.commitment_stages import stage_entry
from directives.services.stage_limits import stage_limits
from directives.store.commitment_stages import StageRow, list_running_stages


class PresentStages:
    """The stage in which each promise is that has not ended and entered any, as of a day."""

    def __init__(self, session: Session, at: AsOf) -> None:
        self._rows = {row.commitment_id: row for row in list_running_stages(session, at)}
        self._limits = stage_limits(session, at.known_at)
        self._counted: dict[tuple[StageEntry, str, Calendar], date | None] = {}

    def __iter__(self) -> Iterator[StageRow]:
        """Give the entries into these stages."""
        return iter(self._rows.values())

    def of(self, commitment_id: int) -> StageRow | None:
        """Return the stage in which a promise is; None if it entered none, or ended."""
        return self._rows.get(commitment_id)

    def due_on(self, row: StageRow, calendar: Calendar) -> date | None:
        """Return the last good day of a stage; None without a limit. The same is counted once."""
        asked = (stage_entry(row), row.type_code, calendar)
        if asked not in self._counted:
            limits = Limits(self._limits, row.type_code)
            self._counted[asked] = stage_due_on(asked[0], limits, calendar)
        return self._counted[asked]
