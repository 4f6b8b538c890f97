"""The reports on what the catalogue lacks: documents that others name, holes in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.missing_report_text import hole_as_text
from api.web.addresses import Paged, PageNumber, paged
from api.web.names import Link, document_name, document_url, type_name
from api.web.rendering import render
from api.web.validity_reports import Entry
from api.web.words import ReaderWords, Words
from directives.models.base import saved_id
from directives.reference.tables import relation_kinds
from directives.rules.two_times import AsOf
from directives.services.missing_reports import (
    Neighbour,
    NotHeldRow,
    SeriesHole,
    SeriesRow,
    not_held_report,
    series_report,
)
from directives.translation import N_
from directives.vocabulary import Sureness

router = APIRouter(include_in_schema=False)

_NOT_HELD, _HOLES = "/bao-cao/chua-co-tep", "/bao-cao/so-con-trong"
_TITLES = {
    _NOT_HELD: N_("Văn bản được nhắc nhiều mà chưa có tệp"),
    _HOLES: N_("Số còn trống trong dãy số"),
}
_ABOUT = {
    _NOT_HELD: N_("Văn bản khác dẫn chiếu, căn cứ, sửa đổi… mà chưa có tệp; nhiều nhất trước."),
    _HOLES: N_("Giữa số đầu và số cuối đã biết của một cơ quan trong một năm, những số chưa thấy."),
}


@dataclass(frozen=True, slots=True)
class CitingRow:
    """A document that names the missing one, and what it does to it."""

    document: Link
    verbs: str


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A document that we do not hold."""

    document: Link
    title: str
    agency: str
    count: int
    all_url: str
    citing: Sequence[CitingRow]


@dataclass(frozen=True, slots=True)
class HoleRow:
    """Missing numbers, and the known ones beside them."""

    numbers: str
    count: int
    before: Link
    after: Link


@dataclass(frozen=True, slots=True)
class HolesRow:
    """A series of numbers with its holes."""

    issuer: str
    type: str
    series: str
    by_law: bool
    known: int
    missing: int
    first: Link
    last: Link
    sureness: Sureness
    compact: str
    holes: Sequence[HoleRow]
    list_url: str


@dataclass(frozen=True, slots=True)
class NotHeldPage:
    """The missing documents, a page at a time."""

    title: str
    about: str
    rows: Paged[MissingRow]
    total: int
    known_at: datetime


@dataclass(frozen=True, slots=True)
class HolesPage:
    """The series with holes, a page at a time."""

    title: str
    about: str
    rows: Paged[HolesRow]
    known_at: datetime
    day: date


def missing_entries(session: Session, at: AsOf, words: Words) -> list[Entry]:
    """Return these reports for the list of reports."""
    counts = (
        (_NOT_HELD, not_held_report(session, at).total, N_("văn bản")),
        (_HOLES, len(series_report(session, at).rows), N_("dãy số")),
    )
    return [
        Entry(words.say(_TITLES[url]), words.say(_ABOUT[url]), url, count, words.say(counted))
        for url, count, counted in counts
    ]


@router.get(_NOT_HELD)
def not_held(
    request: Request,
    session: DbSession,
    _actor: CurrentActor,
    words: ReaderWords,
    now: Now,
    today: Today,
    page: PageNumber,
) -> HTMLResponse:
    """Show which documents others name that have no file."""
    report = not_held_report(session, AsOf(today, now))
    rows = paged([_missing(row, words) for row in report.rows], page)
    shown = NotHeldPage(
        words.say(_TITLES[_NOT_HELD]), words.say(_ABOUT[_NOT_HELD]), rows, report.total, now
    )
    return render(request, "not_held.html", page=shown)


@router.get(_HOLES)
def holes(
    request: Request,
    session: DbSession,
    _actor: CurrentActor,
    words: ReaderWords,
    now: Now,
    today: Today,
    page: PageNumber,
) -> HTMLResponse:
    """Show the holes in series of numbers."""
    report = series_report(session, AsOf(today, now))
    rows = paged([_holes(row, words) for row in report.rows], page)
    shown = HolesPage(
        words.say(_TITLES[_HOLES]), words.say(_ABOUT[_HOLES]), rows, now, report.as_of
    )
    return render(request, "number_gaps.html", page=shown)


def _missing(row: NotHeldRow, words: Words) -> MissingRow:
    verbs = {kind.code: words.name(kind.verb, kind.verb_en) for kind in relation_kinds()}
    name, url = document_name(row.document, words), document_url(saved_id(row.document))
    return MissingRow(
        document=Link(name, url),
        title=row.document.title if row.document.title != name else "",
        agency=row.agency,
        count=row.count,
        all_url=f"{url}/quan-he",
        citing=[
            CitingRow(
                Link(document_name(one.document, words), document_url(saved_id(one.document))),
                "; ".join(verbs[kind.value] for kind in one.kinds),
            )
            for one in row.cited_by
        ],
    )


def _holes(row: SeriesRow, words: Words) -> HolesRow:
    return HolesRow(
        issuer=row.issuer,
        type=type_name(row.type_code, words) or row.type_code,
        series=row.series,
        by_law=row.by_law,
        known=row.known_count,
        missing=row.missing_count,
        first=_link(row.first),
        last=_link(row.last),
        sureness=row.sureness,
        compact=", ".join(hole_as_text(one.hole) for one in row.holes),
        holes=[_hole(one) for one in row.holes],
        list_url=f"/van-ban?agency={row.issuer_id}&type={row.type_code}&stubs=1",
    )


def _hole(one: SeriesHole) -> HoleRow:
    return HoleRow(hole_as_text(one.hole), one.hole.count, _link(one.before), _link(one.after))


def _link(one: Neighbour) -> Link:
    return Link(one.number, document_url(one.id))
