"""The matrices over JSON: sector by body, gap by province."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.catalogue_memory import Memory
from api.dependencies import CurrentActor, DbSession, Now, Today
from api.v1.schemas.places import (
    ProvinceCellOut,
    ProvinceMatrixOut,
    ProvinceRowOut,
    SectorCellOut,
    SectorMatrixOut,
    SectorTotalOut,
)
from api.v1.schemas.problems import READING
from directives.models.base import saved_id
from directives.rules.two_times import AsOf
from directives.services.matrix import in_matrix_order, province_matrix
from directives.services.names import sector_codes
from directives.store.agencies import list_agencies

router = APIRouter(prefix="/matrix", tags=["matrix"])


@router.get("/sectors", responses=READING)
def sectors_by_agency(
    session: DbSession, memory: Memory, _actor: CurrentActor, *, now: Now, today: Today
) -> SectorMatrixOut:
    """Return which body answered, promised and owes what, by sector."""
    matrix = memory.sector_matrix(session, AsOf(today, now))
    codes = sector_codes(session)
    ids = sorted({agency for _, agency in matrix.cells if agency})
    names = {saved_id(a): a.name for a in list_agencies(session, ids)}
    return SectorMatrixOut(
        as_of=today,
        sectors=[
            SectorTotalOut(
                sector=codes.get(key or 0),
                total=total,
                unanswered=matrix.unanswered[key],
                unfinished=matrix.unfinished[key],
                led_by=[agency for agency in matrix.leads.get(key, []) if agency],
            )
            for key, total in matrix.total.items()
        ],
        cells=[
            SectorCellOut(
                sector=codes.get(sector or 0),
                agency_id=agency,
                agency=names.get(agency or 0),
                answered=cell.answered,
                promised=cell.promised,
                overdue=cell.overdue,
                next_due=cell.next_due,
                owed=cell.owed,
                unfinished=cell.unfinished,
            )
            for (sector, agency), cell in matrix.cells.items()
        ],
    )


@router.get("/provinces", responses=READING)
def gaps_by_province(
    session: DbSession,
    memory: Memory,
    _actor: CurrentActor,
    *,
    now: Now,
    today: Today,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> ProvinceMatrixOut:
    """Return how many places of each province wait for each gap, the unanswered gaps first."""
    at = AsOf(today, now)
    found = memory.standings(session, at)
    order = in_matrix_order(found)
    scopes = memory.gap_scopes(session, at)
    matrix = province_matrix(session, at, order[offset : offset + limit], scopes=scopes)
    return ProvinceMatrixOut(
        as_of=today,
        total=len(order),
        gaps=[
            ProvinceRowOut(
                gap_id=gap,
                state=found[gap].state,
                provinces=[
                    ProvinceCellOut(
                        province=code,
                        waiting=cell.waiting,
                        concerned=cell.answer.concerned,
                        reason=cell.answer.reason,
                    )
                    for (code, _), cell in zip(matrix.provinces, cells, strict=True)
                ],
            )
            for gap, cells in matrix.rows.items()
        ],
    )
