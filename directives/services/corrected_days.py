"""What documents are confirmed to do to one another must stay possible when a day is corrected."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlmodel import Session

from directives.errors import ConfirmedActImpossible, HiddenActImpossible, Invalid
from directives.models.base import saved_id
from directives.models.document import Document, Relation
from directives.rules.permissions import Actor, allows, check_can_read_document
from directives.rules.possible_acts import Issued, check_possible
from directives.services.document_facts import FIELDS
from directives.store.documents import list_documents_by_ids, list_relations
from directives.vocabulary import ProposalState

_DAYS = ("issued_on", "effective_on")


class _Days(NamedTuple):
    issued_on: date | None
    effective_on: date | None


def check_acts_stay_possible(
    session: Session, actor: Actor, document: Document, values: Mapping[str, Any]
) -> None:
    """Check that a correction leaves possible what was confirmed with a document, and was.

    Raises:
        ConfirmedActImpossible: an act would concern what was not issued yet; names the other.
        HiddenActImpossible: the same, where the actor may not know of the other document.
    """
    field = next((day for day in _DAYS if day in values), None)
    if field is None:
        return
    days: dict[str, Any] = {
        day: FIELDS[day](values[day]) if day in values else getattr(document, day) for day in _DAYS
    }
    after = _Days(**days)
    key = saved_id(document)
    acts = [one for one in list_relations(session, [key]) if one.status is ProposalState.CONFIRMED]
    others = {one.target_id if one.source_id == key else one.source_id for one in acts}
    by_id = {saved_id(one): one for one in list_documents_by_ids(session, sorted(others))}
    for act in acts:
        was: dict[int, Issued] = {**by_id, key: document}
        if _is_possible(act, was) and not _is_possible(act, {**was, key: after}):
            other = by_id[act.target_id if act.source_id == key else act.source_id]
            if allows(check_can_read_document, actor, other.state, other.owner_agency_id):
                raise ConfirmedActImpossible(field=field, other=other.number or other.title)
            raise HiddenActImpossible(field=field)


def _is_possible(act: Relation, days: Mapping[int, Issued]) -> bool:
    source, target = days[act.source_id], days[act.target_id]
    try:
        check_possible(act.kind, source, target, acts_from=act.acts_from, field="")
    except Invalid:
        return False
    return True
