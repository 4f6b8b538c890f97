"""A file that seems to be in the catalogue already: both side by side, and three choices."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Files, Now, Today, check_csrf
from api.receiving import Received, Reception
from api.web.addresses import RecordId
from api.web.answering_letter import AnsweredGap, AnswerInHand, back_to_gap, onward
from api.web.forms import typed_words
from api.web.names import agency_names, document_name, document_url
from api.web.rendering import render
from api.web.review_form import DAYS, day_shown
from api.web.review_page import LABELS
from api.web.uploads import UploadingActor
from api.web.words import ReaderWords, Words
from directives.errors import Conflict, FormExpired, Invalid, UploadAlreadyDecided, ValueInvalid
from directives.models.base import saved_id
from directives.models.document import Document
from directives.rules.permissions import Actor
from directives.services.pending_uploads import (
    Decision,
    PendingView,
    decide_pending,
    view_pending,
)
from directives.services.registration import Acceptance
from directives.store.files import FileStore
from directives.store.session import reading, unit_of_work
from directives.translation import N_
from directives.vocabulary import PendingOutcome

router = APIRouter(include_in_schema=False)

_COMPARED = ("number", "type", "agency", "issued_on", "title", "signer_name")
_LONGEST_REASON = 2_000
_CHOOSE = N_("Hãy chọn một trong các cách dưới đây.")


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One value of the file and of the document that it seems to be."""

    label: str
    read: str
    known: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent and refused."""

    then: str
    reason: str


@dataclass(frozen=True, slots=True)
class DuplicatePage:
    """Everything that the page says."""

    view: PendingView
    name: str  # of the known document; empty where the reader may not know of it
    url: str
    rows: list[ComparedRow]
    choices: list[PendingOutcome]
    action: str
    answer_url: str  # of the form that the known document may answer; empty: none led here


@router.get("/van-ban/trung/{pending_id:int}")
def duplicate_form(
    request: Request,
    pending_id: RecordId,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    answered: AnsweredGap,
) -> Response:
    """Show the file beside the document, and what may be done."""
    return _page(request, session, actor, pending_id, words, answered=answered)


@router.post("/van-ban/trung/{pending_id:int}")
def take_decision(
    request: Request,
    pending_id: RecordId,
    actor: UploadingActor,
    files: Files,
    words: ReaderWords,
    now: Now,
    today: Today,
    answered: AnsweredGap,
    then: Annotated[str, Form()] = "",
    reason: Annotated[str, Form(max_length=_LONGEST_REASON)] = "",
    csrf_token: Annotated[str, Form()] = "",
) -> Response:
    """Do what the uploader decided."""
    engine = request.app.state.engine
    try:
        check_csrf(request, csrf_token)
        decision = Decision(_outcome(then), typed_words(reason))
        received = _read_again(request, actor, pending_id, files)
        new = received.registration(Acceptance.DRAFT)
        with unit_of_work(engine) as session:
            document = decide_pending(
                session, actor, pending_id, decision, new=new, files=files, now=now, today=today
            )
            url = _onward(saved_id(document), decision.outcome, answered)
    except (Conflict, Invalid, FormExpired) as refused:
        errors = {refused.field or "": refused.message(words.catalogue.gettext)}
        with reading(engine) as session:
            typed = Typed(then, reason)
            return _page(
                request,
                session,
                actor,
                pending_id,
                words,
                answered=answered,
                errors=errors,
                typed=typed,
            )
    return RedirectResponse(url, HTTPStatus.SEE_OTHER)


def _onward(document_id: int, outcome: PendingOutcome, answered: AnswerInHand | None) -> str:
    """Return where the uploader goes on; what is known already may answer a gap at once."""
    if outcome is not PendingOutcome.ATTACHED:
        return onward(f"{document_url(document_id)}/ra-soat", answered)
    return back_to_gap(answered, document_id) if answered else document_url(document_id)


def _outcome(then: str) -> PendingOutcome:
    """Return the choice that was sent.

    Raises:
        ValueInvalid: none was chosen.
    """
    if then not in set(PendingOutcome):
        raise ValueInvalid(field=f"then-{PendingOutcome.ATTACHED.value}", reason=_CHOOSE)
    return PendingOutcome(then)


def _read_again(request: Request, actor: Actor, pending_id: int, files: FileStore) -> Received:
    """Read the kept file, outside any transaction."""
    with reading(request.app.state.engine) as session:
        pending = view_pending(session, actor, pending_id).pending
        if pending.outcome is not None:
            raise UploadAlreadyDecided
        name, sha256 = pending.name, pending.sha256
    reception: Reception = request.app.state.reception
    return reception.receive(name, files.read(sha256))


def _page(
    request: Request,
    session: Session,
    actor: Actor,
    pending_id: int,
    words: Words,
    *,
    answered: AnswerInHand | None,
    errors: dict[str, str] | None = None,
    typed: Typed | None = None,
) -> Response:
    view = view_pending(session, actor, pending_id)
    known = view.known
    page = DuplicatePage(
        view=view,
        name=document_name(known, words) if known else "",
        url=document_url(known.id or 0) if known else "",
        rows=_rows(session, view, words),
        choices=_choices(view),
        action=onward(f"/van-ban/trung/{pending_id}", answered),
        answer_url=back_to_gap(answered, saved_id(known)) if answered and known else "",
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    shown = typed or Typed("", "")
    return render(
        request, "duplicate.html", status_code=status, page=page, errors=errors or {}, typed=shown
    )


def _choices(view: PendingView) -> list[PendingOutcome]:
    """Return what may be done with the file; the bytes that are there cannot be added again."""
    if view.pending.outcome is not None:
        return []
    adds = [PendingOutcome.ATTACHED, PendingOutcome.NEW_VERSION]
    may_add = view.can_change and not view.is_there
    return [*(adds if may_add else []), PendingOutcome.REGISTERED_ANYWAY]


def _rows(session: Session, view: PendingView, words: Words) -> list[ComparedRow]:
    fields: dict[str, Any] = json.loads(view.pending.reading).get("fields", {})
    known = _known_values(session, view.known, words) if view.known else {}
    rows = []
    for name in _COMPARED:
        read = str((fields.get(name) or {}).get("value") or "")
        there = known.get(name, "")
        if name in DAYS:
            read, there = day_shown(read), day_shown(there)
        rows.append(ComparedRow(words.say(LABELS[name]), read, there))
    return rows


def _known_values(session: Session, known: Document, words: Words) -> dict[str, str]:
    agencies = agency_names(session, [known.issuer_id], words)
    return {
        "number": known.number or "",
        "type": known.type_name,
        "agency": agencies.get(known.issuer_id or 0, ""),
        "issued_on": str(known.issued_on or ""),
        "title": known.title,
        "signer_name": known.signer_name or "",
    }
