"""Files that seem to be in the catalogue already: kept until their uploader decides."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import (
    DocumentAlreadyRegistered,
    FileAlreadyThere,
    UploadAlreadyDecided,
    UploadNotFound,
    ValueInvalid,
)
from directives.models.base import Subject, saved_id
from directives.models.document import Document
from directives.models.review import PendingUpload
from directives.reading.reading import Reading
from directives.rules.permissions import (
    Actor,
    allows,
    check_can_change_document,
    check_can_read_document,
    check_can_register,
    check_signed_in,
)
from directives.rules.two_times import AsOf
from directives.services.changes import record_change
from directives.services.cited_documents import record_relations
from directives.services.document_access import get_document
from directives.services.expectations import propose_expectations
from directives.services.link_proposals import propose_links
from directives.services.link_suspects import recheck_links_of_document
from directives.services.promise_proposals import propose_promises
from directives.services.recalls import check_not_recalled
from directives.services.registration import NewRegistration, register
from directives.services.registration_content import keep_file, replace_provisions
from directives.services.relations_read import relations_read
from directives.services.suspicions import settle
from directives.store.documents import find_document, list_files
from directives.store.files import FileStore
from directives.store.reviews import find_pending, find_undecided
from directives.translation import N_
from directives.vocabulary import FileStanding, PendingOutcome, ProposalState, RecordState, Sameness


@dataclass(frozen=True, slots=True)
class PendingView:
    """A waiting file beside the document that it seems to be.

    `known` is None where the actor may not know of that document.
    """

    pending: PendingUpload
    known: Document | None
    can_change: bool  # attach the file, or make it the new version
    is_there: bool  # these very bytes are one of the document's files


def keep_pending(
    session: Session,
    actor: Actor,
    new: NewRegistration,
    files: FileStore,
    *,
    refused: DocumentAlreadyRegistered,
    now: datetime,
) -> PendingUpload:
    """Keep a file that was refused as a duplicate; sent again, it waits once.

    Raises:
        RightMissing: the actor does not draft.
    """
    check_can_register(actor)
    account_id, file = check_signed_in(actor), new.reading.file
    duplicate_id = int(str(refused.values["document_id"]))
    known = find_undecided(session, file.sha256, account_id, duplicate_id)
    if known:
        return known
    pending = PendingUpload(
        sha256=files.put(new.content),
        name=file.name,
        byte_count=file.bytes,
        reading=new.reading_json,
        account_id=account_id,
        received_at=now,
        duplicate_id=duplicate_id,
        same=Sameness(str(refused.values["same"])),
    )
    session.add(pending)
    session.flush()
    said = {"file": file.name, "sha256": file.sha256, "document_id": duplicate_id}
    record_change(session, actor, "upload.keep", Subject("upload", pending.id), now=now, **said)
    return pending


def view_pending(session: Session, actor: Actor, pending_id: int) -> PendingView:
    """Return an upload of the actor's own, and what may be done with it.

    Raises:
        UploadNotFound: there is none, or it is another person's.
    """
    pending = find_pending(session, pending_id)
    document = find_document(session, pending.duplicate_id) if pending else None
    if pending is None or document is None or pending.account_id != actor.account_id:
        raise UploadNotFound
    owner = document.owner_agency_id
    readable = allows(check_can_read_document, actor, document.state, owner)
    hashes = {file.sha256 for file in list_files(session, pending.duplicate_id)}
    return PendingView(
        pending=pending,
        known=document if readable else None,
        can_change=readable and allows(check_can_change_document, actor, owner),
        is_there=pending.sha256 in hashes,
    )


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to become of a waiting file; `reason` is needed to register it anyway."""

    outcome: PendingOutcome
    reason: str = ""


def decide_pending(
    session: Session,
    actor: Actor,
    pending_id: int,
    decision: Decision,
    *,
    new: NewRegistration,
    files: FileStore,
    now: datetime,
    today: date,
) -> Document:
    """Do with a waiting file what its uploader decided; `new` is the file, read again.

    Raises:
        UploadNotFound: there is none, or it is another person's.
        UploadAlreadyDecided: it was decided before.
        RightMissing, NotFound: the document is another agency's.
        FileAlreadyThere: the document has these very bytes.
        ValueInvalid: it is to be registered anyway and no reason is given.
    """
    pending = view_pending(session, actor, pending_id).pending
    if pending.outcome is not None:
        raise UploadAlreadyDecided
    if decision.outcome is PendingOutcome.REGISTERED_ANYWAY:
        if not decision.reason.strip():
            raise ValueInvalid(field="reason", reason=_NEEDS_REASON)
        anyway = replace(new, despite=decision.reason.strip())
        document = register(session, actor, anyway, files, now=now, today=today)
    else:
        document = _add_file(
            session, actor, pending, new, outcome=decision.outcome, now=now, today=today
        )
    pending.outcome, pending.resolved_at = decision.outcome, now
    session.add(pending)
    said = {"outcome": decision.outcome.value, "document_id": document.id}
    record_change(session, actor, "upload.decide", Subject("upload", pending.id), now=now, **said)
    return document


_NEEDS_REASON = N_("Hãy nêu lý do vì sao vẫn đăng ký.")


def _take_as_text(
    session: Session, actor: Actor, document: Document, reading: Reading, *, now: datetime
) -> None:
    """Let a document say what a newer file says: its provisions, and what they propose."""
    replace_provisions(session, document, reading)
    status = ProposalState.PROPOSED
    record_relations(session, actor, document, relations_read(reading), status=status, now=now)
    if document.state is RecordState.PUBLISHED:
        propose_expectations(session, actor, document, now=now)
        propose_promises(session, actor, document, now=now)


def _look_at_gaps(session: Session, actor: Actor, document: Document, *, at: AsOf) -> None:
    """Look again at the gaps that a new text is said to answer, and for those it may answer."""
    key = saved_id(document)
    recheck_links_of_document(session, actor, key, at=at)
    if document.state is RecordState.PUBLISHED:
        propose_links(session, actor, key, at=at)


def _add_file(
    session: Session,
    actor: Actor,
    pending: PendingUpload,
    new: NewRegistration,
    *,
    outcome: PendingOutcome,
    now: datetime,
    today: date,
) -> Document:
    """Give a document a further file: beside its text, or in the place of it."""
    document = get_document(session, actor, pending.duplicate_id)
    check_can_change_document(actor, document.owner_agency_id)
    check_not_recalled(session, document, now=now)
    reading, others = new.reading, list_files(session, saved_id(document))
    if pending.sha256 in {file.sha256 for file in others}:
        raise FileAlreadyThere
    standing = FileStanding.ATTACHMENT
    if outcome is PendingOutcome.NEW_VERSION:
        standing = FileStanding.CURRENT
        for file in others:
            if file.standing is FileStanding.CURRENT:
                file.standing = FileStanding.SUPERSEDED
        _take_as_text(session, actor, document, reading, now=now)
    written = new.reading_json
    keep_file(session, actor, document, reading, reading_json=written, now=now, standing=standing)
    if standing is FileStanding.CURRENT:
        _look_at_gaps(session, actor, document, at=AsOf(today, now))
    settle(session, actor, now=now)  # its articles may stand in other chapters
    said = {"file": reading.file.name, "sha256": reading.file.sha256, "standing": standing.value}
    record_change(
        session, actor, "document.add_file", Subject("document", document.id), now=now, **said
    )
    return document
