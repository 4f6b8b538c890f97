"""A person records what a document does to another, naming it by its number."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import QuoteNotFound, RelationToItself, ValueInvalid
from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Document, NewRelation, Relation
from directives.rules.document_number import DocumentNumber
from directives.rules.permissions import Actor, check_can_change_document
from directives.services.cited_documents import add_stub
from directives.services.document_access import find_numbered, get_document
from directives.services.issuers import find_issuer
from directives.services.names import provision_named
from directives.services.relations import add_relation
from directives.services.source_quotes import check_quoted
from directives.translation import N_
from directives.vocabulary import RecordState, RelationKind

DAYS_REVERSED = N_("Ngày kết thúc trước ngày bắt đầu.")


@dataclass(frozen=True, slots=True)
class RelationEntry:
    """What was typed. Provisions are words (“khoản 2 Điều 5”) or addresses (“dieu-5__khoan-2”)."""

    kind: RelationKind
    number: str = ""
    target_id: int | None = None  # decides where several documents bear the number
    source_provision: str = ""
    target_provision: str = ""
    quote: str = ""
    acts_from: date | None = None
    acts_to: date | None = None


def record_entry(
    session: Session, actor: Actor, source_id: int, entry: RelationEntry, *, now: datetime
) -> Relation:
    """Record a relation as confirmed; a document that we do not hold becomes a stub.

    Raises:
        NotFound: an end is missing, or the actor may not know of it.
        RightMissing: the source is another agency's record.
        NotADocumentNumber, DocumentAmbiguous: the number names no document, or several.
        RelationToItself: the number is that of the source.
        ValueInvalid: a provision is not one, or is not there; the days are in no order.
        QuoteNotFound: the source has a text without the quoted words.
    """
    source = get_document(session, actor, source_id)
    check_can_change_document(actor, source.owner_agency_id)
    if entry.acts_from and entry.acts_to and entry.acts_to < entry.acts_from:
        raise ValueInvalid(field="acts_to", reason=DAYS_REVERSED)
    here = provision_named(session, source, entry.source_provision, field="source_provision")
    if entry.quote:
        try:
            check_quoted(session, source_id, here, entry.quote)
        except QuoteNotFound as refused:
            refused.field = "quote"
            raise
    target = _target(session, actor, source, entry, now=now)
    new = NewRelation(
        source_id=source_id,
        kind=entry.kind,
        target_id=saved_id(target),
        source_provision=here,
        target_provision=_target_provision(session, target, entry),
        quote=entry.quote,
        acts_from=entry.acts_from,
        acts_to=entry.acts_to,
    )
    return add_relation(session, actor, new, now=now)


def _target(
    session: Session, actor: Actor, source: Document, entry: RelationEntry, *, now: datetime
) -> Document:
    if entry.target_id is not None:
        found = get_document(session, actor, entry.target_id)
    else:
        found = _named(session, actor, source, entry.number, now=now)
    if found.id == source.id:
        raise RelationToItself(field="number")
    return found


def _named(
    session: Session, actor: Actor, source: Document, typed: str, *, now: datetime
) -> Document:
    known = find_numbered(session, actor, typed, field="number")
    if known is not None:
        return known
    number = DocumentNumber.parse(typed)
    near = session.get(Agency, source.issuer_id) if source.issuer_id else None
    issuer = find_issuer(session, number, near=near)
    facts: dict[str, object] = {
        "number_as_printed": number.display,
        "type_code": number.type,
        "issuer_id": issuer.id if issuer else None,
    }
    if source.state is RecordState.PUBLISHED:
        facts["state"] = RecordState.PUBLISHED
    return add_stub(session, actor, facts, now=now)


def _target_provision(session: Session, target: Document, entry: RelationEntry) -> str:
    """Return the provision of the target; an amendment may add one that is not there yet."""
    must_exist = entry.kind is not RelationKind.AMENDS
    typed = entry.target_provision
    return provision_named(session, target, typed, field="target_provision", must_exist=must_exist)
