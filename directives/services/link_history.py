"""Links of documents and gaps as they were, and what is written when something happens to one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.coverage_link import CoverageEvent, CoverageLink
from directives.rules.permissions import Actor, check_signed_in
from directives.rules.two_times import AsOf
from directives.services.account_names import told_names
from directives.store.coverage import list_link_events
from directives.vocabulary import LinkEventKind, ProposalState

_CARRIED: Final = (
    "provision_id",
    "status",
    "extent",
    "expires_on",
    "quote",
    "rationale",
    "suspect",
    "source_print",
    "gap_print",
)
"""What an event carries: the columns of the link as it left them."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A person agreed that a document answers a gap: who, when, and from which day on.

    `by` is told to those who signed in.
    """

    by: str
    at: datetime
    holds_on: date


def record_link_event(
    session: Session,
    actor: Actor,
    link: CoverageLink,
    kind: LinkEventKind,
    *,
    at: AsOf,
    reason: str = "",
) -> CoverageEvent:
    """Write what happened to a link, whose columns say already what it is from now on."""
    event = _event(link, kind, check_signed_in(actor), at)
    event.reason = reason
    link.changed_at = at.known_at
    link.holds_from = max(at.day, link.holds_from or at.day)
    session.add_all([link, event])
    session.flush()
    return event


def write_beginning(session: Session, link: CoverageLink) -> None:
    """Write how a link of an older catalogue began, before the first thing happens to it."""
    if link.changed_at is None:
        kind = LinkEventKind.CONFIRMED
        begun = AsOf(link.linked_on, link.recorded_at)
        session.add(_event(link, kind, link.account_id, begun))
        session.flush()


def _event(link: CoverageLink, kind: LinkEventKind, account_id: int, at: AsOf) -> CoverageEvent:
    return CoverageEvent(
        link_id=saved_id(link),
        kind=kind,
        held_on=at.day,
        account_id=account_id,
        recorded_at=at.known_at,
        **link.model_dump(include=set(_CARRIED)),
    )


def links_at(session: Session, links: Sequence[CoverageLink], at: AsOf) -> list[CoverageLink]:
    """Return links as they were on a day, as known at an instant; those made later are left out.

    Links of which nothing happened later are the rows themselves; the others are copies.
    """
    made = [one for one in links if one.linked_on <= at.day and one.recorded_at <= at.known_at]
    later = [saved_id(one) for one in made if happened_later(one, at)]
    said = list_link_events(session, later, at) if later else ()
    events = {event.link_id: event for event in sorted(said, key=lambda event: event.held_on)}
    known = [one for one in made if saved_id(one) in events or not happened_later(one, at)]
    return [_as_left(link, events.get(saved_id(link))) for link in known]


def _as_left(link: CoverageLink, event: CoverageEvent | None) -> CoverageLink:
    """Return a link as an event left it; the row itself where nothing happened later."""
    if event is None:
        return link
    then = event.model_dump(include=set(_CARRIED))
    return CoverageLink(**(link.model_dump() | then))


def confirmations(
    session: Session, actor: Actor, links: Sequence[CoverageLink], at: AsOf
) -> dict[int, Confirmation]:
    """Return who agreed with links last, by link, up to a point in both times.

    What was proposed only, or rejected, has none.
    """
    agreed = [one for one in links if one.status is ProposalState.CONFIRMED]
    ids = [saved_id(one) for one in agreed]
    events = list_link_events(session, ids, at) if ids else ()
    said = {one.link_id: one for one in events if one.kind is LinkEventKind.CONFIRMED}
    words = {
        saved_id(one): (one.account_id, one.recorded_at, one.linked_on)  # without events
        for one in agreed
    } | {key: (one.account_id, one.recorded_at, one.held_on) for key, one in said.items()}
    names = told_names(session, actor, (account for account, _at, _day in words.values()))
    return {
        key: Confirmation(names.get(account, ""), recorded_at, holds_on)
        for key, (account, recorded_at, holds_on) in words.items()
    }


def counts_on(link: CoverageLink, day: date) -> bool:
    """Tell whether a link is confirmed and has not run out on a day."""
    return link.status is ProposalState.CONFIRMED and (
        link.expires_on is None or link.expires_on >= day
    )


def happened_later(link: CoverageLink, at: AsOf) -> bool:
    """Tell whether the last that happened to a link was not known, or did not hold, then."""
    if link.changed_at is None:
        return False
    return link.changed_at > at.known_at or (link.holds_from or at.day) > at.day
