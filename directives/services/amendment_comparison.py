"""An article, clause or point beside what another document makes of it."""

from typing import Final

from sqlmodel import Session

from directives.models.document import Provision, Relation
from directives.rules.amended_words import Wording, amended
from directives.rules.permissions import Actor
from directives.rules.text_comparison import Text, beside, compare_texts
from directives.services.comparison import Comparison, Side
from directives.services.document_access import get_document
from directives.services.relation_decisions import get_relation
from directives.store.documents import find_provision
from directives.vocabulary import RelationKind

COMPARED_KINDS: Final = frozenset(
    {RelationKind.AMENDS, RelationKind.REPEALS, RelationKind.REPLACES, RelationKind.CORRECTS}
)
"""The relations that change the words of a provision."""


def compare_amendment(session: Session, actor: Actor, relation_id: int) -> Comparison:
    """Compare a provision with what the document at the source of a relation makes of it.

    Raises:
        NotFound: there is no such relation, or the actor may not know of an end.
    """
    relation = get_relation(session, actor, relation_id)
    base = get_document(session, actor, relation.target_id)
    source = get_document(session, actor, relation.source_id)
    provision = find_provision(session, relation.target_id, relation.target_provision)
    wording = _wording(session, relation, provision)
    key, label = relation.target_provision or "doan-1", provision.label if provision else ""
    old = [] if wording.old is None else [Text(key, label, wording.old)]
    new = [] if wording.new is None else [Text(key, label, wording.new)]
    is_added = wording.is_sure and not old and bool(new)
    return Comparison(
        Side(base, provision=relation.target_provision, has_text=provision is not None or is_added),
        Side(source, provision=relation.source_provision),
        compare_texts(old, new) if wording.is_sure else beside(old, new),
        is_marked=wording.is_sure,
    )


def _wording(session: Session, relation: Relation, base: Provision | None) -> Wording:
    """Return the wording before and after.

    New words that stand without quotation marks, or over several lines, are read as provisions
    of their own and follow the instruction in the provision that holds it.
    """
    source = find_provision(session, relation.source_id, relation.source_provision)
    said = relation.quote
    wording = _amended(source.text if source else said, relation, base)
    if (
        wording.is_sure
        or source is None
        or source.parent_provision_id is None
        or said not in source.text
    ):
        return wording
    holder = find_provision(session, relation.source_id, source.parent_provision_id)
    wider = _amended(holder.text, relation, base) if holder else wording
    return wider if wider.is_sure else wording


def _amended(words: str, relation: Relation, base: Provision | None) -> Wording:
    return amended(
        words,
        relation.quote,
        base.text if base else None,
        relation.target_provision,
        repeals=relation.kind is RelationKind.REPEALS,
    )
