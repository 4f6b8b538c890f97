"""What a cell of a matrix counts: the gaps, the promises, the documents, who waits."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import Session

from api.catalogue_memory import Memory
from api.dependencies import CurrentActor, DbSession, Now, Today
from api.web.addresses import Paged, PageNumber, paged, whole_number
from api.web.gap_rows import GapRow, gap_rows_of
from api.web.matrix import OTHER
from api.web.matrix_words import NO_AGENCY, empty_sentence, owed_by_others
from api.web.names import Link, agency_name, place_names, sector_name
from api.web.place_rows import because, place_title
from api.web.promise_rows import PromiseRow, most_urgent_first, promise_rows_of
from api.web.rendering import render
from api.web.words import ReaderWords, Words
from directives.errors import AgencyNotFound, GapNotFound, SectorNotFound
from directives.models.base import saved_id
from directives.rules.permissions import Actor
from directives.rules.scope import ScopeAnswer
from directives.rules.two_times import AsOf
from directives.services.commitment_views import view_commitments
from directives.services.gap_views import get_gap, view_gaps
from directives.services.matrix import SectorMatrix, gaps_in_cell
from directives.services.place_waiting import scope_answers_of_provinces
from directives.services.places import codes_within, get_place
from directives.services.report_views import view_reports
from directives.store.agencies import find_sector, list_agencies
from directives.translation import N_

PER_PAGE = 25

router = APIRouter(include_in_schema=False)


_NOTHING = N_("Chưa cơ quan nào cam kết.")
_NOTHING_OF_BODY = N_("Cơ quan này chưa cam kết gì.")


@dataclass(frozen=True, slots=True)
class CellPage:
    """What one cell counts, with the sentence that sums it up."""

    title: str
    back: Link
    sentence: str
    gaps: Paged[GapRow]
    owed_by: Sequence[Link]  # of an empty cell: who owes something in the sector
    promises: Sequence[PromiseRow]
    no_promise: str  # what is said where there is none: others may have promised a gap of a body
    waiting: Sequence[str]  # places with the day of their report
    place: Link | None


@router.get("/ma-tran/o")
def cell(
    request: Request,
    session: DbSession,
    memory: Memory,
    actor: CurrentActor,
    words: ReaderWords,
    now: Now,
    today: Today,
    page: PageNumber,
    sector: str = "",
    agency: str = "",
    gap: str = "",
    place: str = "",
) -> Response:
    """Show what a cell counts: of a sector and a body, or of a gap and a province."""
    at = AsOf(today, now)
    if gap:
        made = _of_province(session, actor, whole_number(gap) or 0, place, words, at)
    else:
        key = whole_number(agency) or None
        found = memory.standings(session, at)
        matrix = memory.sector_matrix(session, at)
        sector_id = _sector_id(session, sector)
        counted = gaps_in_cell(session, at, found, sector_id=sector_id, agency_id=key)
        shown = paged(counted.gap_ids, page, PER_PAGE)
        of = CellOf(sector, sector_id, key, shown, counted.promise_ids[:PER_PAGE])
        made = _of_agency(session, actor, of, matrix, words, at)
    return render(request, "matrix_cell.html", page=made)


@dataclass(frozen=True, slots=True)
class CellOf:
    """A cell of a sector and a body, with the page of its gaps."""

    sector: str
    sector_id: int | None
    agency_id: int | None
    shown: Paged[int]
    promise_ids: Sequence[int]


def _sector_id(session: Session, code: str) -> int | None:
    if code == OTHER:
        return None
    found = find_sector(session, code)
    if found is None:
        raise SectorNotFound(sector=code)
    return found.id


def _of_agency(
    session: Session, actor: Actor, of: CellOf, matrix: SectorMatrix, words: Words, at: AsOf
) -> CellPage:
    in_sector = {agency for sector, agency in matrix.cells if sector == of.sector_id}
    asked = sorted(key for key in in_sector | {of.agency_id} if key)
    agencies = {saved_id(one): one for one in list_agencies(session, asked)}
    is_empty = not of.shown.total
    name = words.say(NO_AGENCY)
    if of.agency_id:
        if of.agency_id not in agencies:
            raise AgencyNotFound(agency=of.agency_id)
        name = agency_name(agencies[of.agency_id], words)
    found = find_sector(session, of.sector)
    sector = sector_name(found, words) if found else words.say(N_("Lĩnh vực khác"))
    views = view_gaps(session, at, ids=of.shown.rows)
    rows = {row.id: row for row in gap_rows_of(session, actor, views, words, today=at.day)}
    promises = most_urgent_first(view_commitments(session, at, ids=of.promise_ids))
    return CellPage(
        title=f"{sector}: {name}",
        back=Link(words.say(N_("Ma trận lĩnh vực và cơ quan")), "/ma-tran"),
        sentence=empty_sentence(matrix, of.sector_id, of.agency_id, name, words)
        if is_empty
        else "",
        owed_by=owed_by_others(matrix, of.sector_id, of.sector, agencies, words)
        if is_empty
        else [],
        gaps=Paged(
            [rows[key] for key in of.shown.rows if key in rows],
            of.shown.page,
            of.shown.last,
            of.shown.total,
        ),
        promises=promise_rows_of(session, actor, promises, words, today=at.day),
        no_promise=words.say(_NOTHING_OF_BODY if of.agency_id else _NOTHING),
        waiting=[],
        place=None,
    )


def _of_province(
    session: Session, actor: Actor, gap_id: int, code: str, words: Words, at: AsOf
) -> CellPage:
    place = get_place(session, code, day=at.day)
    view = get_gap(session, gap_id, at)
    rows = gap_rows_of(session, actor, [view], words, today=at.day)
    own = place.place.code
    answers = scope_answers_of_provinces(session, at, [gap_id], [own])
    if (gap_id, own) not in answers:
        raise GapNotFound
    answer = answers[gap_id, own]
    reports = view_reports(session, [gap_id], at, place_codes=codes_within(session, place, at.day))
    names = place_names(session, [one.report.place_code for one in reports] + [answer.by])
    name = place_title(place, words)
    return CellPage(
        title=f"{view.gap.title}: {name}",
        back=Link(words.say(N_("Ma trận khoảng trống và tỉnh")), "/ma-tran/dia-phuong"),
        sentence=_scope_words(answer, names, name, words),
        gaps=Paged(rows, 1, 1, 1),
        owed_by=[],
        promises=promise_rows_of(
            session, actor, most_urgent_first(view.promises), words, today=at.day
        ),
        no_promise=words.say(_NOTHING),
        waiting=[
            f"{names.get(one.report.place_code, one.report.place_code)}:"
            f" {one.report.reported_on.day}/{one.report.reported_on.month}"
            for one in reports[:PER_PAGE]
        ],
        place=Link(name, f"/dia-phuong/{own}"),
    )


def _scope_words(answer: ScopeAnswer, names: dict[str, str], name: str, words: Words) -> str:
    if answer.concerned:
        return because(answer, names, words) + "."
    if answer.reason:
        return words.say(
            N_("Không áp dụng cho {place}: {reason}"), place=name, reason=answer.reason
        )
    return words.say(N_("Không thuộc phạm vi của khoảng trống này."))
