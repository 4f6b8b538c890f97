"""What documents tell others to issue: the report, and what people decide about each clause."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.web.addresses import Paged, PageNumber, RecordId, paged, whole_number
from api.web.delegation_rows import DelegationRow, delegation_rows_of
from api.web.names import Link, document_name, document_url, readable_documents
from api.web.rendering import render
from api.web.sent_forms import Sent, SentForm, Typed
from api.web.words import ReaderWords, Words
from directives.errors import ValueInvalid
from directives.rules.delegation import provision_words
from directives.rules.permissions import Actor, allows, check_can_decide_expectation
from directives.rules.two_times import AsOf
from directives.services.delegation_views import ExpectationView, view_expectations
from directives.services.expectation_gaps import open_gap_for
from directives.services.expectations import (
    decide_expectation,
    get_expectation,
    say_fulfilled,
)
from directives.translation import N_
from directives.vocabulary import ExpectationStanding, ProposalState

ADDRESS = "/bao-cao/giao-quy-dinh"
PER_PAGE = 20
_OWED = "no"  # nợ
_DONE = {ExpectationStanding.FULFILLED, ExpectationStanding.FULFILLED_LATE}

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class DelegatingDocument:
    """A document that delegates, with its clauses."""

    document: Link
    due_on: date | None
    owed: int
    rows: Sequence[DelegationRow]


@dataclass(frozen=True, slots=True)
class DelegationPage:
    """The report of a day: which clauses have their document, and which have none."""

    as_of: date
    known_at: datetime
    documents: Paged[DelegatingDocument]
    total: int
    done: int
    owed: int
    proposed: int
    only: str
    can_decide: bool


@router.get(ADDRESS)
def delegation_page(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    now: Now,
    today: Today,
    page: PageNumber,
    only: str = "",
) -> HTMLResponse:
    """Show per delegating document what it expects, what came of it, and what is owed."""
    views = [
        view
        for view in view_expectations(session, AsOf(today, now))
        if view.standing is not ExpectationStanding.REJECTED
    ]
    standings = [view.standing for view in views]
    wanted = [v for v in views if only != _OWED or v.standing is ExpectationStanding.IN_DEBT]
    report = DelegationPage(
        as_of=today,
        known_at=now,
        documents=_documents(session, actor, wanted, words, page=page),
        total=len(views),
        done=sum(standing in _DONE for standing in standings),
        owed=standings.count(ExpectationStanding.IN_DEBT),
        proposed=standings.count(ExpectationStanding.PROPOSED),
        only=only if only == _OWED else "",
        can_decide=allows(check_can_decide_expectation, actor),
    )
    return render(request, "delegations.html", page=report)


def _documents(
    session: Session, actor: Actor, views: Sequence[ExpectationView], words: Words, *, page: int
) -> Paged[DelegatingDocument]:
    """Return a page of delegating documents, those that are owed most first."""
    groups = [
        (key, list(found))
        for key, found in groupby(views, key=lambda view: view.expectation.document_id)
    ]
    groups.sort(key=lambda group: -_owed_of(group[1]))
    shown = paged(groups, page, PER_PAGE)
    parents = readable_documents(session, actor, [key for key, _ in shown.rows])
    every = [view for _, found in shown.rows for view in found]
    rows = {row.id: row for row in delegation_rows_of(session, actor, every, words)}
    documents = [
        DelegatingDocument(
            document=Link(document_name(parents[key], words), document_url(key)),
            due_on=found[0].due_on,
            owed=_owed_of(found),
            rows=[rows[view.expectation.id or 0] for view in found],
        )
        for key, found in shown.rows
    ]
    return Paged(documents, shown.page, shown.last, shown.total)


def _owed_of(views: Sequence[ExpectationView]) -> int:
    return sum(view.standing is ExpectationStanding.IN_DEBT for view in views)


@router.post("/giao-quy-dinh/{expectation_id:int}")
def decide(expectation_id: RecordId, sent: SentForm, decision: Typed = "") -> Response:
    """Confirm or reject what was read of one clause; saying it again does nothing."""
    if decision not in (ProposalState.CONFIRMED.value, ProposalState.REJECTED.value):
        raise ValueInvalid(field="decision", reason=N_("Hãy chọn xác nhận hoặc bác."))
    status = ProposalState(decision)
    now = sent.at.known_at
    found = decide_expectation(sent.session, sent.actor, expectation_id, status, now=now)
    return _back(sent, found.document_id)


@router.post("/giao-quy-dinh/{expectation_id:int}/dap-ung")
def fulfil(expectation_id: RecordId, sent: SentForm, document_id: Typed = "") -> Response:
    """Say which document answers a clause; an empty one takes that back."""
    answer = whole_number(document_id)
    now = sent.at.known_at
    found = say_fulfilled(sent.session, sent.actor, expectation_id, document_id=answer, now=now)
    return _back(sent, found.document_id)


@router.post("/giao-quy-dinh/{expectation_id:int}/khoang-trong")
def open_gap(expectation_id: RecordId, sent: SentForm, words: ReaderWords) -> Response:
    """Open the gap that an owed document leaves; clicking twice leads to the same gap."""
    session, actor, at = sent.session, sent.actor, sent.at
    title = _gap_title(session, actor, expectation_id, words)
    gap = open_gap_for(session, actor, expectation_id, title=title, now=at.known_at, today=at.day)
    return sent.see(f"/khoang-trong/{gap.id}")


def _gap_title(session: Session, actor: Actor, expectation_id: int, words: Words) -> str:
    expectation = get_expectation(session, actor, expectation_id)
    documents = readable_documents(session, actor, [expectation.document_id])
    return words.say(
        N_("Chưa có văn bản quy định chi tiết {where} {document}"),
        where=provision_words(expectation.provision_id),
        document=document_name(documents[expectation.document_id], words),
    ).replace("  ", " ")


def _back(sent: Sent, document_id: int) -> Response:
    return sent.see(f"/van-ban/{document_id}#giao-quy-dinh")
