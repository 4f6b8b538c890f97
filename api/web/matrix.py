"""The matrices: sector by body, gap by province; each cell leads to what it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.catalogue_memory import Memory
from api.dependencies import CurrentActor, DbSession, Now, Today
from api.web.addresses import Paged, PageNumber, paged
from api.web.gap_rows import GapRow, gap_rows_of
from api.web.names import agency_name, sector_name
from api.web.rendering import render
from api.web.words import ReaderWords, Words
from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.rules.two_times import AsOf
from directives.services.gap_views import view_gaps
from directives.services.matrix import (
    ProvinceCell,
    SectorCell,
    SectorMatrix,
    in_matrix_order,
    province_matrix,
)
from directives.store.agencies import list_agencies, list_sectors
from directives.translation import N_

GAPS_PER_PAGE = 15
OTHER = "khac"
_OTHER_SECTOR = N_("Lĩnh vực khác")
_NO_AGENCY = N_("Chưa rõ cơ quan")

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Column:
    """A body at the head of a column: its abbreviation, and its name where that is short."""

    key: str
    short: str
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, where it leads, and how it looks."""

    words: str
    url: str
    tone: str


@dataclass(frozen=True, slots=True)
class SectorRow:
    """A sector with its cells in the order of the columns."""

    name: str
    url: str
    unanswered: int
    total: int
    cells: Sequence[Cell | None]


@dataclass(frozen=True, slots=True)
class SectorMatrixPage:
    """Sectors by bodies."""

    columns: Sequence[Column]
    rows: Sequence[SectorRow]


@dataclass(frozen=True, slots=True)
class ProvinceMatrixPage:
    """Gaps by provinces."""

    provinces: Sequence[tuple[str, str]]
    rows: Paged[tuple[GapRow, Sequence[ProvinceCell]]]


@router.get("/ma-tran")
def sectors_by_agency(
    request: Request,
    session: DbSession,
    memory: Memory,
    _actor: CurrentActor,
    words: ReaderWords,
    now: Now,
    today: Today,
) -> Response:
    """Show which body answered, promised and owes what, by sector."""
    at = AsOf(today, now)
    matrix = memory.sector_matrix(session, at)
    keys = _columns(matrix)
    agencies = {saved_id(one): one for one in list_agencies(session, [k for k in keys if k])}
    sectors = {saved_id(one): one for one in list_sectors(session)}
    named: list[tuple[int | None, str, str]] = [
        (key, one.code, sector_name(one, words)) for key, one in sectors.items()
    ]
    named.append((None, OTHER, words.say(_OTHER_SECTOR)))
    page = SectorMatrixPage(
        columns=[_column(key, agencies, words) for key in keys],
        rows=[
            SectorRow(
                name=name,
                url=f"/khoang-trong?sector={code}",
                unanswered=matrix.unanswered[key],
                total=matrix.total[key],
                cells=[
                    _cell(matrix.cells.get((key, agency)), code, agency, words) for agency in keys
                ],
            )
            for key, code, name in named
            if matrix.total[key]
        ],
    )
    return render(request, "matrix.html", page=page)


def _columns(matrix: SectorMatrix) -> list[int | None]:
    """Return the bodies, those that owe or promised most first; one that nobody knows is last."""
    weight: dict[int | None, tuple[int, int]] = {}
    for (_, agency), cell in matrix.cells.items():
        open_, done = weight.get(agency, (0, 0))
        weight[agency] = (open_ + cell.owed + cell.promised, done + cell.answered)
    return sorted(weight, key=lambda key: (key is None, -weight[key][0], -weight[key][1], key or 0))


def _column(key: int | None, agencies: dict[int, Agency], words: Words) -> Column:
    if key is None:
        return Column("0", words.say(_NO_AGENCY), words.say(_NO_AGENCY))
    agency = agencies[key]
    name = agency_name(agency, words)
    return Column(str(key), agency.code or name, name)


def _cell(cell: SectorCell | None, sector: str, agency: int | None, words: Words) -> Cell | None:
    """Say what a cell holds; None where the body has nothing to do with the sector."""
    if cell is None:
        return None
    parts = []
    if cell.answered:
        parts.append(words.ngettext("{count} đã có", "{count} đã có", cell.answered))
    if cell.promised:
        parts.append(words.ngettext("{count} đã hứa", "{count} đã hứa", cell.promised))
    if cell.overdue:
        parts.append(words.ngettext("{count} quá hạn", "{count} quá hạn", cell.overdue))
    elif cell.next_due:
        parts.append(words.say(N_("hạn {day}"), day=_day(cell.next_due)))
    if cell.owed:
        parts.append(words.ngettext("{count} chưa ai hứa", "{count} chưa ai hứa", cell.owed))
    tone = (
        "late" if cell.overdue else "undated" if cell.owed else "open" if cell.promised else "done"
    )
    return Cell(", ".join(parts), f"/ma-tran/o?sector={sector}&agency={agency or 0}", tone)


def _day(value: date) -> str:
    return f"{value.day}/{value.month}"


@router.get("/ma-tran/dia-phuong")
def gaps_by_province(
    request: Request,
    session: DbSession,
    memory: Memory,
    actor: CurrentActor,
    words: ReaderWords,
    now: Now,
    today: Today,
    page: PageNumber,
) -> Response:
    """Show how many places of each province wait for each gap."""
    at = AsOf(today, now)
    known = memory.standings(session, at)
    shown = paged(in_matrix_order(known), page, GAPS_PER_PAGE)
    views = view_gaps(session, at, ids=shown.rows, known=known)
    lines = {row.id: row for row in gap_rows_of(session, actor, views, words, today=today)}
    rows = [lines[key] for key in shown.rows if key in lines]
    matrix = province_matrix(session, at, [row.id for row in rows])
    made = ProvinceMatrixPage(
        provinces=matrix.provinces,
        rows=Paged(
            [(row, matrix.rows[row.id]) for row in rows if row.id in matrix.rows],
            shown.page,
            shown.last,
            shown.total,
        ),
    )
    return render(request, "matrix_places.html", page=made)
