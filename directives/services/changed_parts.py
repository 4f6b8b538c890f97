"""Which part of a document was changed, where that made others suspect."""

import json
from collections.abc import Mapping, Sequence

from sqlmodel import Session

from directives.models.suspicion import Suspicion
from directives.rules.chain_causes import relation_of
from directives.store.relations import list_target_provisions


def changed_parts(session: Session, suspicions: Sequence[Suspicion]) -> Mapping[str, str]:
    """Return the provision that each cause of suspicions changed, by the key of the cause.

    A cause that is not among them changed the whole document.
    """
    keys = {one.cause_key for one in suspicions}
    keys |= {cause["key"] for one in suspicions for cause in json.loads(one.also)}
    relations = {key: relation for key in keys if (relation := relation_of(key)) is not None}
    provisions = list_target_provisions(session, set(relations.values())) if relations else {}
    named = {key: provisions.get(relation, "") for key, relation in relations.items()}
    return {key: provision for key, provision in named.items() if provision}
