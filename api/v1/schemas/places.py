"""The JSON of places: what each is waiting for, and the matrices."""

from datetime import date

from pydantic import BaseModel

from api.v1.schemas.gap_reports import GapReportOut
from directives.vocabulary import CommitmentState, GapState


class PlaceOut(BaseModel):
    """A province or commune of today."""

    code: str
    name: str
    kind: str
    province_code: str | None
    former: list[str]
    asked_for: str | None  # the former place that led here
    heirs: list[str]  # of a former place that was divided: the places that have its territory


class WaitingForOut(BaseModel):
    """A gap that concerns the place and is not answered in full."""

    gap_id: int
    code: str
    title: str
    state: GapState
    because: str  # nation, province, kind, listed; exempt, outside: the place reported it itself
    by: str
    reported_on: date | None
    communes_waiting: int
    places_waiting: int
    interim_instruction: str
    interim_until: date | None


class PromisedOut(BaseModel):
    """A running promise that is to close what the place waits for."""

    commitment_id: int
    state: CommitmentState
    due_to: date | None
    days_late: int


class ExemptOut(BaseModel):
    """A gap from which the place is exempt."""

    gap_id: int
    reason: str


class ArrivedOut(BaseModel):
    """A document that was linked in the last thirty days; it may have been issued long before."""

    document_id: int
    provision_id: str
    gap_id: int
    linked_on: date
    issued_on: date | None
    lacks_effect_day: bool  # the day of effect of the document is not known: it does not count yet


class PlaceWaitingOut(BaseModel):
    """What a place waits for on a day, the most urgent first; lists are cut, counts are not."""

    as_of: date
    place: PlaceOut
    waiting_count: int
    waiting: list[WaitingForOut]
    meanwhile_count: int
    meanwhile: list[WaitingForOut]
    reports_count: int
    reports: list[GapReportOut]  # of the place itself: answered in the last thirty days, or waiting
    promised_count: int
    promised: list[PromisedOut]
    arrived: list[ArrivedOut]
    exempt: list[ExemptOut]


class PlaceListOut(BaseModel):
    """Places by name."""

    places: list["PlaceFoundOut"]


class PlaceFoundOut(BaseModel):
    """A place that a search found, former ones too."""

    code: str
    name: str
    level: str
    province_code: str | None
    successor_code: str | None  # null also where it was divided: ask what it waits for


class SectorCellOut(BaseModel):
    """What a body did, promised and owes in a sector; null: no sector, or no body is known.

    `unfinished` are gaps answered in part, for the time being or in doubt, of which nobody
    promised the rest; they stand with the bodies that lead the sector, as what is `owed` does.
    """

    sector: str | None
    agency_id: int | None
    agency: str | None
    answered: int
    promised: int
    overdue: int
    next_due: date | None
    owed: int
    unfinished: int


class SectorTotalOut(BaseModel):
    """How many gaps a sector has, and which bodies lead it."""

    sector: str | None
    total: int
    unanswered: int
    unfinished: int
    led_by: list[int]


class SectorMatrixOut(BaseModel):
    """Sectors by bodies; cells in which there is nothing are left out.

    Whose cell is left out has no document in the sector, promised nothing and owes nothing: it
    does not lead the sector, or others answered or promised what was missing (`unanswered`).
    """

    as_of: date
    sectors: list[SectorTotalOut]
    cells: list[SectorCellOut]


class ProvinceCellOut(BaseModel):
    """How many places of a province wait for a gap."""

    province: str
    waiting: int
    concerned: bool
    reason: str


class ProvinceRowOut(BaseModel):
    """A gap by provinces."""

    gap_id: int
    state: GapState
    provinces: list[ProvinceCellOut]


class ProvinceMatrixOut(BaseModel):
    """A page of gaps by provinces, the unanswered first."""

    as_of: date
    total: int
    gaps: list[ProvinceRowOut]
