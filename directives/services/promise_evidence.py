"""Whether what is shown keeps a promise, and whether a body may say so alone."""

from datetime import date

from sqlmodel import Session

from directives.errors import (
    ConfirmationNeeded,
    EvidenceMissing,
    GuidanceIssuedTooEarly,
    GuidanceNotIssued,
    KeptBeforeIssued,
)
from directives.models.commitment import Commitment
from directives.models.document import Document
from directives.rules.permissions import Actor
from directives.services.document_access import get_document
from directives.vocabulary import CommitmentKind, RecordState, Role


def check_kept(
    session: Session,
    actor: Actor,
    commitment: Commitment,
    *,
    held_on: date,
    document_id: int | None,
    evidence: str,
) -> Document | None:
    """Return the document that keeps a promise; None where words show that an action was done.

    Raises:
        DocumentNotFound: there is no such document, or the actor may not know of it.
        EvidenceMissing: neither a document nor words show that it was kept.
        GuidanceNotIssued: guidance was promised, and no published document with a day is shown.
        GuidanceIssuedTooEarly, KeptBeforeIssued: the document was issued before the promise, or
            after the day on which it is said to keep it.
        ConfirmationNeeded: a body closes its own promise by words, by what is not published, or
            by another document than it promised.
    """
    if document_id is None and not evidence:
        raise EvidenceMissing(field="evidence")
    document = check_shown(session, actor, commitment, held_on=held_on, document_id=document_id)
    if commitment.kind is CommitmentKind.GUIDANCE and not _is_issued(document):
        raise GuidanceNotIssued(field="document_id")
    if actor.role is Role.DRAFTER:
        _check_speaks_for_itself(commitment, document)
    return document


def check_shown(
    session: Session,
    actor: Actor,
    commitment: Commitment,
    *,
    held_on: date,
    document_id: int | None,
) -> Document | None:
    """Return the document that is said to keep a promise on a day; None where none is named.

    Raises:
        DocumentNotFound: there is no such document, or the actor may not know of it.
        GuidanceIssuedTooEarly, KeptBeforeIssued: its day of issue does not fit.
    """
    if document_id is None:
        return None
    document = get_document(session, actor, document_id)
    issued_on = document.issued_on
    if issued_on and issued_on < commitment.promised_on:
        raise GuidanceIssuedTooEarly(
            field="document_id", issued_on=issued_on, promised_on=commitment.promised_on
        )
    if issued_on and held_on < issued_on:
        raise KeptBeforeIssued(field="held_on", day=held_on, issued_on=issued_on)
    return document


def _is_issued(document: Document | None) -> bool:
    return (
        document is not None
        and document.state is RecordState.PUBLISHED
        and document.issued_on is not None
        and not document.is_stub
    )


def _check_speaks_for_itself(commitment: Commitment, document: Document | None) -> None:
    if document is None:
        raise ConfirmationNeeded(field="evidence")
    is_promised_type = commitment.expected_type_code in (None, document.type_code)
    is_source = document.id == commitment.source_document_id
    if not _is_issued(document) or not is_promised_type or is_source:
        raise ConfirmationNeeded(field="document_id")
