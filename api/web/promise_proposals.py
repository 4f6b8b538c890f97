"""The inbox of promises that were read: each with its quote, taken over or rejected."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession
from api.web.addresses import Paged, PageNumber, RecordId, last_page
from api.web.forms import typed_words
from api.web.names import (
    Link,
    agency_names,
    document_name,
    document_url,
    readable_documents,
    sector_choices,
    sector_name,
    type_choices,
)
from api.web.rendering import render
from api.web.sent_forms import SentForm, Typed, typed_codes, typed_day
from api.web.sentences import when_due
from api.web.words import ReaderWords, Words, as_sentence
from directives.models.base import saved_id
from directives.models.document import Document
from directives.models.promise_proposal import PromiseProposal
from directives.rules.permissions import Actor, check_can_record_commitment
from directives.services.commitment_views import due_of
from directives.services.names import gap_named, sector_named
from directives.services.proposal_decisions import (
    Added,
    accept_proposal,
    is_due_before,
    reject_proposal,
)
from directives.store.documents import list_sectors_of
from directives.store.promise_proposals import count_waiting, list_waiting
from directives.vocabulary import CommitmentKind

ADDRESS = "/cam-ket/de-xuat"
PER_PAGE = 20

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One promise that was read: who, what, by when, in which words of which document."""

    id: int
    lead: str
    promise: str
    product: str  # what it hands over, as the form chooses it: a kind or the code of a type
    expected_title: str  # of the promised document; empty: none was read
    due: str  # as a sentence; empty: no date was given
    has_day: bool
    phrase: str  # where the sentence does not quote it
    asks_day: bool  # the date that was read lies before the document
    quote: str
    source: Link
    sectors: Sequence[str]  # of the document; the promise is of the first


@router.get(ADDRESS)
def inbox(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    page: PageNumber,
) -> Response:
    """Show what waits for a decision, the newest reading first."""
    check_can_record_commitment(actor)
    total = count_waiting(session)
    last = last_page(total, PER_PAGE)
    shown = min(page, last)
    found = list_waiting(session, limit=PER_PAGE, offset=(shown - 1) * PER_PAGE)
    rows = _rows(session, actor, found, words)
    listed = Paged(rows, shown, last, total)
    sectors = sector_choices(session, words, ())
    types = type_choices(words)
    return render(request, "promise_proposals.html", page=listed, sectors=sectors, types=types)


@router.post(ADDRESS + "/{proposal_id:int}/nhan")
def take_over(
    proposal_id: RecordId,
    sent: SentForm,
    due_to: Typed = "",
    sector: Typed = "",
    gaps: Typed = "",
    product: Typed = "",
    expected_title: Typed = "",
) -> RedirectResponse:
    """Record the promise as it was read, or as the form puts it right: one click."""
    of = sector_named(sent.session, sector, field="sector") if sector else None
    named = [gap_named(sent.session, one, field="gaps") for one in typed_codes(gaps)]
    added = Added(
        due_to=typed_day(due_to, field="due_to"),
        sector_id=of.id if of else None,
        gap_ids=[saved_id(gap) for gap in named],
        expected_title=typed_words(expected_title) or None,
        **_product_chosen(product),
    )
    made = accept_proposal(
        sent.session, sent.actor, proposal_id, added, today=sent.at.day, now=sent.at.known_at
    )
    return sent.see(f"/cam-ket/{saved_id(made)}")


@router.post(ADDRESS + "/{proposal_id:int}/bo")
def turn_down(proposal_id: RecordId, sent: SentForm, words: Typed = "") -> RedirectResponse:
    """Say that it is no promise, and why; it never returns."""
    reject_proposal(
        sent.session,
        sent.actor,
        proposal_id,
        reason=typed_words(words),
        today=sent.at.day,
        now=sent.at.known_at,
    )
    return sent.see(ADDRESS)


def _product_chosen(product: str) -> dict[str, Any]:
    """Return what a choice says: a kind, the code of a type, or nothing: as it was read."""
    if not product:
        return {}
    if product in set(CommitmentKind):
        return {"kind": CommitmentKind(product), "expected_type_code": ""}
    return {"kind": CommitmentKind.GUIDANCE, "expected_type_code": product}


def _rows(
    session: Session, actor: Actor, found: Sequence[PromiseProposal], words: Words
) -> list[ProposalRow]:
    documents = readable_documents(session, actor, (one.document_id for one in found))
    leads = agency_names(session, (one.lead_agency_id for one in found), words)
    sectors = {
        key: [sector_name(one, words) for one in of]
        for key, of in list_sectors_of(session, list(documents)).items()
    }
    return [
        _row(one, documents[one.document_id], leads, sectors.get(one.document_id, []), words)
        for one in found
    ]


def _row(
    one: PromiseProposal,
    document: Document,
    leads: dict[int, str],
    sectors: Sequence[str],
    words: Words,
) -> ProposalRow:
    due = due_of(one)
    return ProposalRow(
        id=saved_id(one),
        lead=as_sentence(leads.get(one.lead_agency_id or 0, one.lead_words)),
        promise=as_sentence(one.promise),
        product=one.expected_type_code or one.kind,
        expected_title=one.expected_title or "",
        due=as_sentence(when_due(due, words)),
        has_day=due.due_to is not None,
        phrase="" if due.named else due.phrase,
        asks_day=is_due_before(one, document.issued_on),
        quote=" ".join(one.quote.split()),
        source=Link(document_name(document, words), document_url(one.document_id)),
        sectors=sectors,
    )
