"""The form on which a person records what a document does to another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession
from api.web.addresses import RecordId, whole_number
from api.web.forms import typed_words
from api.web.names import document_name, document_url
from api.web.rendering import render
from api.web.review_form import day_typed
from api.web.sent_forms import SentForm
from api.web.words import ReaderWords, Words
from directives.errors import Conflict, DocumentAmbiguous, Invalid
from directives.reference.tables import relation_kinds
from directives.rules.permissions import Actor, check_can_change_document, check_signed_in
from directives.services.document_access import get_document
from directives.services.relation_entry import RelationEntry, record_entry
from directives.store.documents import list_documents_by_ids
from directives.translation import N_
from directives.vocabulary import RelationKind

router = APIRouter(include_in_schema=False)

_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class TypedRelation:
    """The form as it was sent."""

    kind: str = ""
    number: str = ""
    target: str = ""
    source_provision: str = ""
    target_provision: str = ""
    quote: str = ""
    acts_from: str = ""
    acts_to: str = ""


@dataclass(frozen=True, slots=True)
class EntryPage:
    """The form, with what was typed and the choices."""

    name: str
    url: str
    typed: TypedRelation
    kinds: Sequence[tuple[str, str]]
    candidates: Sequence[tuple[int, str]]


def typed_relation(
    kind: Annotated[str, Form()] = "",
    number: Annotated[str, Form()] = "",
    target: Annotated[str, Form()] = "",
    source_provision: Annotated[str, Form()] = "",
    target_provision: Annotated[str, Form()] = "",
    quote: Annotated[str, Form()] = "",
    acts_from: Annotated[str, Form()] = "",
    acts_to: Annotated[str, Form()] = "",
) -> TypedRelation:
    """Return what was typed, in its normal form."""
    sent = (kind, number, target, source_provision, target_provision, quote, acts_from, acts_to)
    return TypedRelation(*(typed_words(value)[:_LONGEST] for value in sent))


@router.get("/van-ban/{document_id:int}/quan-he/them")
def entry_form(
    request: Request,
    document_id: RecordId,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
) -> Response:
    """Show the empty form."""
    check_signed_in(actor)
    return _page(request, session, actor, document_id, words)


@router.post("/van-ban/{document_id:int}/quan-he/them")
def take_entry(
    request: Request,
    document_id: RecordId,
    sent: SentForm,
    words: ReaderWords,
    typed: Annotated[TypedRelation, Depends(typed_relation)],
) -> Response:
    """Record the relation; what was typed survives a refusal."""
    session, actor = sent.session, sent.actor
    errors = _errors(typed, words)
    candidates: Sequence[int] = ()
    if not errors:
        try:
            with session.begin_nested():
                relation = record_entry(
                    session, actor, document_id, _entry(typed), now=sent.at.known_at
                )
            return sent.see(f"/quan-he/{relation.id}")
        except (Conflict, Invalid) as refused:
            errors[refused.field or "number"] = refused.message(words.catalogue.gettext)
            if isinstance(refused, DocumentAmbiguous):
                candidates = list(refused.values["document_ids"])  # type: ignore[call-overload]
    shown = _Refused(typed, errors, candidates)
    return _page(request, session, actor, document_id, words, refused=shown)


@dataclass(frozen=True, slots=True)
class _Refused:
    """What was typed, what is wrong with it, and which documents bear the number."""

    typed: TypedRelation
    errors: Mapping[str, str]
    candidates: Sequence[int]


def _errors(typed: TypedRelation, words: Words) -> dict[str, str]:
    errors = {}
    if typed.kind not in set(RelationKind):
        errors["kind"] = words.say(N_("Hãy chọn một loại quan hệ."))
    if not typed.number:
        errors["number"] = words.say(N_("Hãy viết số, ký hiệu của văn bản kia."))
    for name in ("acts_from", "acts_to"):
        if getattr(typed, name) and day_typed(getattr(typed, name)) is None:
            errors[name] = words.say(N_("Hãy viết ngày như 15/10/2025."))
    return errors


def _entry(typed: TypedRelation) -> RelationEntry:
    return RelationEntry(
        kind=RelationKind(typed.kind),
        number=typed.number,
        target_id=whole_number(typed.target),
        source_provision=typed.source_provision,
        target_provision=typed.target_provision,
        quote=typed.quote,
        acts_from=day_typed(typed.acts_from) if typed.acts_from else None,
        acts_to=day_typed(typed.acts_to) if typed.acts_to else None,
    )


def _page(
    request: Request,
    session: Session,
    actor: Actor,
    document_id: int,
    words: Words,
    *,
    refused: _Refused | None = None,
) -> Response:
    document = get_document(session, actor, document_id)
    check_can_change_document(actor, document.owner_agency_id)
    alike = list_documents_by_ids(session, list(refused.candidates) if refused else [])
    page = EntryPage(
        name=document_name(document, words),
        url=document_url(document_id),
        typed=refused.typed if refused else TypedRelation(),
        kinds=[
            (kind.code, words.name(kind.reverse_verb, kind.reverse_verb_en))
            for kind in relation_kinds()
        ],
        candidates=[
            (one.id or 0, f"{document_name(one, words)}, {one.issued_on or ''}, {one.title}")
            for one in alike
        ],
    )
    return render(
        request,
        "relation_entry.html",
        status_code=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
        page=page,
        errors=refused.errors if refused else {},
    )
