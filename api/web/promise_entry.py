"""The form on which a promise is recorded: what, who, where it was said, by when."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.sent_once import SentBefore, digest_of
from api.web.addresses import whole_number
from api.web.due_forms import DUE_FIELDS, LONGEST_PHRASE, due_choices, typed_due
from api.web.names import sector_choices, type_choices
from api.web.promise_blocks import typed_promise
from api.web.rendering import render
from api.web.sent_forms import (
    Sent,
    SentForm,
    beside,
    length_errors,
    sent_fields,
    typed_choice,
    typed_codes,
    typed_day,
)
from api.web.words import ReaderWords, Words
from directives.errors import DirectivesError, EventTooLate
from directives.models.base import saved_id
from directives.models.commitment_block import NewBlock
from directives.models.commitment_title import LONGEST_TITLE
from directives.models.internal_deadline import NewInternalDeadline
from directives.rules.permissions import (
    Actor,
    allows,
    check_can_answer_for_commitment,
    check_can_record_commitment,
)
from directives.rules.promises import RUNNING
from directives.rules.two_times import AsOf
from directives.services.answered_requests import earlier_answer
from directives.services.calendar import working_calendar
from directives.services.commitment_blocks import say_blocked
from directives.services.commitment_views import get_commitment
from directives.services.document_access import get_document
from directives.services.due_entry import due_of
from directives.services.internal_deadlines import set_internal_deadline
from directives.services.names import document_id_named, sector_codes
from directives.services.promise_entry import Named, record_named
from directives.store.gaps import find_gap
from directives.vocabulary import CommitmentKind

ADDRESS = "/cam-ket/moi"

router = APIRouter(include_in_schema=False)

_SAID = ("promise", "lead_words", "source_quote", "delay_reason")
_FIELDS = (
    *_SAID,
    *DUE_FIELDS,
    "kind",
    "expected_type_code",
    "expected_title",
    "lead_agency",
    "lead_is_inferred",
    "coordinators",
    "sector",
    "gaps",
    "source",
    "source_provision_id",
    "promised_on",
    "internal_due_on",
    "waits_for_commitment",
    "waits_for_document",
)
_LONGEST = {
    "promise": 2_000,
    "expected_title": LONGEST_TITLE,
    "lead_words": 500,
    "coordinators": 5_000,
    "source_quote": 5_000,
    "delay_reason": 2_000,
    "due_phrase": LONGEST_PHRASE,
}
_SHORTEST = {"promise": 3}


SentPromise = Annotated[Mapping[str, str], Depends(sent_fields(_FIELDS))]


@router.get(ADDRESS)
def entry_form(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    now: Now,
    today: Today,
    *,
    gap: str = "",
    document: str = "",
) -> Response:
    """Show the empty form, or with the gap or the document from whose page it is asked for."""
    check_can_record_commitment(actor)
    at = AsOf(today, now)
    typed = dict.fromkeys(_FIELDS, "") | {"promised_on": words.day(today)}
    typed |= _of_gap(session, whole_number(gap)) | _of_document(
        session, actor, whole_number(document), words
    )
    return _page(request, Sent(session, actor, at), words, typed, {})


@router.post(ADDRESS)
def record(request: Request, sent: SentForm, words: ReaderWords, typed: SentPromise) -> Response:
    """Record the promise; what is wrong is shown again, beside its field."""
    check_can_record_commitment(sent.actor)
    sent = _told_by_words(sent, typed)
    errors = length_errors(typed, words, shortest=_SHORTEST, longest=_LONGEST)
    if not errors:
        try:
            with sent.session.begin_nested():
                return sent.see(f"/cam-ket/{_recorded(sent, typed)}")
        except DirectivesError as refused:
            errors = {refused.field or "": refused.message(words.catalogue.gettext)}
    return _page(request, sent, words, typed, errors)


def _told_by_words(sent: Sent, typed: Mapping[str, str]) -> Sent:
    """Return the form, told from others by what was typed on the day as well as by its key.

    A browser that goes back to a page may ask for it anew: it restores the words, but not the key.
    What was promised in these words and has ended may be promised anew.

    Raises:
        SentBefore: the same was sent before on that day, and that promise runs.
    """
    digest = digest_of(ADDRESS, sorted(typed.items()), sent.at.day.isoformat())
    address = earlier_answer(sent.session, sent.actor, digest)
    if address is not None:
        earlier = get_commitment(sent.session, int(address.rpartition("/")[2]), sent.at)
        if earlier.standing.state in RUNNING:
            raise SentBefore(address)
    return replace(sent, digests=(*sent.digests, digest))


def _recorded(sent: Sent, typed: Mapping[str, str]) -> int:
    """Record the promise and what was said with it; returns its key."""
    promised_on = typed_day(typed["promised_on"], field="promised_on") or sent.at.day
    if promised_on > sent.at.day:
        raise EventTooLate(field="promised_on", day=promised_on, today=sent.at.day)
    calendar = working_calendar(sent.session)
    due = due_of(typed_due(typed), said_on=promised_on, calendar=calendar)
    said = {
        **{name: typed[name] for name in _SAID},
        **due.model_dump(),
        "kind": typed_choice(CommitmentKind, typed["kind"], field="kind"),
        "expected_type_code": typed["expected_type_code"] or None,
        "expected_title": typed["expected_title"] or None,
        "lead_is_inferred": bool(typed["lead_is_inferred"]),
        "promised_on": promised_on,
    }
    named = Named(
        lead_agency=typed["lead_agency"],
        sector=typed["sector"],
        source=typed["source"],
        provision=typed["source_provision_id"],
        gaps=typed_codes(typed["gaps"]),
        coordinators=list(filter(None, map(str.strip, typed["coordinators"].splitlines()))),
    )
    recorded = record_named(sent.session, sent.actor, said, named, now=sent.at.known_at)
    key = saved_id(recorded)
    _keep_own_deadline(sent, key, typed["internal_due_on"])
    for block in _blocks(sent, typed):
        with beside("waits_for_commitment" if block.by_commitment_id else "waits_for_document"):
            say_blocked(sent.session, sent.actor, key, block, now=sent.at.known_at)
    return key


def _keep_own_deadline(sent: Sent, key: int, text: str) -> None:
    with beside("internal_due_on"):
        due_on = typed_day(text, field="internal_due_on")
        if due_on is not None:
            new = NewInternalDeadline(due_on=due_on)
            set_internal_deadline(sent.session, sent.actor, key, new, now=sent.at.known_at)


def _blocks(sent: Sent, typed: Mapping[str, str]) -> Sequence[NewBlock]:
    awaited = {
        "by_commitment_id": typed_promise(
            typed["waits_for_commitment"], field="waits_for_commitment"
        ),
        "by_document_id": document_id_named(
            sent.session, sent.actor, typed["waits_for_document"], field="waits_for_document"
        ),
    }
    return [
        NewBlock.model_validate({name: key, "held_on": sent.at.day})
        for name, key in awaited.items()
        if key is not None
    ]


def _of_gap(session: Session, key: int | None) -> dict[str, str]:
    """Return what the page of a gap fills in; nothing without such a gap."""
    gap = find_gap(session, key) if key else None
    if gap is None:
        return {}
    return {"gaps": gap.code, "sector": sector_codes(session).get(gap.sector_id or 0, "")}


def _of_document(session: Session, actor: Actor, key: int | None, words: Words) -> dict[str, str]:
    """Return what the page of a document fills in: it is the source, its day that of the promise.

    Raises:
        NotFound: there is no such document, or the actor may not know of it.
    """
    if key is None:
        return {}
    document = get_document(session, actor, key)
    said_on = {"promised_on": words.day(document.issued_on)} if document.issued_on else {}
    return {"source": document.number or str(key)} | said_on


def _page(
    request: Request,
    sent: Sent,
    words: Words,
    typed: Mapping[str, str],
    errors: Mapping[str, str],
) -> Response:
    return render(
        request,
        "promise_entry.html",
        status_code=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
        typed=typed,
        errors=errors,
        kinds=[(one.value, words.label(one)) for one in CommitmentKind],
        types=type_choices(words),
        sectors=sector_choices(sent.session, words, [typed["sector"]]),
        due=due_choices(words),
        has_own_deadline=allows(
            check_can_answer_for_commitment, sent.actor, [sent.actor.agency_id or 0]
        ),
    )
