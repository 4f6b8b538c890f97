"""Which documents end or change others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document
from directives.rules.effect import ActedUpon
from directives.rules.permissions import PUBLIC, allows, check_can_read_document
from directives.store.documents import list_documents_by_ids
from directives.vocabulary import RelationKind


@dataclass(frozen=True, slots=True)
class Acting:
    """A document does something to another, or to one provision of it."""

    kind: RelationKind
    source: Document
    provision: str  # empty: the whole document


def acting_documents(
    session: Session, acts: Mapping[int, Sequence[ActedUpon]]
) -> dict[int, list[Acting]]:
    """Return, by document, what acts on it, with the record that does.

    Only records that everybody may read; one query for all, and none where nothing acts.
    """
    ids = sorted({act.source_id for some in acts.values() for act in some})
    sources = {
        saved_id(source): source
        for source in list_documents_by_ids(session, ids)
        if allows(check_can_read_document, PUBLIC, source.state, source.owner_agency_id)
    }
    return {
        key: [
            Acting(act.kind, sources[act.source_id], act.provision)
            for act in some
            if act.source_id in sources
        ]
        for key, some in acts.items()
    }
