"""Register a document from a file that was read; a user's file and the example take this path."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from sqlmodel import Session

from directives.errors import DocumentAlreadyRegistered, NotADocumentNumber
from directives.models.agency import Agency
from directives.models.base import Subject, saved_id
from directives.models.document import (
    Document,
    DocumentFile,
    DocumentSector,
    ExtractedText,
    Provision,
)
from directives.reading.reading import Reading
from directives.reference.tables import document_types
from directives.rules.document_number import DocumentNumber
from directives.rules.identity import series_of
from directives.rules.permissions import Actor, check_can_register, check_signed_in
from directives.services.changes import record_change
from directives.services.cited_documents import record_relations
from directives.services.document_facts import record_facts
from directives.services.documents import publish
from directives.services.issuers import find_or_add_issuer
from directives.services.names import sector_named
from directives.services.publication import missing_fields
from directives.store.documents import find_by_file, list_by_key, list_sectors_of
from directives.store.files import FileStore
from directives.vocabulary import ProposalState, RecordState

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Acceptance(Enum):
    """What becomes of the values that were read."""

    DRAFT = "draft"  # stored for a drafter to look at
    ACCEPTED = "accepted"  # accepted and published, as far as they are complete


@dataclass(frozen=True, slots=True)
class NewRegistration:
    """A file as received and what was read from it (the edge reads; no parser runs in here)."""

    content: bytes
    reading: Reading
    reading_json: str
    acceptance: Acceptance
    sector_codes: tuple[str, ...] = ()
    is_illustration: bool = False


@dataclass(frozen=True, slots=True)
class _Identity:
    number: DocumentNumber | None
    issuer: Agency | None
    issued_on: date | None

    @property
    def series(self) -> str | None:
        return series_of(self.number, self.issued_on) if self.number else None


def register(
    session: Session,
    actor: Actor,
    new: NewRegistration,
    files: FileStore,
    *,
    now: datetime,
    today: date,
) -> Document:
    """Register a document, or give a known stub its file.

    Accepted registrations are published; one that lacks number, title or date stays a draft.

    Raises:
        RightMissing: the actor does not draft.
        DocumentAlreadyRegistered: these bytes, this text or this number of this issuer and year
            is in the catalogue.
        ValueUnknown: a sector is not known.
    """
    check_can_register(actor)
    identity = _identify(session, new.reading)
    _refuse_duplicate(session, new, identity)
    document = _find_stub(session, identity) or _add_document(session, actor, now=now)
    record_facts(session, actor, document, _facts(new, identity), now=now)
    draft = {"state": RecordState.DRAFT}  # also of a stub that was shown: its text is not yet
    record_facts(session, actor, document, draft, now=now, holds_on=today)
    _keep_file(session, actor, document, new, files=files, now=now)
    _keep_content(session, actor, document, new, now=now)
    subject, file = Subject("document", document.id), new.reading.file
    said = {"number": document.number, "file": file.name, "sha256": file.sha256}
    record_change(session, actor, "document.register", subject, now=now, **said)
    if new.acceptance is Acceptance.ACCEPTED and not missing_fields(document):
        publish(session, actor, saved_id(document), now=now, today=today)
    return document


def _identify(session: Session, reading: Reading) -> _Identity:
    fields = reading.fields
    number = None
    if fields.number:
        try:
            number = DocumentNumber.parse(fields.number.value)
        except NotADocumentNumber:
            number = None
    name = fields.agency.value if fields.agency else None
    issuer = find_or_add_issuer(session, name, number)
    return _Identity(number, issuer, fields.issued_on.value if fields.issued_on else None)


def _refuse_duplicate(session: Session, new: NewRegistration, identity: _Identity) -> None:
    known = find_by_file(session, new.reading.file.sha256, _text_hash(new.reading))
    if known is None and identity.number and identity.issuer and identity.series:
        known = next(
            (
                other
                for other in list_by_key(session, identity.number.key)
                if not other.is_stub
                and other.issuer_id == identity.issuer.id
                and other.series == identity.series
            ),
            None,
        )
    if known:
        raise DocumentAlreadyRegistered(
            number=known.number or known.title, document_id=saved_id(known)
        )


def _find_stub(session: Session, identity: _Identity) -> Document | None:
    """Find the stub that this file belongs to: same key, and issuer and series where known."""
    if identity.number is None:
        return None
    issuer_id = identity.issuer.id if identity.issuer else None
    stubs = [
        stub
        for stub in list_by_key(session, identity.number.key)
        if stub.is_stub
        and stub.issuer_id in (issuer_id, None)
        and stub.series in (identity.series, None)
    ]
    # Of several, the one that says most of itself.
    return min(stubs, key=lambda stub: (stub.issuer_id is None, stub.series is None), default=None)


def _add_document(session: Session, actor: Actor, *, now: datetime) -> Document:
    document = Document(recorded_at=now, change_stamp=0, owner_agency_id=actor.agency_id)
    session.add(document)
    session.flush()
    return document


def _facts(new: NewRegistration, identity: _Identity) -> dict[str, object]:
    fields = new.reading.fields
    named = fields.type.value if fields.type else ""
    code = identity.number.type if identity.number else ""
    values: dict[str, object] = {
        "number_as_printed": fields.number.source.quote if fields.number else None,
        "type_code": code or _type_code(named),
        "type_name": named or _type_name(code),
        "issuer_id": identity.issuer.id if identity.issuer else None,
        "issued_on": identity.issued_on,
        "is_stub": False,
        "is_illustration": new.is_illustration,
    }
    for name in (
        "title", "place", "effective_on", "urgency", "signer_name", "signer_title"
    ):  # fmt: skip
        suggestion = getattr(fields, name)
        values[name] = suggestion.value if suggestion else None
    values["title"] = values["title"] or ""
    return values


def _type_code(name: str) -> str:
    codes = [kind.code for kind in document_types() if kind.name_vi == name and kind.code]
    return codes[0] if codes else {"Luật": "L", "Bộ luật": "L", "Công văn": "CV"}.get(name, "")


def _type_name(code: str) -> str:
    names = [kind.name_vi for kind in document_types() if kind.code == code and code]
    return names[0].split(" (")[0] if names else ""


def _keep_file(
    session: Session,
    actor: Actor,
    document: Document,
    new: NewRegistration,
    *,
    files: FileStore,
    now: datetime,
) -> None:
    file = DocumentFile(
        document_id=saved_id(document),
        sha256=files.put(new.content),
        text_sha256=_text_hash(new.reading),
        name=new.reading.file.name,
        media_type=DOCX,
        byte_count=len(new.content),
        received_at=now,
        account_id=check_signed_in(actor),
    )
    session.add(file)
    session.flush()
    text = ExtractedText(file_id=saved_id(file), text=new.reading.text, reading=new.reading_json)
    session.add(text)


def _keep_content(
    session: Session, actor: Actor, document: Document, new: NewRegistration, *, now: datetime
) -> None:
    """Keep what the file consists of, belongs to and does to other documents."""
    _add_provisions(session, document, new.reading)
    _add_sectors(session, document, new.sector_codes)
    accepted = new.acceptance is Acceptance.ACCEPTED
    status = ProposalState.CONFIRMED if accepted else ProposalState.PROPOSED
    record_relations(session, actor, document, new.reading.relations, status=status, now=now)


def _add_provisions(session: Session, document: Document, reading: Reading) -> None:
    session.add_all(
        Provision(
            document_id=saved_id(document),
            provision_id=node.id,
            parent_provision_id=node.parent,
            position=node.order,
            label=node.label,
            heading=node.heading,
            text=node.text,
        )
        for node in reading.structure
    )
    session.flush()


def _add_sectors(session: Session, document: Document, codes: tuple[str, ...]) -> None:
    key = saved_id(document)
    known = {sector.code for sector in list_sectors_of(session, [key]).get(key, [])}
    for code in dict.fromkeys(codes):
        sector = sector_named(session, code, field="sectors")
        if code not in known:
            session.add(DocumentSector(document_id=key, sector_id=saved_id(sector)))
    session.flush()


def _text_hash(reading: Reading) -> str:
    words = " ".join(reading.text.split())
    return hashlib.sha256(words.encode()).hexdigest()
