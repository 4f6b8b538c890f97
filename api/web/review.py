"""The page on which a drafter checks what was read, and publishes."""

from http import HTTPStatus
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now, Today, check_csrf
from api.web.addresses import RecordId
from api.web.answering_letter import AnsweredGap, AnswerInHand, back_to_gap, onward
from api.web.rendering import render
from api.web.review_form import SentData, TypedReview
from api.web.review_page import LABELS, review_page
from api.web.words import ReaderWords, Words
from directives.errors import (
    Conflict,
    DocumentAlreadyRegistered,
    FormExpired,
    Invalid,
    NotADocumentNumber,
)
from directives.rules.permissions import check_signed_in
from directives.services.publication import needed_columns
from directives.services.review import confirm_review
from directives.services.review_view import Review, open_review
from directives.services.suggestions import suggestions_for
from directives.translation import N_
from directives.vocabulary import Extent

router = APIRouter(include_in_schema=False)


@router.get("/van-ban/{document_id:int}/ra-soat")
def review_form(
    request: Request,
    document_id: RecordId,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    answered: AnsweredGap,
) -> Response:
    """Show the document on one side and what was read from it on the other."""
    check_signed_in(actor)
    review = open_review(session, actor, document_id)
    return _page(request, session, review, words, answered=answered)


@router.post("/van-ban/{document_id:int}/ra-soat")
def take_review(
    request: Request,
    document_id: RecordId,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    now: Now,
    today: Today,
    sent: SentData,
    answered: AnsweredGap,
) -> Response:
    """Keep what the drafter decided, all of it or nothing; what was typed survives a refusal."""
    address = onward(f"/van-ban/{document_id}/ra-soat", answered)
    if actor.account_id is None:
        return RedirectResponse(f"/dang-nhap?next={quote(address)}", HTTPStatus.SEE_OTHER)
    typed = TypedReview.of(sent)
    review = open_review(session, actor, document_id)
    errors = typed.errors(needed_columns(review.document), words)
    if not errors:
        try:
            check_csrf(request, typed.csrf_token)
            quotes = {one.gap_id: one.quote for one in suggestions_for(session, review).gaps}
            with session.begin_nested():  # a refusal takes back what was done before it
                form = typed.form(quotes)
                confirm_review(session, actor, document_id, form, now=now, today=today)
        except (Conflict, Invalid, FormExpired) as refused:
            errors[_field_of(refused)] = refused.message(words.catalogue.gettext)
    if errors:
        session.expire_all()
        review = open_review(session, actor, document_id)
        return _page(request, session, review, words, typed=typed, errors=errors, answered=answered)
    if not typed.publishes:
        next_page = onward(f"/van-ban/{document_id}/ra-soat?saved=1", answered)
    elif answered:
        next_page = back_to_gap(answered, document_id)
    else:
        next_page = f"/van-ban/{document_id}"
    return RedirectResponse(next_page, HTTPStatus.SEE_OTHER)


def _field_of(refused: Conflict | Invalid | FormExpired) -> str:
    """Return the field to look at, also where the refusal names none of the form."""
    named = refused.field or ""
    if named in LABELS or named.startswith("relation-"):
        return named
    return "number" if isinstance(refused, DocumentAlreadyRegistered | NotADocumentNumber) else ""


def _page(
    request: Request,
    session: Session,
    review: Review,
    words: Words,
    *,
    typed: TypedReview | None = None,
    errors: dict[str, str] | None = None,
    answered: AnswerInHand | None,
) -> Response:
    suggestions = suggestions_for(session, review)
    response = render(
        request,
        "review.html",
        status_code=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
        page=review_page(session, review, suggestions, words, typed),
        errors=errors or {},
        # An interim answer has a last day, which the page of the gap asks for.
        extents=[one for one in Extent if one is not Extent.INTERIM],
        action=onward(f"/van-ban/{review.document.id}/ra-soat", answered),
        saved=words.say(N_("Đã lưu bản nháp.")) if request.query_params.get("saved") else "",
    )
    response.headers["Cache-Control"] = "no-store"
    return response
