"""What a document does to others; others that we do not hold become stubs."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from directives.errors import NotADocumentNumber
from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Document, NewRelation
from directives.reading.relations import RelationFound
from directives.rules.document_number import DocumentNumber
from directives.rules.effect import SUSPENDS
from directives.rules.identity import series_of
from directives.rules.permissions import Actor
from directives.rules.relation_claims import Days, covers, is_of_further_days
from directives.services.document_facts import number_of, record_new_documents
from directives.services.issuers import find_issuer
from directives.services.relation_facts import (
    AUTOMATIC,
    days_ever_said,
    name_cited,
    record_new_relations,
)
from directives.store.documents import find_by_title, list_by_key, list_documents_by_ids
from directives.store.reviews import list_relations_from
from directives.vocabulary import ProposalState, RecordState, RelationKind


def record_relations(
    session: Session,
    actor: Actor,
    source: Document,
    found: Sequence[RelationFound],
    *,
    status: ProposalState,
    now: datetime,
) -> None:
    """Record the relations read from a document; one known already is not recorded again."""
    issuer = session.get(Agency, source.issuer_id) if source.issuer_id else None
    source_id = saved_id(source)
    known = _Known(session, source_id)
    unknown = []
    for relation in found:
        kind = RelationKind(relation.predicate)
        name = _key_of(relation.target)
        if known.is_rejected(kind, name, relation):
            continue
        target = (
            _find_target(session, relation.target, near=issuer)
            or known.cited(name)
            or _add_target(session, actor, relation.target, near=issuer, now=now)
        )
        new = NewRelation(
            source_id=source_id,
            kind=kind,
            target_id=saved_id(target),
            source_provision=relation.source_provision,
            target_provision=relation.target_provision,
            quote=relation.quote,
            acts_from=relation.acts_from,
            acts_to=relation.acts_to,
        )
        if saved_id(target) == source_id or not known.add(new):
            continue
        unknown.append(new)
    record_new_relations(session, actor, unknown, origin=AUTOMATIC, status=status, now=now)


class _Known:
    """The relations from a document: none is recorded twice, and none that was rejected.

    What was rejected is known by the words that name the other document, those of then and of
    today: its number may have been corrected, or its record be another one by now. So is what was
    not rejected, where no document has that name any more. Where in the source the words stand may
    change with every version. A suspension of days that were never said of it is another one.
    """

    def __init__(self, session: Session, source_id: int) -> None:
        relations = list_relations_from(session, source_id)
        targets = list_documents_by_ids(session, sorted({r.target_id for r in relations}))
        name_of = {saved_id(target): name_cited(target) for target in targets}
        days = days_ever_said(session, [one for one in relations if one.kind in SUSPENDS])
        self._same: dict[_Claim, list[Days]] = {}
        for relation in relations:
            said = days.get(saved_id(relation), ())
            self._same.setdefault(_claim(relation), []).extend(said)
        by_id = {saved_id(target): target for target in targets}
        self._cited = {
            relation.cited_as: by_id[relation.target_id]
            for relation in relations
            if relation.status is not ProposalState.REJECTED
        }
        self._rejected = [
            (relation.kind, name, relation.target_provision, days.get(saved_id(relation), ()))
            for relation in relations
            if relation.status is ProposalState.REJECTED
            for name in {relation.cited_as, name_of[relation.target_id]}
        ]

    def is_rejected(self, kind: RelationKind, key: str, found: RelationFound) -> bool:
        """Tell whether a person said that this, or what holds it, is wrong."""
        return any(
            (kind, key) == (other, other_key)
            and covers(provision, found.target_provision)
            and not (kind in SUSPENDS and is_of_further_days(found.days, days))
            for other, other_key, provision, days in self._rejected
        )

    def cited(self, name: str) -> Document | None:
        """Return the document that this name led to, whatever it is called by now."""
        return self._cited.get(name)

    def add(self, new: NewRelation) -> bool:
        """Tell whether a relation is new; from now on it is known."""
        days = (new.acts_from, new.acts_to)
        said = self._same.get(_claim(new))
        if said is not None and not (new.kind in SUSPENDS and is_of_further_days(days, said)):
            return False
        self._same.setdefault(_claim(new), []).append(days)
        return True


_Claim = tuple[RelationKind, int, str, str]


def _claim(relation: NewRelation) -> _Claim:
    return (
        relation.kind,
        relation.target_id,
        relation.source_provision,
        relation.target_provision,
    )


def _key_of(cited: str) -> str:
    number = number_of(cited)
    return number.key if number else cited


def _find_target(session: Session, cited: str, *, near: Agency | None) -> Document | None:
    """Find the document that is cited; of several, one that was cited so before, or none."""
    try:
        number = DocumentNumber.parse(cited)
    except NotADocumentNumber:
        return find_by_title(session, cited)
    issuer = find_issuer(session, number, near=near)
    series = series_of(number, None)
    candidates = [
        other
        for other in list_by_key(session, number.key)
        if other.issuer_id == (issuer.id if issuer else None)
        and (series is None or other.series == series)
        and not other.namesake
    ]
    if len(candidates) == 1:  # of several (another year, another term) none is chosen silently
        return candidates[0]
    unsaid = [other for other in candidates if other.is_stub and other.series is None]
    return next(iter(unsaid), None) if series is None else None


def _add_target(
    session: Session, actor: Actor, cited: str, *, near: Agency | None, now: datetime
) -> Document:
    try:
        number = DocumentNumber.parse(cited)
    except NotADocumentNumber:
        return add_stub(session, actor, {"title": cited}, now=now)
    issuer = find_issuer(session, number, near=near)
    facts: dict[str, object] = {
        "number_as_printed": number.display,
        "type_code": number.type,
        "issuer_id": issuer.id if issuer else None,
    }
    return add_stub(session, actor, facts, now=now)


def add_stub(
    session: Session, actor: Actor, facts: dict[str, object], *, now: datetime
) -> Document:
    """Add a document that is known of but has no file; it is seen when what cites it is."""
    complete = {"title": "", "state": RecordState.DRAFT, **facts, "is_stub": True}
    owner = actor.agency_id
    (stub,) = record_new_documents(session, actor, [complete], now=now, owner_agency_id=owner)
    return stub
