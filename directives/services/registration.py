"""Register a document from a file that was read; a user's file and the example take this path."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from sqlmodel import Session

from directives.errors import NotADocumentNumber
from directives.models.base import Subject, saved_id
from directives.models.document import Document, DocumentSector
from directives.reading.reading import Reading
from directives.reference.tables import document_types
from directives.rules.document_number import DocumentNumber
from directives.rules.permissions import Actor, check_can_register
from directives.services.changes import record_change
from directives.services.cited_documents import record_relations
from directives.services.corrected_days import set_back_impossible_acts
from directives.services.document_facts import record_facts
from directives.services.documents import publish
from directives.services.issuers import find_or_add_issuer
from directives.services.names import sector_named
from directives.services.publication import missing_fields
from directives.services.registration_content import keep_file, replace_provisions
from directives.services.registration_duplicates import Duplicate, Identity, find_duplicate
from directives.services.relations_read import relations_read
from directives.services.suspicions import settle
from directives.store.documents import list_by_key, list_sectors_of
from directives.store.files import FileStore
from directives.store.reviews import count_namesakes
from directives.vocabulary import ProposalState, RecordState


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
    despite: str = ""  # why it is registered though it seems to be in the catalogue


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
        DocumentAlreadyRegistered: these bytes, this text, this number of this issuer and year, or
            nearly this text is in the catalogue, and no reason is given to register it anyway.
        ValueUnknown: a sector is not known.
    """
    check_can_register(actor)
    identity = _identify(session, new.reading)
    duplicate = find_duplicate(session, new.reading, identity)
    if duplicate and not new.despite:
        raise duplicate.refusal()
    document = _find_stub(session, identity) or _add_document(session, now=now)
    document.owner_agency_id = actor.agency_id  # of a stub, too: who brings the file answers for it
    document.namesake = _count_namesakes(session, identity) if duplicate else 0
    record_facts(session, actor, document, _facts(new, identity), now=now)
    draft = {"state": RecordState.DRAFT}  # also of a stub that was shown: its text is not yet
    record_facts(session, actor, document, draft, now=now, holds_on=today)
    files.put(new.content)
    _keep_content(session, actor, document, new, now=now)
    said = _registered(document, new, despite=duplicate)
    said["set_back"] = set_back_impossible_acts(session, actor, [saved_id(document)], now=now)
    subject = Subject("document", document.id)
    record_change(session, actor, "document.register", subject, now=now, **said)
    if new.acceptance is Acceptance.ACCEPTED and not missing_fields(document):
        publish(session, actor, saved_id(document), now=now, today=today)
    settle(session, actor, now=now)  # a stub that was shown may be a draft now
    return document


def _registered(
    document: Document, new: NewRegistration, *, despite: Duplicate | None
) -> dict[str, object]:
    """Return what is recorded of a registration."""
    file = new.reading.file
    said: dict[str, object] = {"number": document.number, "file": file.name, "sha256": file.sha256}
    if despite:
        said |= {"despite": saved_id(despite.document), "reason": new.despite}
    return said


def _identify(session: Session, reading: Reading) -> Identity:
    fields = reading.fields
    number = None
    if fields.number:
        try:
            number = DocumentNumber.parse(fields.number.value)
        except NotADocumentNumber:
            number = None
    name = fields.agency.value if fields.agency else None
    issuer = find_or_add_issuer(session, name, number)
    return Identity(number, issuer, fields.issued_on.value if fields.issued_on else None)


def _find_stub(session: Session, identity: Identity) -> Document | None:
    """Find the stub that this file belongs to: same key, and issuer and series where known.

    One whose issuer is not known and whose day is another is of another body.
    """
    if identity.number is None:
        return None
    issuer_id = identity.issuer.id if identity.issuer else None
    stubs = [
        stub
        for stub in list_by_key(session, identity.number.key)
        if stub.is_stub
        and stub.issuer_id in (issuer_id, None)
        and stub.series in (identity.series, None)
        and (stub.issuer_id or stub.issued_on in (identity.issued_on, None))
    ]
    # Of several, the one that says most of itself.
    return min(stubs, key=lambda stub: (stub.issuer_id is None, stub.series is None), default=None)


def _add_document(session: Session, *, now: datetime) -> Document:
    document = Document(recorded_at=now, change_stamp=0)
    session.add(document)
    session.flush()
    return document


def _count_namesakes(session: Session, identity: Identity) -> int:
    number, issuer, series = identity.number, identity.issuer, identity.series
    if not (number and issuer and series):
        return 0
    return count_namesakes(session, saved_id(issuer), number.key, series)


def _facts(new: NewRegistration, identity: Identity) -> dict[str, object]:
    fields = new.reading.fields
    named = fields.type.value if fields.type else ""
    code = identity.number.type if identity.number else ""
    values: dict[str, object] = {
        "number_as_printed": fields.number.source.quote if fields.number else None,
        "type_code": code or code_of_type(named),
        "type_name": named or name_of_type(code),
        "issuer_id": identity.issuer.id if identity.issuer else None,
        "issued_on": identity.issued_on,
        "is_stub": False,
        "is_illustration": new.is_illustration,
    }
    for name in (
        "title", "place", "effective_on", "expires_on", "urgency", "signer_name", "signer_title"
    ):  # fmt: skip
        suggestion = getattr(fields, name)
        values[name] = suggestion.value if suggestion else None
    values["title"] = values["title"] or ""
    return values


def code_of_type(name: str) -> str:
    """Return the abbreviation of a type by its full name; "" where it has none."""
    codes = [kind.code for kind in document_types() if kind.name_vi == name and kind.code]
    return codes[0] if codes else {"Luật": "L", "Bộ luật": "L", "Công văn": "CV"}.get(name, "")


def name_of_type(code: str) -> str:
    """Return the full name of a type by its abbreviation; "" where it is not known."""
    names = [kind.name_vi for kind in document_types() if kind.code == code and code]
    return names[0].split(" (")[0] if names else ""


def _keep_content(
    session: Session, actor: Actor, document: Document, new: NewRegistration, *, now: datetime
) -> None:
    """Keep what the file consists of, belongs to and does to other documents."""
    keep_file(session, actor, document, new.reading, reading_json=new.reading_json, now=now)
    replace_provisions(session, document, new.reading)
    _add_sectors(session, document, new.sector_codes)
    accepted = new.acceptance is Acceptance.ACCEPTED
    status = ProposalState.CONFIRMED if accepted else ProposalState.PROPOSED
    record_relations(session, actor, document, relations_read(new.reading), status=status, now=now)


def _add_sectors(session: Session, document: Document, codes: tuple[str, ...]) -> None:
    key = saved_id(document)
    known = {sector.code for sector in list_sectors_of(session, [key]).get(key, [])}
    for code in dict.fromkeys(codes):
        sector = sector_named(session, code, field="sectors")
        if code not in known:
            session.add(DocumentSector(document_id=key, sector_id=saved_id(sector)))
    session.flush()
