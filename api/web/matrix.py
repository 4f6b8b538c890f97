"""The matrices: sector by body, gap by province; each cell leads to what it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.catalogue_memory import Memory
from api.dependencies import CurrentActor, DbSession, Now, Today
from api.web.addresses import Paged, PageNumber, paged
from api.web.gap_rows import GapRow, gap_rows_of
from api.web.matrix_words import cell_url, cell_words, empty_words, short_name
from api.web.names import Link, agency_name, sector_name
from api.web.rendering import render
from api.web.words import ReaderWords, Words
from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.rules.two_times import AsOf
from directives.services.gap_views import view_gaps
from directives.services.matrix import (
    ProvinceCell,
    SectorMatrix,
    in_matrix_order,
    province_matrix,
)
from directives.services.place_waiting import UNANSWERED
from directives.store.agencies import list_agencies, list_sectors
from directives.translation import N_
from directives.vocabulary import GapState

GAPS_PER_PAGE = 15
OTHER = "khac"
_OTHER_SECTOR = N_("Lĩnh vực khác")

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Column:
    """A body at the head of a column: its abbreviation, and its name where that is short."""

    key: str
    short: str
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, where it leads, and how it looks; of tone "none", nothing is owed."""

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
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class SectorMatrixPage:
    """Sectors by bodies."""

    columns: Sequence[Column]
    rows: Sequence[SectorRow]
    untouched: Sequence[Link]  # sectors in which nobody named a gap


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """A gap with its cells in the order of the provinces, and what those without a number say."""

    gap: GapRow
    cells: Sequence[ProvinceCell]
    rest: str  # told in words where the cells stand below one another
    owed: str  # what a zero means, for who hears the cells one by one


@dataclass(frozen=True, slots=True)
class ProvinceMatrixPage:
    """Gaps by provinces."""

    provinces: Sequence[tuple[str, str]]
    rows: Paged[ProvinceRow]


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
                cells=[_cell(matrix, key, code, agency, agencies, words) for agency in keys],
            )
            for key, code, name in named
            if matrix.total[key]
        ],
        untouched=[
            Link(name, f"/khoang-trong?sector={code}")
            for key, code, name in named
            if key and not matrix.total[key]
        ],
    )
    return render(request, "matrix.html", page=page)


def _columns(matrix: SectorMatrix) -> list[int | None]:
    """Return the bodies, those that owe or promised most first; one that nobody knows is last."""
    weight: dict[int | None, tuple[int, int]] = {}
    for (_, agency), cell in matrix.cells.items():
        open_, done = weight.get(agency, (0, 0))
        weight[agency] = (
            open_ + cell.owed + cell.promised + cell.unfinished,
            done + cell.answered,
        )
    return sorted(weight, key=lambda key: (key is None, -weight[key][0], -weight[key][1], key or 0))


def _column(key: int | None, agencies: dict[int, Agency], words: Words) -> Column:
    agency = agencies.get(key or 0)
    short = short_name(agency, words)
    return Column(str(key or 0), short, agency_name(agency, words) if agency else short)


def _cell(
    matrix: SectorMatrix,
    key: int | None,
    code: str,
    agency: int | None,
    agencies: Mapping[int, Agency],
    words: Words,
) -> Cell:
    """Say what a cell counts, or why it counts nothing."""
    url = cell_url(code, agency)
    cell = matrix.cells.get((key, agency))
    if cell is None:
        return Cell(empty_words(matrix, key, agency, agencies, words), url, "none")
    is_open = cell.promised or cell.unfinished
    tone = "late" if cell.overdue else "undated" if cell.owed else "open" if is_open else "done"
    return Cell(cell_words(cell, words), url, tone)


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
    matrix = province_matrix(
        session, at, [row.id for row in rows], scopes=memory.gap_scopes(session, at)
    )
    made = ProvinceMatrixPage(
        provinces=matrix.provinces,
        rows=Paged(
            [
                ProvinceRow(
                    row,
                    matrix.rows[row.id],
                    _rest(matrix.rows[row.id], words),
                    _owed(row.state, words),
                )
                for row in rows
                if row.id in matrix.rows
            ],
            shown.page,
            shown.last,
            shown.total,
        ),
    )
    return render(request, "matrix_places.html", page=made)


def _owed(state: GapState, words: Words) -> str:
    """Say of a province from which nobody reported how the gap stands, and that it is owed."""
    label = words.label(state)
    template = N_("chưa nơi nào báo; {state}")
    if state in UNANSWERED:
        template = N_("chưa nơi nào báo; còn nợ văn bản: {state}")
    return words.say(template, state=label[:1].lower() + label[1:])


def _rest(cells: Sequence[ProvinceCell], words: Words) -> str:
    """Say of how many provinces nobody has reported, and how many the gap does not concern."""
    silent = sum(1 for cell in cells if cell.answer.concerned and not cell.waiting)
    outside = sum(1 for cell in cells if not cell.answer.concerned and not cell.answer.reason)
    parts = []
    if silent:
        parts.append(
            words.ngettext(
                "{count} tỉnh thuộc phạm vi chưa nơi nào báo",
                "{count} tỉnh thuộc phạm vi chưa nơi nào báo",
                silent,
            )
        )
    if outside:
        parts.append(
            words.ngettext("{count} tỉnh ngoài phạm vi", "{count} tỉnh ngoài phạm vi", outside)
        )
    return "; ".join(parts)
