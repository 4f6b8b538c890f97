"""What is done on the page of a promise; each form appends and leads back to the page."""

from datetime import date
from typing import Final

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from api.web.addresses import RecordId
from api.web.forms import typed_words
from api.web.sent_forms import Sent, SentForm, Typed, renamed, typed_day
from directives.errors import ValueInvalid
from directives.models.base import saved_id
from directives.models.commitment_step import NewStep
from directives.models.commitment_title import NewTitle
from directives.models.internal_deadline import NewInternalDeadline
from directives.services.commitment_steps import confirm_report, take_step
from directives.services.commitments import fulfil, withdraw
from directives.services.internal_deadlines import set_internal_deadline
from directives.services.names import agency_named, document_id_named, gap_named
from directives.services.promise_ties import tie_gap
from directives.services.promise_titles import correct_title
from directives.translation import N_
from directives.vocabulary import StepKind

router = APIRouter(include_in_schema=False)

PAGE: Final = "/cam-ket/{commitment_id:int}"

_SAY_WHY = N_("Hãy viết lý do, từ 3 đến 2.000 ký tự.")
_SHORTEST, _LONGEST = 3, 2_000
_ON_THE_FORM: Final = {"evidence": "words", "document_id": "document", "gap_id": "gap"}


@router.post(PAGE + "/nhan")
def accept(commitment_id: RecordId, sent: SentForm) -> RedirectResponse:
    """Say that the promise is the own body's."""
    return _step(sent, commitment_id, NewStep(kind=StepKind.ACCEPTED, held_on=sent.at.day))


@router.post(PAGE + "/gan-khoang-trong")
def tie(commitment_id: RecordId, sent: SentForm, gap: Typed = "") -> RedirectResponse:
    """Say that the promise is to close a further gap."""
    named = gap_named(sent.session, typed_words(gap), field="gap")
    with renamed(_ON_THE_FORM):
        tie_gap(sent.session, sent.actor, commitment_id, saved_id(named), now=sent.at.known_at)
    return sent.see(f"/cam-ket/{commitment_id}#khoang-trong")


@router.post(PAGE + "/ten-van-ban")
def retitle(commitment_id: RecordId, sent: SentForm, title: Typed = "") -> RedirectResponse:
    """Put right how the promised document is to be called."""
    new = NewTitle.model_validate({"title": typed_words(title)})
    correct_title(sent.session, sent.actor, commitment_id, new, now=sent.at.known_at)
    return sent.see(f"/cam-ket/{commitment_id}#thoi-han")


@router.post(PAGE + "/tu-choi")
def reject(commitment_id: RecordId, sent: SentForm, words: Typed = "") -> RedirectResponse:
    """Say that the promise is not the own body's, and why."""
    return _step(sent, commitment_id, _reasoned(sent, StepKind.REJECTED, words))


@router.post(PAGE + "/chuyen")
def transfer(
    commitment_id: RecordId, sent: SentForm, agency: Typed = "", words: Typed = ""
) -> RedirectResponse:
    """Let another body answer for the promise."""
    to = agency_named(sent.session, typed_words(agency), field="agency")
    new = NewStep.model_validate(
        {
            "kind": StepKind.TRANSFERRED,
            "held_on": sent.at.day,
            "agency_id": saved_id(to),
            "words": _reason(words),
        }
    )
    return _step(sent, commitment_id, new)


@router.post(PAGE + "/tam-dung")
def pause(commitment_id: RecordId, sent: SentForm, words: Typed = "") -> RedirectResponse:
    """Let the clock stand still from today."""
    return _step(sent, commitment_id, _reasoned(sent, StepKind.PAUSED, words))


@router.post(PAGE + "/tiep-tuc")
def resume(commitment_id: RecordId, sent: SentForm) -> RedirectResponse:
    """Let the clock run again from today."""
    return _step(sent, commitment_id, NewStep(kind=StepKind.RESUMED, held_on=sent.at.day))


@router.post(PAGE + "/bao-hoan-thanh")
def report(
    commitment_id: RecordId,
    sent: SentForm,
    held_on: Typed = "",
    document: Typed = "",
    words: Typed = "",
) -> RedirectResponse:
    """Say that the promise was kept, for somebody to confirm."""
    new = NewStep.model_validate(
        {
            "kind": StepKind.REPORTED,
            "held_on": _day(sent, held_on),
            "document_id": _document(sent, document),
            "words": typed_words(words),
        }
    )
    return _step(sent, commitment_id, new)


@router.post(PAGE + "/tra-lai")
def return_report(commitment_id: RecordId, sent: SentForm, words: Typed = "") -> RedirectResponse:
    """Say that what was reported does not show it, and why."""
    return _step(sent, commitment_id, _reasoned(sent, StepKind.RETURNED, words))


@router.post(PAGE + "/xac-nhan")
def confirm(commitment_id: RecordId, sent: SentForm) -> RedirectResponse:
    """Agree that the promise was kept as reported."""
    confirm_report(sent.session, sent.actor, commitment_id, now=sent.at.known_at)
    return _page(sent, commitment_id)


@router.post(PAGE + "/hoan-thanh")
def keep(
    commitment_id: RecordId,
    sent: SentForm,
    held_on: Typed = "",
    document: Typed = "",
    words: Typed = "",
) -> RedirectResponse:
    """Close the promise with what keeps it."""
    with renamed(_ON_THE_FORM):
        fulfil(
            sent.session,
            sent.actor,
            commitment_id,
            held_on=_day(sent, held_on),
            document_id=_document(sent, document),
            evidence=typed_words(words),
            now=sent.at.known_at,
        )
    return _page(sent, commitment_id)


@router.post(PAGE + "/han-noi-bo")
def set_own_deadline(
    commitment_id: RecordId, sent: SentForm, due_on: Typed = "", words: Typed = ""
) -> RedirectResponse:
    """Append the deadline that the body sets itself; an empty day takes it back."""
    new = NewInternalDeadline(
        due_on=typed_day(due_on, field="due_on"), words=typed_words(words)[:_LONGEST]
    )
    set_internal_deadline(sent.session, sent.actor, commitment_id, new, now=sent.at.known_at)
    return sent.see(f"/cam-ket/{commitment_id}#han-noi-bo")


@router.post(PAGE + "/rut")
def take_back(commitment_id: RecordId, sent: SentForm, words: Typed = "") -> RedirectResponse:
    """Withdraw the promise, with the reason."""
    withdraw(
        sent.session,
        sent.actor,
        commitment_id,
        held_on=sent.at.day,
        reason=_reason(words),
        now=sent.at.known_at,
    )
    return _page(sent, commitment_id)


def _step(sent: Sent, commitment_id: int, new: NewStep) -> RedirectResponse:
    with renamed(_ON_THE_FORM):
        take_step(sent.session, sent.actor, commitment_id, new, now=sent.at.known_at)
    return _page(sent, commitment_id)


def _reasoned(sent: Sent, kind: StepKind, words: str) -> NewStep:
    return NewStep(kind=kind, held_on=sent.at.day, words=_reason(words))


def _reason(words: str) -> str:
    said = typed_words(words)
    if not _SHORTEST <= len(said) <= _LONGEST:
        raise ValueInvalid(field="words", reason=_SAY_WHY)
    return said


def _day(sent: Sent, text: str) -> date:
    return typed_day(text, field="held_on") or sent.at.day


def _document(sent: Sent, text: str) -> int | None:
    return document_id_named(sent.session, sent.actor, typed_words(text), field="document")


def _page(sent: Sent, commitment_id: int) -> RedirectResponse:
    return sent.see(f"/cam-ket/{commitment_id}#qua-trinh")
