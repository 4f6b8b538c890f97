"""Laws that were cited by name before they were held: what names them leads to the one record."""

from datetime import datetime

from sqlmodel import Session

from directives.models.base import Subject, saved_id
from directives.models.document import Document, Relation
from directives.rules.permissions import Actor
from directives.services.changes import record_change
from directives.services.named_laws import NamedLaws
from directives.services.relation_facts import lead_to
from directives.store.documents import list_documents_by_ids, list_relations
from directives.vocabulary import RelationKind


def join_law_stubs(
    session: Session, actor: Actor, *, now: datetime, law: Document | None = None
) -> int:
    """Let what cites a law by its name lead to the law, or to the one record of that name.

    Only to `law`, where it is given. Returns how many relations lead elsewhere now; doing it
    again changes nothing.
    """
    laws = NamedLaws(session)
    pairs = [(stub, laws.find(name)) for name, stub in laws.cited_by_name()]
    into = {
        stub: target
        for stub, target in pairs
        if target not in (None, stub) and (law is None or target == law.id)
    }
    by_id = {one.id: one for one in list_documents_by_ids(session, [*into, *into.values()])}
    return sum(
        _join(session, actor, by_id[stub], by_id[target], now=now)
        for stub, target in into.items()
        if by_id[stub].is_stub
    )


def _join(
    session: Session, actor: Actor, stub: Document, target: Document, *, now: datetime
) -> int:
    onto = list_relations(session, [saved_id(stub), saved_id(target)], with_rejected=True)
    said = {_claim(one) for one in onto if one.target_id == target.id}
    moved = []
    for one in onto:
        if one.target_id == stub.id and one.source_id != target.id and _claim(one) not in said:
            said.add(_claim(one))
            moved.append(one)
    if moved:
        lead_to(session, moved, target)
        relations = [saved_id(one) for one in moved]
        subject = Subject("document", target.id)
        record_change(
            session, actor, "document.join", subject, now=now, stub=stub.id, relations=relations
        )
    return len(moved)


def _claim(relation: Relation) -> tuple[int, RelationKind, str, str]:
    return (
        relation.source_id,
        relation.kind,
        relation.source_provision,
        relation.target_provision,
    )
