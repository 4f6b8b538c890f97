"""What documents are confirmed to do to one another must stay possible when days become known."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlmodel import Session

from directives.errors import ConfirmedActImpossible, HiddenActImpossible, Invalid
from directives.models.base import saved_id
from directives.models.document import Document, Relation
from directives.rules.effect import ACTS
from directives.rules.permissions import Actor, allows, check_can_read_document
from directives.rules.possible_acts import Issued, check_possible
from directives.services.document_facts import FIELDS
from directives.services.relation_facts import record_status
from directives.store.documents import list_documents_by_ids, list_relations
from directives.translation import N_
from directives.vocabulary import ProposalState

IMPOSSIBLE = N_("Ngày của hai văn bản không cho phép; cần xem lại")

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
    acts, by_id = _confirmed(session, [key])
    for act in acts:
        if _is_possible(act, by_id) and not _is_possible(act, {**by_id, key: after}):
            other = by_id[act.target_id if act.source_id == key else act.source_id]
            if allows(check_can_read_document, actor, other.state, other.owner_agency_id):
                raise ConfirmedActImpossible(field=field, other=other.number or other.title)
            raise HiddenActImpossible(field=field)


def set_back_impossible_acts(
    session: Session, actor: Actor, document_ids: Collection[int], *, now: datetime
) -> list[int]:
    """Propose anew what was confirmed with documents whose days, now read, do not allow it.

    A document is registered whatever others said of its stub; they are asked to look again.
    Returns the relations set back.
    """
    acts, by_id = _confirmed(session, document_ids)
    impossible = [act for act in acts if not _is_possible(act, by_id)]
    for act in impossible:
        record_status(session, actor, act, ProposalState.PROPOSED, now=now, reason=IMPOSSIBLE)
    return [saved_id(act) for act in impossible]


def _confirmed(
    session: Session, document_ids: Collection[int]
) -> tuple[list[Relation], dict[int, Document]]:
    """Return the confirmed acts with documents at either end, and the documents at both."""
    relations = list_relations(session, sorted(document_ids))
    acts = [one for one in relations if one.status is ProposalState.CONFIRMED and one.kind in ACTS]
    ends = {*document_ids, *(end for one in acts for end in (one.source_id, one.target_id))}
    return acts, {saved_id(one): one for one in list_documents_by_ids(session, sorted(ends))}


def _is_possible(act: Relation, days: Mapping[int, Issued]) -> bool:
    source, target = days[act.source_id], days[act.target_id]
    try:
        check_possible(act, source, target, field="")
    except Invalid:
        return False
    return True
