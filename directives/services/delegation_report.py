"""Which documents told others to issue something, what came of it, and what is owed since when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlmodel import Session

from directives.rules.effect import DEAD
from directives.rules.numbers.codes import GUIDED_TYPES
from directives.rules.two_times import AsOf
from directives.services.delegation_views import ExpectationView, view_expectations
from directives.services.document_facts import values_of_all
from directives.services.reports import known_name
from directives.services.validity import effects_on
from directives.store.guided_documents import GuidedRow, list_guided
from directives.vocabulary import ExpectationStanding, Validity


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document by the name that was known then."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """One clause that delegates: who must issue what, by when, and what was issued."""

    id: int
    provision_id: str
    agency: str
    expected_type: str
    quote: str
    standing: ExpectationStanding
    due_on: date | None
    days_owed: int
    ended_on: date | None  # first day without effect of the clause
    answered_by: Sequence[NamedDocument]
    answered_on: date | None
    possible: Sequence[NamedDocument]
    gap_id: int | None


@dataclass(frozen=True, slots=True)
class DelegatingDocument:
    """A document that delegates, with its clauses in the order of the text."""

    document: NamedDocument
    due_on: date | None  # its day of effect
    rows: Sequence[DelegationRow]

    @property
    def owed(self) -> int:
        """How many of its clauses are owed."""
        return sum(row.standing is ExpectationStanding.IN_DEBT for row in self.rows)


@dataclass(frozen=True, slots=True)
class DelegationReport:
    """Per delegating document what it expects; those that are owed most come first."""

    as_of: date
    known_at: datetime
    documents: Sequence[DelegatingDocument]

    def count(self, *standings: ExpectationStanding) -> int:
        """Count the clauses that stand so."""
        return sum(row.standing in standings for one in self.documents for row in one.rows)


def delegation_report(session: Session, at: AsOf) -> DelegationReport:
    """Report what published documents delegate; what a person rejected is left out."""
    views = [
        view
        for view in view_expectations(session, at)
        if view.standing is not ExpectationStanding.REJECTED
    ]
    names = _names(session, views, at)
    documents = []
    for document_id, found in groupby(views, key=lambda view: view.expectation.document_id):
        rows = [_row(view, names) for view in found]
        document = NamedDocument(document_id, names.get(document_id, ""))
        documents.append(DelegatingDocument(document, rows[0].due_on, rows))
    documents.sort(key=lambda one: (-one.owed, one.due_on or date.max, one.document.id))
    return DelegationReport(at.day, at.known_at, documents)


def _names(session: Session, views: Sequence[ExpectationView], at: AsOf) -> dict[int, str]:
    """Return the names that documents were public under at that instant."""
    ids = {view.expectation.document_id for view in views}
    for view in views:
        ids.update(view.answered_by, view.possible)
    known = values_of_all(session, sorted(ids), AsOf(date.max, at.known_at))
    names = {key: known_name(values) for key, values in known.items()}
    return {key: name for key, name in names.items() if name}


def _row(view: ExpectationView, names: Mapping[int, str]) -> DelegationRow:
    expectation = view.expectation
    return DelegationRow(
        id=expectation.id or 0,
        provision_id=expectation.provision_id,
        agency=view.agency.name if view.agency else expectation.agency_words,
        expected_type=expectation.expected_type_code,
        quote=expectation.quote,
        standing=view.standing,
        due_on=view.due_on,
        days_owed=view.days_owed,
        ended_on=view.ended_on,
        answered_by=_named(view.answered_by, names),
        answered_on=view.answered_on,
        possible=_named(view.possible, names),
        gap_id=expectation.gap_id,
    )


def _named(ids: Sequence[int], names: Mapping[int, str]) -> list[NamedDocument]:
    return [NamedDocument(key, names[key]) for key in ids if key in names]


def guided_documents(session: Session, day: date) -> list[GuidedRow]:
    """Return the issued laws and decrees that have not ended by a day, those least guided first.

    Counted are the published documents that detail or guide one by a confirmed relation.
    """
    rows = list_guided(session, GUIDED_TYPES)
    stand = effects_on(session, [row.document_id for row in rows], day)
    return [row for row in rows if stand[row.document_id] not in (*DEAD, Validity.DRAFT)]
