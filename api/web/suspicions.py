"""The page of one suspicion: what happened, by which path, and what a person decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession
from api.web.addresses import RecordId
from api.web.asked_day import NO_DAY, day_in_address
from api.web.forms import typed_words
from api.web.names import document_name
from api.web.rendering import render
from api.web.sent_forms import SentForm
from api.web.suspicion_rows import SuspicionRow, suspicion_rows
from api.web.words import ReaderWords, Words
from directives.errors import DirectivesError
from directives.models.base import saved_id
from directives.models.suspicion import SuspicionDecision
from directives.rules.permissions import Actor, allows, check_can_decide_suspicion
from directives.services.suspicion_decisions import (
    Ruling,
    decide_suspicion,
    get_suspicion,
    may_fall,
)
from directives.store.suspicions import list_decisions_of
from directives.translation import N_
from directives.vocabulary import SuspicionOutcome

router = APIRouter(include_in_schema=False)

_NOTHING_TYPED = {"outcome": "", "words": "", "last_day": ""}


@dataclass(frozen=True, slots=True)
class SuspicionPage:
    """Everything that the page says."""

    row: SuspicionRow
    name: str
    url: str
    outcomes: Sequence[SuspicionOutcome]  # those that may be chosen; none: the reader only reads
    decision: SuspicionDecision | None
    lapsed: bool
    proposed_last_day: date
    typed: dict[str, str]
    errors: dict[str, str]


@router.get("/nghi-van/{suspicion_id:int}")
def suspicion_page(
    request: Request,
    suspicion_id: RecordId,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
) -> HTMLResponse:
    """Show a suspicion with its path, and the form for those who decide."""
    page = _page(session, actor, suspicion_id, words, typed=_NOTHING_TYPED, errors={})
    return render(request, "suspicion.html", page=page)


@router.post("/nghi-van/{suspicion_id:int}")
def decide(
    request: Request,
    suspicion_id: RecordId,
    sent: SentForm,
    words: ReaderWords,
    *,
    outcome: Annotated[str, Form(max_length=20)] = "",
    reason: Annotated[str, Form(max_length=2_000)] = "",
    last_day: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Decide about a suspicion."""
    typed = {"outcome": outcome, "words": typed_words(reason), "last_day": last_day}
    errors: dict[str, str] = {}
    ruling = _ruling(typed, errors, words)
    if ruling is not None:
        try:
            with sent.session.begin_nested():
                decide_suspicion(
                    sent.session, sent.actor, suspicion_id, ruling, now=sent.at.known_at
                )
        except DirectivesError as refused:
            if refused.field is None:
                raise
            field = {"expires_on": "last_day"}.get(refused.field, refused.field)
            errors[field] = refused.message(words.catalogue.gettext)
        else:
            return sent.see(f"/nghi-van/{suspicion_id}")
    page = _page(sent.session, sent.actor, suspicion_id, words, typed=typed, errors=errors)
    return render(request, "suspicion.html", page=page, status_code=HTTPStatus.UNPROCESSABLE_ENTITY)


def _ruling(typed: dict[str, str], errors: dict[str, str], words: Words) -> Ruling | None:
    day = None
    if typed["outcome"] not in list(SuspicionOutcome):
        errors["outcome"] = words.say(N_("Hãy chọn một quyết định."))
    if typed["last_day"]:
        day = day_in_address(typed["last_day"])
        if day is None:
            errors["last_day"] = words.say(NO_DAY)
    if errors:
        return None
    return Ruling(SuspicionOutcome(typed["outcome"]), typed["words"], day)


def _page(
    session: Session,
    actor: Actor,
    suspicion_id: int,
    words: Words,
    *,
    typed: dict[str, str],
    errors: dict[str, str],
) -> SuspicionPage:
    suspicion, document = get_suspicion(session, actor, suspicion_id)
    (row,) = suspicion_rows(session, actor, [suspicion], words)
    decisions = list_decisions_of(session, [suspicion_id])
    is_open = suspicion.lapsed_at is None and not decisions
    may_decide = is_open and allows(check_can_decide_suspicion, actor, document.owner_agency_id)
    outcomes = [
        outcome
        for outcome in SuspicionOutcome
        if outcome is not SuspicionOutcome.EXPIRED or may_fall(suspicion)
    ]
    return SuspicionPage(
        row=row,
        name=document_name(document, words),
        url=f"/van-ban/{saved_id(document)}",
        outcomes=outcomes if may_decide else [],
        decision=decisions[0] if decisions else None,
        lapsed=suspicion.lapsed_at is not None,
        proposed_last_day=suspicion.holds_on - timedelta(days=1),
        typed=typed,
        errors=errors,
    )
