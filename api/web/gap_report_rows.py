"""Reports of places as lines of a page: who waits, and how far the answer has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from api.web.formatting import day
from api.web.names import (
    Link,
    agency_names,
    document_name,
    document_url,
    place_names,
    readable_names,
)
from api.web.words import Words, as_sentence
from directives.models.base import saved_id
from directives.rules.permissions import Actor
from directives.rules.report_answers import WAITING
from directives.services.report_views import ReportView
from directives.store.gaps import list_gaps
from directives.translation import N_
from directives.vocabulary import ReportState


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A place that reported the gap, and how its answer stands."""

    place_code: str
    place: str
    reported_on: date
    words: str
    state: ReportState
    sentence: str
    is_late: bool
    can_withdraw: bool
    answer: str  # the words of the answer
    document: Link | None  # that answers
    other: Link | None  # the gap of which the report is a copy
    responding: Link | None  # that responds to the letter of the place, not yet taken as answer
    gap_url: str


def report_rows(
    session: Session, actor: Actor, views: Sequence[ReportView], words: Words
) -> list[ReportRow]:
    """Return the lines of reports, in their order; names are read in one query each."""
    steps = [view.told.step for view in views if view.told.step]
    cited = [step.document_id for step in steps] + [view.responding_id for view in views]
    documents = readable_names(session, actor, cited)
    links = {
        key: Link(document_name(document, words), document_url(key))
        for key, document in documents.items()
    }
    agencies = agency_names(session, [step.agency_id for step in steps], words)
    places = place_names(session, [view.report.place_code for view in views])
    others = _other_gaps(session, [step.other_gap_id for step in steps if step.other_gap_id])
    named = RowNames(links, others, agencies, places)
    return [_row(view, named, words=words) for view in views]


def titled_report_rows(
    session: Session, actor: Actor, views: Sequence[ReportView], words: Words
) -> list[tuple[str, ReportRow]]:
    """Return the lines of reports of any gap, each with the title of the gap."""
    gaps = list_gaps(session, ids=[view.report.gap_id for view in views])
    titles = {saved_id(gap): gap.title for gap in gaps}
    rows = report_rows(session, actor, views, words)
    return [(titles[view.report.gap_id], row) for view, row in zip(views, rows, strict=True)]


@dataclass(frozen=True, slots=True)
class RowNames:
    """What rows name: documents and gaps with their addresses, bodies, places."""

    documents: dict[int, Link]
    gaps: dict[int, Link]
    agencies: dict[int, str]
    places: dict[str, str]


def _other_gaps(session: Session, ids: Sequence[int]) -> dict[int, Link]:
    gaps = list_gaps(session, ids=sorted(set(ids))) if ids else []
    return {
        saved_id(gap): Link(f"{gap.code}: {gap.title}", f"/khoang-trong/{gap.id}") for gap in gaps
    }


def _row(view: ReportView, named: RowNames, *, words: Words) -> ReportRow:
    report, step = view.report, view.told.step
    waits = view.standing.state in WAITING
    agency = named.agencies.get(step.agency_id or 0, "") if step else ""
    return ReportRow(
        place_code=report.place_code,
        place=named.places.get(report.place_code, report.place_code),
        reported_on=report.reported_on,
        words=report.words,
        state=view.standing.state,
        sentence=step_sentence(view, agency, words),
        is_late=view.standing.days_late > 0,
        can_withdraw=waits,
        answer=step.words if step else "",
        document=named.documents.get(step.document_id or 0) if step else None,
        other=named.gaps.get(step.other_gap_id or 0) if step else None,
        responding=named.documents.get(view.responding_id or 0) if waits else None,
        gap_url=f"/khoang-trong/{report.gap_id}",
    )


def step_sentence(view: ReportView, agency: str, words: Words) -> str:
    """Return how an answer stands: the step, since when, by when the next is due, how late."""
    standing = view.standing
    template = N_("{state} từ ngày {since}")
    if agency:
        template = N_("{state} đến {agency} từ ngày {since}")
    clauses = [
        words.say(
            template, state=words.label(standing.state), agency=agency, since=day(standing.since)
        )
    ]
    if standing.due_on and standing.limit_working_days:
        limit = words.ngettext(
            "hạn {count} ngày làm việc, đến hết ngày {due}",
            "hạn {count} ngày làm việc, đến hết ngày {due}",
            standing.limit_working_days,
            due=day(standing.due_on),
        )
        clauses.append(limit)
    if standing.days_late:
        clauses.append(
            words.ngettext("quá hạn {count} ngày", "quá hạn {count} ngày", standing.days_late)
        )
    return as_sentence("; ".join(clauses)) + "."
