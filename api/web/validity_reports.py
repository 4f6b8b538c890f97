"""The reports on legal effect: what is suspect, what expires soon, what rests on the expired."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession
from api.validity_report_text import OWN_TERM
from api.web.asked_day import Asked
from api.web.changed_parts import changed_parts_words
from api.web.names import Link, document_url
from api.web.relation_groups import provision_words
from api.web.rendering import render
from api.web.suspicion_rows import further_words
from api.web.words import ReaderWords, Words
from directives.models.base import saved_id
from directives.reference.tables import relation_kinds
from directives.rules.two_times import AsOf
from directives.services.report_names import Named
from directives.services.validity_reports import (
    SOON_DAYS,
    ExpiringReport,
    ExpiringRow,
    PathStep,
    RestingReport,
    RestingRow,
    SuspectRow,
    SuspectsReport,
    expiring_report,
    resting_report,
    suspects_report,
)
from directives.store.gaps import list_gaps
from directives.translation import N_
from directives.vocabulary import RelationKind, SuspicionReason

router = APIRouter(include_in_schema=False)

_SUSPECTS, _EXPIRING, _RESTING = (
    "/bao-cao/can-xem-lai",
    "/bao-cao/sap-het-hieu-luc",
    "/bao-cao/can-cu-het-hieu-luc",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: the document, then a sentence or figure for each further column."""

    document: Link
    title: str
    answering: Link | None  # the gap that it answers, where that is what is suspect
    cells: Sequence[Sequence[Link]]  # each of several lines; an empty address: words only


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading."""

    caption: str
    columns: Sequence[str]
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report of a day."""

    title: str
    about: str
    url: str
    as_of: date
    known_at: datetime
    tables: Sequence[Table]
    count: int
    nothing: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A report in the list of reports, with its leading figure."""

    title: str
    about: str
    url: str
    count: int
    counted: str


def entries(session: Session, at: AsOf, words: Words) -> list[Entry]:
    """Return the reports on legal effect for the list of reports."""
    pages = [
        _suspects(suspects_report(session, at), words, gaps={}),
        _expiring(expiring_report(session, at), words),
        _resting(resting_report(session, at), words),
    ]
    counted = words.say(N_("văn bản, liên kết"))
    return [Entry(page.title, page.about, page.url, page.count, counted) for page in pages]


@router.get(_SUSPECTS)
def suspects(
    request: Request, session: DbSession, _actor: CurrentActor, words: ReaderWords, asked: Asked
) -> HTMLResponse:
    """Show what is suspect, by agency."""
    report = suspects_report(session, asked.at)
    ids = sorted({row.gap_id for _, rows in report.agencies for row in rows if row.gap_id})
    gaps = {saved_id(gap): gap.title for gap in list_gaps(session, ids=ids)}
    page = _suspects(report, words, gaps=gaps)
    return render(request, "validity_report.html", page=page, asked=asked, errors=asked.errors)


@router.get(_EXPIRING)
def expiring(
    request: Request, session: DbSession, _actor: CurrentActor, words: ReaderWords, asked: Asked
) -> HTMLResponse:
    """Show what will expire soon."""
    page = _expiring(expiring_report(session, asked.at), words)
    return render(request, "validity_report.html", page=page, asked=asked, errors=asked.errors)


@router.get(_RESTING)
def resting(
    request: Request, session: DbSession, _actor: CurrentActor, words: ReaderWords, asked: Asked
) -> HTMLResponse:
    """Show what is in force but rests on what has ended."""
    page = _resting(resting_report(session, asked.at), words)
    return render(request, "validity_report.html", page=page, asked=asked, errors=asked.errors)


def _suspects(report: SuspectsReport, words: Words, *, gaps: Mapping[int, str]) -> ReportPage:
    """Return the page; `gaps` are the titles of the gaps whose answers are suspect."""
    columns = [
        words.say(N_("Vì sao")),
        words.say(N_("Văn bản đã thay đổi")),
        words.say(N_("Từ ngày")),
        words.say(N_("Đường dẫn")),
    ]
    verbs = _reverse_verbs(words)
    tables = [
        Table(
            agency or words.say(N_("Chưa rõ cơ quan ban hành")),
            [words.say(N_("Văn bản")), *columns],
            [
                Line(
                    _link(row.document),
                    row.document.title,
                    _answering(row, gaps, words),
                    _suspect_cells(row, verbs, words),
                )
                for row in rows
            ],
        )
        for agency, rows in report.agencies
    ]
    return ReportPage(
        title=words.say(N_("Cần xem lại vì căn cứ thay đổi")),
        about=words.say(N_("Văn bản, và khoảng trống được đáp ứng, dựa trên văn bản đã thay đổi.")),
        url=_SUSPECTS,
        as_of=report.as_of,
        known_at=report.known_at,
        tables=tables,
        count=sum(len(table.lines) for table in tables),
        nothing=words.say(N_("Không có văn bản nào phải xem lại.")),
    )


def _suspect_cells(
    row: SuspectRow, verbs: Mapping[RelationKind, str], words: Words
) -> list[list[Link]]:
    """Return why it is suspect and what else happened, to what, since when, by which path."""
    hidden = Link(words.say(N_("văn bản không còn hiển thị")), "")
    why = [Link(words.label(row.reason), f"/nghi-van/{row.id}"), *_act(row.act)]
    alike: dict[tuple[SuspicionReason, date, Named | None], list[str]] = {}
    for cause in row.also:
        alike.setdefault((cause.reason, cause.holds_on, cause.act), []).append(cause.provision)
    for (reason, since, act), changed in alike.items():
        why += [Link(further_words(reason, since, changed, words), ""), *_act(act)]
    part = changed_parts_words([row.provision], words)
    return [
        why,
        [_link(row.base) if row.base else hidden, *([Link(part, "")] if part else [])],
        [Link(words.day(row.holds_on), "")],
        [_step(step, verbs, hidden) for step in row.path],
    ]


def _act(act: Named | None) -> list[Link]:
    return [_link(act)] if act else []


def _step(step: PathStep, verbs: Mapping[RelationKind, str], hidden: Link) -> Link:
    """Return a document of a path and how it rests on the next: “Thông tư 1 — Hướng dẫn:”."""
    here = _link(step.document) if step.document else hidden
    return Link(f"{here.name} — {verbs[step.kind]}:", here.url) if step.kind else here


def _expiring(report: ExpiringReport, words: Words) -> ReportPage:
    lines = [
        Line(
            _link(row.document),
            row.document.title,
            None,
            [
                [Link(words.day(row.expires_on), "")],
                [Link(words.ngettext("còn {count} ngày", "còn {count} ngày", row.days_left), "")],
                _ending(row, words),
            ],
        )
        for row in report.rows
    ]
    heads = (N_("Văn bản"), N_("Ngày cuối"), N_("Còn lại"), N_("Vì sao hết hiệu lực"))
    columns = [words.say(head) for head in heads]
    caption = words.say(N_("Hết hiệu lực trong {days} ngày tới"), days=report.within_days)
    return ReportPage(
        title=words.say(N_("Sắp hết hiệu lực")),
        about=words.say(
            N_("Văn bản hết hiệu lực trong {days} ngày tới: hết thời hạn, bị thay thế, bãi bỏ."),
            days=SOON_DAYS,
        ),
        url=_EXPIRING,
        as_of=report.as_of,
        known_at=report.known_at,
        tables=[Table(caption, columns, lines)] if lines else [],
        count=len(lines),
        nothing=words.say(N_("Không có văn bản nào sắp hết hiệu lực.")),
    )


def _ending(row: ExpiringRow, words: Words) -> list[Link]:
    """Return why a document ends, with what ends it: “Hết hiệu lực, bị thay thế”, the decree."""
    if not row.acts:
        return [Link(words.say(OWN_TERM), "")]
    return [Link(words.label(row.ends_as), ""), *map(_link, row.acts)]


def _base_links(row: RestingRow, words: Words) -> list[Link]:
    provision = provision_words(row.provision, words)
    return [_link(row.base), *([Link(provision, "")] if provision else [])]


def _resting(report: RestingReport, words: Words) -> ReportPage:
    verbs = _reverse_verbs(words)
    lines = [
        Line(
            _link(row.document),
            row.document.title,
            None,
            [
                [Link(verbs[row.kind], "")],
                _base_links(row, words),
                [Link(f"{words.label(row.base_status)}, {words.day(row.ended_on)}", "")],
            ],
        )
        for row in report.rows
    ]
    columns = [
        words.say(N_("Văn bản")),
        words.say(N_("Quan hệ")),
        words.say(N_("Văn bản đã hết hiệu lực")),
        words.say(N_("Hết từ ngày")),
    ]
    return ReportPage(
        title=words.say(N_("Còn hiệu lực nhưng căn cứ đã hết hiệu lực")),
        about=words.say(
            N_("Văn bản còn hiệu lực mà căn cứ, văn bản được hướng dẫn đã hết hiệu lực.")
        ),
        url=_RESTING,
        as_of=report.as_of,
        known_at=report.known_at,
        tables=[Table(words.say(N_("Hết lâu nhất xếp trước")), columns, lines)] if lines else [],
        count=len(lines),
        nothing=words.say(N_("Không có văn bản nào dựa trên căn cứ đã hết hiệu lực.")),
    )


def _answering(row: SuspectRow, gaps: Mapping[int, str], words: Words) -> Link | None:
    if row.gap_id is None:
        return None
    title = gaps.get(row.gap_id, "")
    said = words.say(N_("Đáp ứng khoảng trống: {title}"), title=title)
    return Link(said, f"/khoang-trong/{row.gap_id}")


def _reverse_verbs(words: Words) -> dict[RelationKind, str]:
    return {
        RelationKind(kind.code): words.name(kind.reverse_verb, kind.reverse_verb_en)
        for kind in relation_kinds()
    }


def _link(one: Named) -> Link:
    return Link(one.name, document_url(one.id))
