"""Documents as lines of a list, with everything decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from api.web.names import agency_names, document_name, document_url
from api.web.words import Words, as_sentence
from directives.models.base import saved_id
from directives.models.document import Document
from directives.services.validity import validities
from directives.vocabulary import DraftingStage, RecordState, Validity


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document: what it is, who issued it, and whether it is in force."""

    url: str
    name: str
    title: str  # empty where the name is the title
    issuer: str
    issued_on: date | None
    validity: Validity
    stage: DraftingStage | None
    is_stub: bool
    is_illustration: bool
    is_draft_record: bool


def document_rows_of(
    session: Session, documents: Sequence[Document], words: Words, *, today: date
) -> list[DocumentRow]:
    """Return the lines of documents, in their order; what they need is read in one query each."""
    issuers = agency_names(session, (document.issuer_id for document in documents), words)
    effect = validities(session, documents, today=today)
    return [
        DocumentRow(
            url=document_url(saved_id(document)),
            name=document_name(document, words),
            title=as_sentence(document.title)
            if document.number or document.number_as_printed
            else "",
            issuer=issuers.get(document.issuer_id or 0, ""),
            issued_on=document.issued_on,
            validity=effect[saved_id(document)],
            stage=document.drafting_stage,
            is_stub=document.is_stub,
            is_illustration=document.is_illustration,
            is_draft_record=document.state is RecordState.DRAFT,
        )
        for document in documents
    ]
