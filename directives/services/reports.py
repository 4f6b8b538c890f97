"""Reports for oversight: plain values, each figure with its source.

A report is a function of two times. Made again with the same `as_of` and `known_at` it gives the
same answer, whatever was recorded since.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlmodel import Session

from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.rules.two_times import AsOf
from directives.services.commitment_views import CommitmentView, view_commitments
from directives.services.document_facts import number_of, values_of_all
from directives.services.promise_standings import running_promises
from directives.services.promise_titles import expected_titles
from directives.store.agencies import list_agencies
from directives.vocabulary import CommitmentState, RecordState

_AT_ONCE: Final = 2_000


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise in a report: who, what, by when, how late, and where it was said.

    Of a source that was not public then it tells nothing, neither its key nor its words.
    """

    id: int
    lead: str
    lead_is_inferred: bool
    promised: str
    expected_title: str | None  # of the promised document
    phrase: str
    due_from: date | None
    due_to: date | None
    days_late: int
    moves: int
    source_document_id: int | None
    source_document: str
    source_provision_id: str
    source_quote: str


@dataclass(frozen=True, slots=True)
class OverdueReport:
    """Who is late, the latest first, and apart from them the promises without a date."""

    as_of: date
    known_at: datetime
    rows: Sequence[PromiseRow]
    undated: Sequence[PromiseRow]


def overdue_report(session: Session, at: AsOf) -> OverdueReport:
    """Report the promises that are overdue at a point in both times, and the undated ones."""
    late, undated = [], []
    for promises in running_promises(session, at):
        late += [one for one in promises if one.state is CommitmentState.OVERDUE]
        undated += [one for one in promises if one.state is CommitmentState.UNDATED]
    late.sort(key=lambda one: (-one.days_late, one.commitment_id))
    return OverdueReport(
        at.day,
        at.known_at,
        _rows_of(session, [one.commitment_id for one in late], at),
        _rows_of(session, [one.commitment_id for one in undated], at),
    )


def _rows_of(session: Session, ids: Sequence[int], at: AsOf) -> list[PromiseRow]:
    """Return the lines of promises, in this order; so many promises at a time are in memory."""
    rows: list[PromiseRow] = []
    for first in range(0, len(ids), _AT_ONCE):
        part = ids[first : first + _AT_ONCE]
        views = {saved_id(one.commitment): one for one in view_commitments(session, at, ids=part)}
        rows += promise_rows(session, [views[key] for key in part], at)
    return rows


def promise_rows(session: Session, views: Sequence[CommitmentView], at: AsOf) -> list[PromiseRow]:
    """Return the lines of promises, in their order, with the names known at that time."""
    lead_ids = sorted({v.commitment.lead_agency_id or 0 for v in views})
    leads = {agency.id: agency for agency in list_agencies(session, lead_ids)}
    source_ids = sorted({v.commitment.source_document_id or 0 for v in views})
    known = values_of_all(session, source_ids, AsOf(date.max, at.known_at))
    names = {key: known_name(values) for key, values in known.items()}
    titles = expected_titles(session, [view.commitment for view in views], at.known_at)
    return [_row(view, leads, names, titles) for view in views]


def _row(
    view: CommitmentView,
    leads: dict[int | None, Agency],
    names: Mapping[int, str],
    titles: Mapping[int, str],
) -> PromiseRow:
    commitment, standing = view.commitment, view.standing
    source = names.get(commitment.source_document_id or 0, "")
    lead = leads.get(commitment.lead_agency_id)
    return PromiseRow(
        id=commitment.id or 0,
        lead=lead.name if lead else commitment.lead_words,
        lead_is_inferred=commitment.lead_is_inferred,
        promised=commitment.promise,
        expected_title=titles.get(saved_id(commitment)),
        phrase=standing.due.phrase,
        due_from=standing.due.due_from,
        due_to=standing.due.due_to,
        days_late=standing.days_late,
        moves=standing.moves,
        source_document_id=commitment.source_document_id if source else None,
        source_document=source,
        source_provision_id=commitment.source_provision_id if source else "",
        source_quote=""
        if commitment.source_document_id and not source
        else commitment.source_quote,
    )


def known_name(values: Mapping[str, object]) -> str:
    """Name a source as it was known then: its number, else its title; "" if not public then."""
    if values.get("state") is not RecordState.PUBLISHED:
        return ""
    number = number_of(str(values.get("number_as_printed") or ""))
    return number.display if number else str(values.get("title") or "")
