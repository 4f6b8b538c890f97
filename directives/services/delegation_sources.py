"""The documents that may answer what others delegate, as they were known at an instant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Relation
from directives.rules.delegation import Clause, clause_at, clauses_named
from directives.rules.two_times import AsOf
from directives.services.document_facts import values_of_all
from directives.store.expectations import (
    list_answering,
    list_first_articles,
    list_issuers,
)
from directives.store.relations import relation_statuses_at
from directives.vocabulary import ProposalState, RecordState

_NAMES_CLAUSES = 3_000  # characters of a first article that say what is detailed


@dataclass(frozen=True, slots=True)
class AnsweringDocument:
    """A document that details, guides or rests on one that delegates.

    `named` are the clauses of that one which it names, in its relation, title or first article.
    """

    id: int
    issuer: Agency | None
    type_code: str
    issued_on: date
    named: frozenset[Clause]


def answering_documents(
    session: Session, at: AsOf, *, document_id: int | None
) -> dict[int, list[AnsweringDocument]]:
    """Return, by document that delegates, what was public and issued at a point in time."""
    relations = list_answering(session, document_id)
    statuses = relation_statuses_at(session, at.known_at, [saved_id(r) for r in relations])
    confirmed = [r for r in relations if statuses.get(saved_id(r)) is ProposalState.CONFIRMED]
    ids = sorted({relation.source_id for relation in confirmed})
    known = {
        key: values
        for key, values in values_of_all(session, ids, AsOf(date.max, at.known_at)).items()
        if values.get("state") is RecordState.PUBLISHED
    }
    issuers = list_issuers(
        session, sorted({_key(values, "issuer_id") for values in known.values()})
    )
    first = list_first_articles(session, sorted(known))
    found: dict[int, dict[int, AnsweringDocument]] = {}
    for relation in confirmed:
        values = known.get(relation.source_id)
        issued_on = values.get("issued_on") if values else None
        if values is None or not isinstance(issued_on, date) or issued_on > at.day:
            continue
        of_target = found.setdefault(relation.target_id, {})
        before = of_target.get(relation.source_id)
        of_target[relation.source_id] = AnsweringDocument(
            id=relation.source_id,
            issuer=issuers.get(_key(values, "issuer_id")),
            type_code=str(values.get("type_code") or ""),
            issued_on=issued_on,
            named=_named(relation, values, first) | (before.named if before else frozenset()),
        )
    return {target: list(sources.values()) for target, sources in found.items()}


def _named(
    relation: Relation, values: Mapping[str, object], first: Mapping[int, str]
) -> frozenset[Clause]:
    own = first.get(relation.source_id, "")[:_NAMES_CLAUSES]
    named = clauses_named("\n".join([relation.quote, str(values.get("title") or ""), own]))
    at = clause_at(relation.target_provision)
    return named | {at} if at else named


def days_of_issue(session: Session, ids: Sequence[int], at: AsOf) -> dict[int, date]:
    """Return the days on which documents were issued, those of later days left out."""
    values = values_of_all(session, ids, AsOf(date.max, at.known_at)) if ids else {}
    days = {key: found.get("issued_on") for key, found in values.items()}
    return {key: day for key, day in days.items() if isinstance(day, date) and day <= at.day}


def _key(values: Mapping[str, object], field: str) -> int:
    value = values.get(field)
    return value if isinstance(value, int) else 0
