"""The report in the Government's own shape: four figures and a rate for each body."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.dependencies import CurrentActor, DbSession
from api.web.addresses import Paged, PageNumber, paged
from api.web.asked_day import Asked
from api.web.commitments import NOBODY
from api.web.names import Link, agency_names
from api.web.rendering import render
from api.web.words import ReaderWords, Words
from directives.rules.official_figures import OfficialFigures
from directives.services.official_figures_report import official_figures_report
from directives.translation import N_
from directives.vocabulary import COMMITMENT_STATE_LABELS

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class FiguresRow:
    """The figures of one body, and the list of its promises."""

    body: Link
    figures: OfficialFigures


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """The figures of a day."""

    as_of: date
    known_at: datetime
    total: OfficialFigures
    rows: Paged[FiguresRow]
    besides: Sequence[tuple[str, int]]  # state in words, how many


@router.get("/bao-cao/tinh-hinh-thuc-hien")
def official_figures(
    request: Request,
    session: DbSession,
    _actor: CurrentActor,
    words: ReaderWords,
    asked: Asked,
    page: PageNumber,
) -> HTMLResponse:
    """Show the promises of each body in the four official states."""
    report = official_figures_report(session, asked.at)
    names = agency_names(session, (row.agency_id for row in report.rows), words)
    rows = [FiguresRow(_body(row.agency_id, names, words), row.figures) for row in report.rows]
    shown = FiguresPage(
        as_of=report.as_of,
        known_at=report.known_at,
        total=report.total,
        rows=paged(rows, page),
        besides=[
            (words.say(COMMITMENT_STATE_LABELS[state]), count)
            for state, count in sorted(report.besides.items())
        ],
    )
    return render(request, "official_figures.html", page=shown, asked=asked, errors=asked.errors)


def _body(agency_id: int | None, names: dict[int, str], words: Words) -> Link:
    if agency_id is None:
        return Link(words.say(N_("Chưa rõ cơ quan")), f"/cam-ket?agency={NOBODY}")
    return Link(names[agency_id], "/cam-ket?" + urlencode({"agency": agency_id}))
