"""The page on which the date of a promise is moved: a day, a period, or words that are read."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.web.addresses import RecordId
from api.web.due_forms import DUE_FIELDS, LONGEST_PHRASE, due_choices, typed_due
from api.web.promise_rows import promise_rows_of
from api.web.rendering import render
from api.web.sent_forms import (
    Sent,
    SentForm,
    length_errors,
    see,
    sent_fields,
    typed_choice,
)
from api.web.words import ReaderWords, Words
from directives.errors import Invalid
from directives.models.commitment import NewMove
from directives.rules.permissions import check_signed_in
from directives.rules.two_times import AsOf
from directives.services.calendar import working_calendar
from directives.services.commitment_steps import possible_for
from directives.services.commitment_views import get_commitment
from directives.services.commitments import move
from directives.services.due_entry import moved_due
from directives.services.names import document_id_named
from directives.vocabulary import OWN_REASONS, MoveReason

PAGE = "/cam-ket/{commitment_id:int}/lui-han"

router = APIRouter(include_in_schema=False)

_FIELDS = (*DUE_FIELDS, "reason", "reason_words", "source")
_LONGEST = {"due_phrase": LONGEST_PHRASE, "reason_words": 2_000}

SentDate = Annotated[Mapping[str, str], Depends(sent_fields(_FIELDS))]


@router.get(PAGE)
def date_form(
    request: Request,
    commitment_id: RecordId,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    *,
    now: Now,
    today: Today,
) -> Response:
    """Show the empty form; who may not move the date is led to the promise."""
    check_signed_in(actor)
    sent = Sent(session, actor, AsOf(today, now))
    return _page(request, sent, commitment_id, words, dict.fromkeys(_FIELDS, ""), {})


@router.post(PAGE)
def change_date(
    request: Request,
    commitment_id: RecordId,
    sent: SentForm,
    words: ReaderWords,
    typed: SentDate,
) -> Response:
    """Append a new due date with its reason; what is wrong is shown again, beside its field."""
    errors = length_errors(typed, words, shortest={}, longest=_LONGEST)
    if not errors:
        try:
            with sent.session.begin_nested():
                said = _said(sent, typed)
                move(sent.session, sent.actor, commitment_id, said, now=sent.at.known_at)
            return sent.see(f"/cam-ket/{commitment_id}#qua-trinh")
        except Invalid as refused:
            errors = {refused.field or "": refused.message(words.catalogue.gettext)}
    return _page(request, sent, commitment_id, words, typed, errors)


def _said(sent: Sent, typed: Mapping[str, str]) -> NewMove:
    named = document_id_named(sent.session, sent.actor, typed["source"], field="source")
    calendar = working_calendar(sent.session)
    due = moved_due(typed_due(typed), said_on=sent.at.day, calendar=calendar)
    return NewMove.model_validate(
        {
            **due.model_dump(),
            "moved_on": sent.at.day,
            "reason": typed_choice(MoveReason, typed["reason"], field="reason"),
            "reason_words": typed["reason_words"],
            "source_document_id": named,
        }
    )


def _page(
    request: Request,
    sent: Sent,
    commitment_id: int,
    words: Words,
    typed: Mapping[str, str],
    errors: Mapping[str, str],
) -> Response:
    session, actor, today = sent.session, sent.actor, sent.at.day
    view = get_commitment(session, commitment_id, sent.at)
    if not possible_for(session, actor, view, day=today).move:
        return see(f"/cam-ket/{commitment_id}")
    return render(
        request,
        "promise_date.html",
        status_code=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
        row=promise_rows_of(session, actor, [view], words, today=today)[0],
        typed=typed,
        errors=errors,
        due=due_choices(words),
        reasons=[(one.value, words.label(one)) for one in OWN_REASONS],
    )
