"""Turn what is still owed into a gap that places can join."""

from datetime import date, datetime

from sqlmodel import Session

from directives.models.base import Subject
from directives.models.gap import Gap, NewGap
from directives.rules.permissions import Actor
from directives.services.changes import record_change
from directives.services.expectations import get_expectation
from directives.services.gaps import open_gap
from directives.store.documents import find_sector_of
from directives.store.expectations import SUBJECT
from directives.store.gaps import find_gap


def open_gap_for(
    session: Session, actor: Actor, expectation_id: int, *, title: str, now: datetime, today: date
) -> Gap:
    """Open the gap that an unfulfilled expectation leaves; asking again returns the same gap.

    Raises:
        NotFound: there is none, or the actor may not know of its document.
        RightMissing: the actor neither drafts nor oversees.
    """
    expectation = get_expectation(session, actor, expectation_id)
    known = find_gap(session, expectation.gap_id) if expectation.gap_id else None
    if known is not None:
        return known
    sector = find_sector_of(session, expectation.document_id)
    new = NewGap(
        title=title,
        sector_id=sector.id if sector else None,
        raised_by=actor.name,
        raised_on=today,
        source_document_id=expectation.document_id,
        source_quote=expectation.quote,
    )
    gap = open_gap(session, actor, new, now=now)
    expectation.gap_id = gap.id
    session.add(expectation)
    session.flush()
    subject = Subject(SUBJECT, expectation_id)
    record_change(session, actor, "expectation.open_gap", subject, now=now, gap_id=gap.id)
    return gap
