"""The report of what lacks its day of effect: each line leads to where the day is entered."""

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession
from api.web.asked_day import Asked
from api.web.names import Link, document_url
from api.web.rendering import render
from api.web.validity_reports import Entry, Line, ReportPage, Table
from api.web.words import ReaderWords, Words
from directives.models.base import saved_id
from directives.rules.permissions import Actor, allows, check_can_change_document
from directives.rules.two_times import AsOf
from directives.services.silent_report import SilentReport, SilentRow, silent_report
from directives.store.documents import list_documents_by_ids
from directives.translation import N_

router = APIRouter(include_in_schema=False)

_SILENT: Final = "/bao-cao/thieu-ngay-hieu-luc"


def silent_entry(session: Session, at: AsOf, words: Words) -> Entry:
    """Return the report for the list of reports."""
    page = page_of(silent_report(session, at), words, may_enter=frozenset())
    return Entry(page.title, page.about, page.url, page.count, words.say(N_("văn bản")))


@router.get(_SILENT)
def silent(
    request: Request, session: DbSession, actor: CurrentActor, words: ReaderWords, asked: Asked
) -> HTMLResponse:
    """Show what lacks its day of effect."""
    report = silent_report(session, asked.at)
    page = page_of(report, words, may_enter=_may_enter(session, actor, report))
    return render(request, "validity_report.html", page=page, asked=asked, errors=asked.errors)


def _may_enter(session: Session, actor: Actor, report: SilentReport) -> frozenset[int]:
    """Return the documents of which the reader may say the day."""
    documents = list_documents_by_ids(session, [row.document.id for row in report.rows])
    return frozenset(
        saved_id(one)
        for one in documents
        if allows(check_can_change_document, actor, one.owner_agency_id)
    )


def page_of(report: SilentReport, words: Words, *, may_enter: frozenset[int]) -> ReportPage:
    """Return the page; `may_enter` are the documents of which the reader may say the day."""
    lines = [
        Line(
            Link(row.document.name, document_url(row.document.id)),
            row.document.title,
            None,
            _cells(row, words, may_enter=row.document.id in may_enter),
        )
        for row in report.rows
    ]
    columns = [
        words.say(N_("Văn bản")),
        words.say(N_("Cơ quan ban hành")),
        words.say(N_("Ngày ban hành")),
        words.say(N_("Tác động đến")),
        words.say(N_("Việc cần làm")),
    ]
    return ReportPage(
        title=words.say(N_("Thiếu ngày có hiệu lực")),
        about=words.say(
            N_(
                "Văn bản quy phạm pháp luật chưa ghi ngày có hiệu lực nên chưa rõ hiệu lực, không"
                " đáp ứng khoảng trống nào."
            )
        ),
        url=_SILENT,
        as_of=report.as_of,
        known_at=report.known_at,
        tables=[Table(_caption(report, words), columns, lines)] if lines else [],
        count=report.total,
        nothing=words.say(N_("Không có văn bản nào thiếu ngày có hiệu lực.")),
    )


def _caption(report: SilentReport, words: Words) -> str:
    if report.total > len(report.rows):
        said = N_("Tác động nhiều nhất xếp trước; phần đầu của {total} văn bản")
        return words.say(said, total=report.total)
    return words.say(N_("Tác động nhiều nhất xếp trước"))


def _cells(row: SilentRow, words: Words, *, may_enter: bool) -> list[list[Link]]:
    unknown_agency = words.say(N_("Chưa rõ cơ quan ban hành"))
    issued = [Link(words.say(N_("Chưa rõ ngày ban hành")), "")]
    if row.issued_on and row.days_silent is not None:
        ago = words.ngettext("{count} ngày trước", "{count} ngày trước", row.days_silent)
        issued = [Link(words.day(row.issued_on), ""), Link(ago, "")]
    acts_on = words.ngettext("{count} văn bản", "{count} văn bản", row.acts_on)
    address = document_url(row.document.id)
    todo = Link(words.say(N_("Tìm ngày có hiệu lực trong văn bản")), address)
    if may_enter:
        todo = Link(words.say(N_("Ghi ngày có hiệu lực")), f"{address}/ra-soat#effective_on")
    return [
        [Link(row.document.agency or unknown_agency, "")],
        issued,
        [Link(acts_on, address if row.acts_on else "")],
        [todo],
    ]
