"""Read, publish, correct and withdraw documents. Registering one is in `registration`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import (
    DocumentNotDraft,
    StubNotPublished,
)
from directives.models.agency import Agency
from directives.models.base import Subject, saved_id
from directives.models.document import Document, DocumentFile, Provision
from directives.models.sector import Sector
from directives.rules.law_names import titled_law
from directives.rules.permissions import (
    Actor,
    check_can_change_document,
)
from directives.rules.two_times import AsOf
from directives.services.changes import record_change
from directives.services.corrected_days import check_acts_stay_possible
from directives.services.correction_checks import check_correction
from directives.services.document_access import get_document
from directives.services.document_facts import current_fact, record_facts, record_states
from directives.services.expectations import propose_expectations
from directives.services.law_stubs import join_law_stubs
from directives.services.link_proposals import propose_links
from directives.services.promise_proposals import propose_promises
from directives.services.publication import missing_fields
from directives.services.recalls import check_not_recalled
from directives.services.relations import RelationView, list_relation_views
from directives.services.suspicions import settle
from directives.services.validity import validities
from directives.store.agencies import list_agencies
from directives.store.documents import (
    list_documents_by_ids,
    list_files,
    list_provisions,
    list_relations,
    list_sectors_of,
)
from directives.store.stamps import take_stamps
from directives.vocabulary import RecordState, Validity


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with what a reader needs to judge it."""

    document: Document
    issuer: Agency | None
    validity: Validity
    sectors: Sequence[Sector]
    files: Sequence[DocumentFile]
    provisions: Sequence[Provision]
    relations: Sequence[RelationView]


def view_document(session: Session, actor: Actor, document_id: int, *, today: date) -> DocumentView:
    """Return a document with its files, provisions and relations, its effect as of `today`.

    Raises:
        NotFound: there is no such document, or the actor may not know of it.
    """
    document = get_document(session, actor, document_id)
    issuers = list_agencies(session, [document.issuer_id] if document.issuer_id else [])
    return DocumentView(
        document=document,
        issuer=next(iter(issuers), None),
        validity=validities(session, [document], today=today)[document_id],
        sectors=list_sectors_of(session, [document_id]).get(document_id, []),
        files=list_files(session, document_id),
        provisions=list_provisions(session, [document_id]),
        relations=list_relation_views(session, actor, document_id),
    )


def publish(
    session: Session, actor: Actor, document_id: int, *, now: datetime, today: date
) -> Document:
    """Make a draft record readable and findable for everybody.

    Raises:
        NotFound: there is no such document, or the actor may not know of it.
        RightMissing: the record is another agency's.
        DocumentNotDraft: it was published or withdrawn before.
        StubNotPublished: number, title or date is missing.
    """
    document = get_document(session, actor, document_id)
    check_can_change_document(actor, document.owner_agency_id)
    if document.state is not RecordState.DRAFT:
        raise DocumentNotDraft
    missing = missing_fields(document)
    if missing:
        raise StubNotPublished(missing=", ".join(missing))
    record_facts(
        session, actor, document, {"state": RecordState.PUBLISHED}, now=now, holds_on=today
    )
    cited = _stamp_cited(session, document_id)
    hidden = [one for one in cited if one.is_stub and one.state is RecordState.DRAFT]
    record_states(session, actor, hidden, RecordState.PUBLISHED, now=now, holds_on=today)
    if titled_law(document.type_name, document.title):
        join_law_stubs(session, actor, now=now, law=document)
    propose_expectations(session, actor, document, now=now)
    propose_links(session, actor, document_id, at=AsOf(today, now))
    propose_promises(session, actor, document, now=now)
    subject = Subject("document", document_id)
    record_change(session, actor, "document.publish", subject, now=now, number=document.number)
    settle(session, actor, now=now)
    return document


def _stamp_cited(session: Session, document_id: int) -> Sequence[Document]:
    """Let copies see what a document now does, or no longer does, to those it cites."""
    relations = list_relations(session, [document_id])
    targets = [relation.target_id for relation in relations if relation.source_id == document_id]
    cited = list_documents_by_ids(session, targets)
    for target, stamp in zip(cited, take_stamps(session, len(cited)), strict=True):
        target.change_stamp = stamp
    return cited


def correct(
    session: Session,
    actor: Actor,
    document_id: int,
    values: dict[str, object],
    *,
    reason: str,
    now: datetime,
) -> Document:
    """Mend what was recorded wrongly; the wrong value stays visible to past instants.

    A published draft that gets its day of issue by this is issued: what it delegates is proposed.

    Raises:
        NotFound: there is no such document, or the actor may not know of it.
        RightMissing: the record is another agency's.
        DocumentRecalled: it is frozen.
        UnknownField: a field cannot be corrected.
        Invalid, Conflict: the document would not be right afterwards (`check_correction`,
            `check_acts_stay_possible`).
    """
    document = get_document(session, actor, document_id)
    check_can_change_document(actor, document.owner_agency_id)
    return record_correction(session, actor, document, values, reason=reason, now=now)


def record_correction(
    session: Session,
    actor: Actor,
    document: Document,
    values: dict[str, object],
    *,
    reason: str,
    now: datetime,
) -> Document:
    """Correct a document as `correct` does, for an actor whose right to it has been checked.

    Raises:
        DocumentRecalled, UnknownField, Invalid, Conflict: as `correct` does.
    """
    document_id = saved_id(document)
    check_not_recalled(session, document, now=now)
    check_correction(session, document, values)
    check_acts_stay_possible(session, actor, document, values)
    at = AsOf(day=date.max, known_at=now)
    wrong = {field: current_fact(session, document_id, field, at) for field in values}
    corrects = {field: fact.id for field, fact in wrong.items() if fact}
    was_issued = document.issued_on is not None
    record_facts(session, actor, document, values, now=now, corrects=corrects, reason=reason)
    subject = Subject("document", document_id)
    record_change(
        session, actor, "document.correct", subject, now=now, values=values, reason=reason
    )
    if document.state is RecordState.PUBLISHED and not was_issued:
        propose_expectations(session, actor, document, now=now)
    settle(session, actor, now=now)
    return document


def withdraw(
    session: Session,
    actor: Actor,
    document_id: int,
    *,
    reason: str,
    now: datetime,
    today: date,
) -> Document:
    """Take a record out of sight; it is kept, with its history.

    Raises:
        NotFound: there is no such document, or the actor may not know of it.
        RightMissing: the record is another agency's.
    """
    document = get_document(session, actor, document_id)
    check_can_change_document(actor, document.owner_agency_id)
    record_facts(
        session,
        actor,
        document,
        {"state": RecordState.WITHDRAWN},
        now=now,
        holds_on=today,
        reason=reason,
    )
    _stamp_cited(session, document_id)
    subject = Subject("document", document_id)
    record_change(session, actor, "document.withdraw", subject, now=now, reason=reason)
    settle(session, actor, now=now)
    return document
