"""The page of a document: what it is, how it stands, what it answers, its text, its relations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now, SearchReplica, Today
from api.web.acted_upon import ActMark, marks_of
from api.web.addresses import RecordId
from api.web.answered_gaps import AnsweredGaps, answered_gaps
from api.web.delegation_rows import DelegationRow, delegations_in
from api.web.document_rows import DocumentRow, document_rows_of
from api.web.document_text import Block, Item, blocks_of
from api.web.gap_page import Reader
from api.web.guidance_feedback import FeedbackSection, feedback_section
from api.web.names import (
    Link,
    agency_name,
    agency_names,
    document_name,
    sector_name,
    type_name,
)
from api.web.recall_section import RecallSection, recall_section
from api.web.relation_drawing import Drawing, draw
from api.web.relation_groups import RelationGroup, citing_links, relation_groups_of
from api.web.rendering import render
from api.web.stated import Stated, stated_in
from api.web.timeline import Timeline, timeline_of
from api.web.validity_section import AskedDays, ValiditySection, validity_section
from api.web.words import ReaderWords, Words
from directives.models.base import saved_id
from directives.models.document import Document, DocumentFile
from directives.rules.permissions import (
    Actor,
    allows,
    check_can_change_document,
    check_can_decide_expectation,
    check_can_read_document,
    check_can_record_commitment,
)
from directives.rules.two_times import AsOf
from directives.services.document_graph import document_graph
from directives.services.documents import DocumentView, view_document
from directives.services.recalls import find_recalled
from directives.store.documents import find_text
from directives.translation import N_
from directives.vocabulary import FileStanding
from index.replica import Replica
from index.similar import similar

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything that the page says."""

    document: Document
    name: str
    type: str
    issuer: str
    drafting_agency: str
    sectors: Sequence[str]
    view: DocumentView
    validity: ValiditySection
    cited_in: Sequence[Link]
    answered: AnsweredGaps
    feedback: FeedbackSection
    blocks: Sequence[Block]
    acted_upon: Mapping[str, Sequence[ActMark]]  # what is done to a provision, by its address
    paragraphs: Sequence[Item]  # of a text without provisions
    relations: Sequence[RelationGroup]
    files: Sequence[DocumentFile]
    stated: Sequence[Stated]
    similar: Sequence[DocumentRow]
    delegations: Sequence[DelegationRow]
    can_decide_delegations: bool
    timeline: Timeline
    drawing: Drawing | None
    can_review: bool
    can_change: bool
    can_record_promise: bool
    recall: RecallSection | None  # of a recalled one, for those who answer for it


@dataclass(frozen=True, slots=True)
class RecalledPage:
    """All that is told of a recalled document to those who have its address."""

    name: str
    recalled_on: date


def may_read(actor: Actor, document: Document) -> bool:
    """Tell whether the actor reads a document in the state in which it is."""
    return allows(check_can_read_document, actor, document.state, document.owner_agency_id)


def recalled_name(document: Document, words: Words) -> str:
    """Name a recalled document by its number alone: its title is not shown any more."""
    return document_name(document, words) if document.number else words.say(N_("Văn bản"))


@router.get("/van-ban/{document_id:int}")
def document_page(
    request: Request,
    document_id: RecordId,
    session: DbSession,
    actor: CurrentActor,
    replica: SearchReplica,
    words: ReaderWords,
    now: Now,
    today: Today,
    asked: Annotated[AskedDays, Depends()],
) -> HTMLResponse:
    """Show a document with its text, relations, files and the gaps that it answers."""
    recalled = find_recalled(session, document_id)
    if recalled is not None and not may_read(actor, recalled[0]):
        notice = RecalledPage(recalled_name(recalled[0], words), recalled[1])
        return render(request, "recalled.html", status_code=HTTPStatus.GONE, page=notice)
    reader = Reader(actor, words, AsOf(today, now))
    page = _page(session, replica, reader, document_id, asked)
    return render(request, "document.html", page=page)


def _page(
    session: Session, replica: Replica, reader: Reader, document_id: int, asked: AskedDays
) -> DocumentPage:
    actor, words, at = reader.actor, reader.words, reader.at
    today = at.day
    view = view_document(session, actor, document_id, today=today)
    document = view.document
    provisions = {provision.provision_id: provision for provision in view.provisions}
    can_change = allows(check_can_change_document, actor, document.owner_agency_id)
    drafting = agency_names(session, [document.drafting_agency_id], words)
    return DocumentPage(
        document=document,
        name=document_name(document, words),
        type=type_name(document.type_code, words, printed=document.type_name),
        issuer=agency_name(view.issuer, words) if view.issuer else "",
        drafting_agency=drafting.get(document.drafting_agency_id or 0, ""),
        sectors=[sector_name(sector, words) for sector in view.sectors],
        view=view,
        validity=validity_section(session, actor, document_id, words, asked=asked, at=at),
        cited_in=citing_links(view.relations, words),
        answered=answered_gaps(session, reader, document_id, provisions),
        feedback=feedback_section(session, reader, document_id),
        blocks=blocks_of(view.provisions),
        acted_upon=marks_of(view.relations, provisions, words, today=today),
        paragraphs=[] if view.provisions else _plain_text(session, view.files),
        relations=relation_groups_of(document, view.relations, provisions, words),
        files=view.files,
        stated=stated_in(session, document_id, words),
        similar=_similar(session, replica, document_id, words, today=today),
        delegations=delegations_in(session, actor, document_id, words, at),
        can_decide_delegations=allows(check_can_decide_expectation, actor),
        timeline=timeline_of(document, view.relations, words, today=today),
        drawing=_drawing(session, actor, view, words, today=today),
        can_review=bool(view.files) and can_change,
        can_change=can_change,
        can_record_promise=allows(check_can_record_commitment, actor),
        recall=recall_section(session, document, at) if can_change else None,
    )


def _drawing(
    session: Session, actor: Actor, view: DocumentView, words: Words, *, today: date
) -> Drawing | None:
    """Return the drawing of the nearest documents; None where there are none."""
    if not view.relations:
        return None
    key = saved_id(view.document)
    return draw(document_graph(session, actor, key, depth=1, today=today), words)


def _similar(
    session: Session, replica: Replica, document_id: int, words: Words, *, today: date
) -> list[DocumentRow]:
    found = [one.document for one in similar(session, replica, document_id)]
    return document_rows_of(session, found, words, today=today)


def _plain_text(session: Session, files: Sequence[DocumentFile]) -> list[Item]:
    """Return the paragraphs of the current file in which no provisions were found."""
    current = [file for file in files if file.standing is FileStanding.CURRENT]
    read = find_text(session, saved_id(current[-1])) if current else None
    lines = read.text.split("\n") if read else []
    return [Item(line.strip(), None) for line in lines if line.strip()]
