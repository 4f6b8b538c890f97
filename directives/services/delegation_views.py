"""What documents delegate, who answered it, and since when it is owed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.expectation import Expectation
from directives.rules.delegation import answers, days_owed, standing_on
from directives.rules.two_times import AsOf
from directives.services.answering import Part, ended_parts
from directives.services.delegation_sources import (
    AnsweringDocument,
    answering_documents,
    days_of_issue,
)
from directives.services.document_facts import values_of_all
from directives.store.expectations import (
    FULFILLED_BY,
    STATUS,
    decided_at,
    list_expectations,
    list_issuers,
    list_successions,
)
from directives.vocabulary import ExpectationStanding, ProposalState


@dataclass(frozen=True, slots=True)
class ExpectationView:
    """One clause that delegates, and how it stands on a day.

    Attributes:
        expectation: The clause, with its quote.
        standing: How it stands.
        due_on: The parent's day of effect, the last in time; None where it is not known.
        days_owed: Days since then, the last one that of the clause; 0 of what was never owed.
        ended_on: The first day without effect of the clause, if it has ended by the day.
        agency: Who must issue, where the words name one body.
        answered_by: Documents that answer it, the first issued first.
        possible: Documents of the same body that detail the parent without naming the clause.
    """

    expectation: Expectation
    standing: ExpectationStanding
    due_on: date | None
    days_owed: int
    ended_on: date | None
    agency: Agency | None
    answered_by: Sequence[int]
    answered_on: date | None
    possible: Sequence[int]


def view_expectations(
    session: Session, at: AsOf, *, document_id: int | None = None
) -> list[ExpectationView]:
    """Return what documents delegate and how it stands at a point in both times.

    In a number of statements that does not grow with the documents.
    """
    expectations = list_expectations(session, document_id=document_id, known_at=at.known_at)
    if not expectations:
        return []
    known = _Known.of(session, expectations, at, document_id=document_id)
    return [_view(expectation, known, at) for expectation in expectations]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of expectations and their documents, each kind read at once."""

    statuses: Mapping[int, str]
    by_person: Mapping[int, int | None]
    sources: Mapping[int, Sequence[AnsweringDocument]]
    effective_on: Mapping[int, date]
    issued_on: Mapping[int, date]
    ended_on: Mapping[Part, date]
    heirs: Mapping[int, set[int]]
    agencies: Mapping[int, Agency]

    @classmethod
    def of(
        cls,
        session: Session,
        expectations: Sequence[Expectation],
        at: AsOf,
        *,
        document_id: int | None,
    ) -> "_Known":
        by_person = decided_at(session, FULFILLED_BY, at.known_at)
        parents = values_of_all(
            session, sorted({e.document_id for e in expectations}), AsOf(date.max, at.known_at)
        )
        effects = {key: values.get("effective_on") for key, values in parents.items()}
        return cls(
            statuses=decided_at(session, STATUS, at.known_at),
            by_person=by_person,
            sources=answering_documents(session, at, document_id=document_id),
            effective_on={key: day for key, day in effects.items() if isinstance(day, date)},
            issued_on=days_of_issue(session, sorted(filter(None, by_person.values())), at),
            ended_on=ended_parts(session, {_part(one) for one in expectations}, at),
            heirs=_heirs(session),
            agencies=list_issuers(session, sorted({e.agency_id or 0 for e in expectations})),
        )


def _view(expectation: Expectation, known: _Known, at: AsOf) -> ExpectationView:
    key, parent = saved_id(expectation), expectation.document_id
    due_on = known.effective_on.get(parent)
    fitting = [
        source
        for source in known.sources.get(parent, ())
        if _fits(expectation, source, known.heirs)
    ]
    days = {
        source.id: source.issued_on
        for source in fitting
        if answers(expectation.provision_id, expectation.quote, source.named)
    }
    said = known.by_person.get(key)
    if said is not None and said in known.issued_on:
        days[said] = known.issued_on[said]
    answered = sorted(days, key=lambda one: (days[one], one))
    answered_on = days[answered[0]] if answered else None
    status = ProposalState(known.statuses.get(key, ProposalState.PROPOSED))
    ended_on = known.ended_on.get(_part(expectation))
    standing = standing_on(
        at.day, status, due_on=due_on, fulfilled_on=answered_on, ended_on=ended_on
    )
    return ExpectationView(
        expectation=expectation,
        standing=standing,
        due_on=due_on,
        days_owed=days_owed(at.day, standing, due_on=due_on, ended_on=ended_on),
        ended_on=ended_on,
        agency=known.agencies.get(expectation.agency_id or 0),
        answered_by=answered,
        answered_on=answered_on,
        possible=[source.id for source in fitting if source.id not in days],
    )


def _part(expectation: Expectation) -> Part:
    return expectation.document_id, expectation.provision_id


def _fits(
    expectation: Expectation, source: AnsweringDocument, heirs: Mapping[int, set[int]]
) -> bool:
    """Tell whether a document is of the body and of the type that were expected."""
    if source.issuer is None or source.type_code != expectation.expected_type_code:
        return False
    if expectation.agency_id is None:
        return False  # one document cannot answer what thirty-four bodies must issue
    return saved_id(source.issuer) in heirs.get(expectation.agency_id, {expectation.agency_id})


def _heirs(session: Session) -> dict[int, set[int]]:
    """Return, by body, those that answer for it: itself and whoever came after it."""
    after: dict[int, set[int]] = {}
    for succession in list_successions(session):
        after.setdefault(succession.agency_id, set()).add(succession.successor_id)
    heirs: dict[int, set[int]] = {}
    for agency_id in after:
        found, ahead = {agency_id}, [agency_id]
        while ahead:
            new = after.get(ahead.pop(), set()) - found
            found |= new
            ahead += sorted(new)
        heirs[agency_id] = found
    return heirs
