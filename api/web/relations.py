"""Relations: the list of a document's, one with its history, to decide, to record by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from api.dependencies import CurrentActor, DbSession
from api.web.addresses import ROWS_PER_PAGE, PageNumber, RecordId, last_page
from api.web.names import document_name, document_url
from api.web.relation_groups import RelationGroup, provision_words, relation_groups_of
from api.web.rendering import render
from api.web.sent_forms import SentForm
from api.web.words import ReaderWords, Words
from directives.errors import ValueInvalid
from directives.models.base import saved_id
from directives.models.document import Document, Relation
from directives.reference.tables import relation_kinds
from directives.rules.permissions import Actor, allows, check_can_change_document
from directives.rules.relation_claims import UNNAMED_PART
from directives.services.amendment_comparison import COMPARED_KINDS
from directives.services.document_access import get_document
from directives.services.relation_decisions import confirm_relation, reject_relation
from directives.services.relation_history import Decision, relation_story
from directives.services.relations import list_relation_views
from directives.store.documents import list_provisions
from directives.vocabulary import ProposalState

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class End:
    """A document of the relation, and the provision that is meant."""

    name: str
    title: str
    url: str
    provision: str


@dataclass(frozen=True, slots=True)
class RelationPage:
    """A relation with its history."""

    id: int
    relation: Relation
    source: End
    target: End
    verb: str
    status: ProposalState
    decisions: Sequence[Decision]
    compare_url: str
    can_decide: bool


@dataclass(frozen=True, slots=True)
class RelationListPage:
    """The relations of a document; of one group where the address names it."""

    name: str
    url: str
    groups: Sequence[RelationGroup]
    page: int
    last: int
    can_decide: bool


@router.get("/van-ban/{document_id:int}/quan-he")
def relation_list(
    request: Request,
    document_id: RecordId,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    page: PageNumber,
    nhom: str = "",
) -> HTMLResponse:
    """List the relations of a document, a page at a time."""
    document = get_document(session, actor, document_id)
    views = list_relation_views(session, actor, document_id)
    kind, _, side = nhom.rpartition("-")
    if nhom:
        views = [
            view
            for view in views
            if view.relation.kind.value == kind and view.outgoing == (side == "out")
        ]
    last = last_page(len(views))
    shown = min(page, last)
    part = views[(shown - 1) * ROWS_PER_PAGE : shown * ROWS_PER_PAGE]
    provisions = {one.provision_id: one for one in list_provisions(session, [document_id])}
    listed = RelationListPage(
        name=document_name(document, words),
        url=document_url(document_id),
        groups=relation_groups_of(document, part, provisions, words, most=ROWS_PER_PAGE),
        page=shown,
        last=last,
        can_decide=allows(check_can_change_document, actor, document.owner_agency_id),
    )
    return render(request, "relation_list.html", page=listed)


@router.get("/quan-he/{relation_id:int}")
def relation_page(
    request: Request,
    relation_id: RecordId,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
) -> HTMLResponse:
    """Show what one document does to another, who said so, and who agreed."""
    return _page(request, session, actor, relation_id, words)


@router.post("/quan-he/{relation_id:int}/xac-nhan")
def confirm(relation_id: RecordId, sent: SentForm) -> Response:
    """Agree with a relation."""
    confirm_relation(sent.session, sent.actor, relation_id, now=sent.at.known_at)
    return sent.see(f"/quan-he/{relation_id}")


@router.post("/quan-he/{relation_id:int}/bac-bo")
def reject(
    request: Request,
    relation_id: RecordId,
    sent: SentForm,
    words: ReaderWords,
    reason: Annotated[str, Form(max_length=2_000)] = "",
) -> Response:
    """Say why a relation is wrong."""
    session, actor = sent.session, sent.actor
    try:
        reject_relation(session, actor, relation_id, reason=reason, now=sent.at.known_at)
    except ValueInvalid as refused:
        errors = {"reason": refused.message(words.catalogue.gettext)}
        return _page(request, session, actor, relation_id, words, errors=errors)
    return sent.see(f"/quan-he/{relation_id}")


def _page(
    request: Request,
    session: DbSession,
    actor: Actor,
    relation_id: int,
    words: Words,
    *,
    errors: Mapping[str, str] = {},
) -> HTMLResponse:
    story = relation_story(session, actor, relation_id)
    relation = story.relation
    kind = next(kind for kind in relation_kinds() if kind.code == relation.kind.value)
    page = RelationPage(
        id=relation_id,
        relation=relation,
        source=_end(story.source, relation.source_provision, words),
        target=_end(story.target, relation.target_provision, words),
        verb=words.name(kind.verb, kind.verb_en),
        status=relation.status,
        decisions=story.decisions,
        compare_url=(
            f"/van-ban/{relation.target_id}/so-sanh?quan-he={relation_id}"
            if relation.kind in COMPARED_KINDS
            and relation.target_provision not in {"", UNNAMED_PART}
            else ""
        ),
        can_decide=allows(check_can_change_document, actor, story.source.owner_agency_id),
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return render(request, "relation.html", status_code=status, page=page, errors=errors)


def _end(document: Document, provision: str, words: Words) -> End:
    name = document_name(document, words)
    return End(
        name=name,
        title=document.title if document.title != name else "",
        url=document_url(saved_id(document), provision),
        provision=provision_words(provision, words),
    )
