"""What a document does to others; others that we do not hold become stubs."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Document, NewRelation
from directives.reading.relation_found import RelationFound
from directives.rules.effect import SUSPENDS
from directives.rules.permissions import Actor
from directives.rules.relation_claims import Days, covers, is_of_further_days
from directives.services.cited_targets import Targets
from directives.services.document_facts import number_of, record_new_documents
from directives.services.relation_facts import (
    AUTOMATIC,
    days_ever_said,
    name_cited,
    record_new_relations,
)
from directives.store.documents import list_documents_by_ids
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
    targets = Targets(session, found, near=issuer, day=source.issued_on)
    unknown = []
    for relation in found:
        kind = RelationKind(relation.predicate)
        name = _key_of(relation.target)
        if known.is_rejected(kind, name, relation, targets):
            continue
        target = (
            targets.find(relation)
            or known.cited(name, relation, targets)
            or targets.add(add_stub(session, actor, targets.facts_of_stub(relation), now=now))
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
            (relation, by_id[relation.target_id], days.get(saved_id(relation), ()))
            for relation in relations
            if relation.status is ProposalState.REJECTED
        ]

    def is_rejected(
        self, kind: RelationKind, key: str, found: RelationFound, targets: Targets
    ) -> bool:
        """Tell whether a person said that this, or what holds it, is wrong."""
        return any(
            kind == other.kind
            and key in {other.cited_as, name_cited(target)}
            and covers(other.target_provision, found.target_provision)
            and not (kind in SUSPENDS and is_of_further_days(found.days, days))
            and not targets.is_of_another_body(target, found)
            for other, target, days in self._rejected
        )

    def cited(self, name: str, found: RelationFound, targets: Targets) -> Document | None:
        """Return the document that this name led to, whatever it is called by now."""
        known = self._cited.get(name)
        return None if known is None or targets.is_of_another_body(known, found) else known

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


def add_stub(
    session: Session, actor: Actor, facts: dict[str, object], *, now: datetime
) -> Document:
    """Add a document that is known of but has no file; it is seen when what cites it is."""
    complete = {"title": "", "state": RecordState.DRAFT, **facts, "is_stub": True}
    owner = actor.agency_id
    (stub,) = record_new_documents(session, actor, [complete], now=now, owner_agency_id=owner)
    return stub
