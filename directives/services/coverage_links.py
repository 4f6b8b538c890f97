"""Say which document answers which gap, with the words that prove it; agree, or reject."""

from datetime import datetime

from sqlmodel import Session

from directives.errors import (
    AlreadyLinked,
    GapNotFound,
    LinkNotFound,
)
from directives.models.base import Subject, saved_id
from directives.models.coverage_link import Answering, CoverageLink, NewCoverageLink
from directives.models.gap import Gap
from directives.rules.permissions import (
    Actor,
    allows,
    check_can_decide_suspicion,
    check_can_link_document,
    check_signed_in,
)
from directives.rules.two_times import AsOf, check_has_come
from directives.services.changes import record_change
from directives.services.document_access import get_document
from directives.services.link_history import record_link_event, write_beginning
from directives.services.link_suspects import fingerprint, gap_print, source_text
from directives.services.recalls import check_not_recalled
from directives.services.source_quotes import check_quoted
from directives.services.suspicion_decisions import Ruling, decide_suspicion
from directives.services.suspicions import settle
from directives.services.unsettled import note_document
from directives.store.coverage import find_link, get_link
from directives.store.gaps import find_gap
from directives.store.suspicions import list_open
from directives.vocabulary import LinkEventKind, ProposalState, SuspectKind, SuspicionOutcome


def link_document(
    session: Session, actor: Actor, new: NewCoverageLink, *, now: datetime
) -> CoverageLink:
    """Say that a document answers a gap, with the words that prove it.

    What was proposed, or rejected before, counts as confirmed from now on.

    Raises:
        NotFound: the gap, document or provision is not known.
        RightMissing: the actor does not draft.
        EventTooLate: it is of a day to come.
        AlreadyLinked: it was said before.
        DocumentRecalled: it is frozen and answers nothing any more.
        QuoteNotFound: the document has a text and the quoted words are not in it.
    """
    check_can_link_document(actor)
    check_has_come(new.linked_on, field="linked_on", now=now)
    gap = find_gap(session, new.gap_id)
    if gap is None:
        raise GapNotFound
    check_not_recalled(session, get_document(session, actor, new.document_id), now=now)
    link = find_link(session, new.gap_id, new.document_id, new.provision_id)
    if link and link.status is ProposalState.CONFIRMED:
        raise AlreadyLinked
    check_quoted(session, new.document_id, new.provision_id, new.quote)
    if link is None:
        known = {"account_id": check_signed_in(actor), "recorded_at": now}
        link = CoverageLink.model_validate(new, update=known)
    _begin(session, link)
    _say(session, link, gap, new)
    _tell(session, actor, link, at=AsOf(new.linked_on, now))
    return link


def confirm_link(
    session: Session, actor: Actor, link_id: int, said: Answering, *, at: AsOf
) -> CoverageLink:
    """Agree with what was proposed, or with a suspect link again, as it stands now.

    The fingerprints of both ends are taken anew, and what had happened to what it rests on is
    cleared by those who may decide that: until something changes, the link is not suspect. While
    its document itself is suspect, what it covers stays so.

    Raises:
        LinkNotFound, DocumentNotFound: it is not known, or the actor may not know of it.
        RightMissing: the actor does not draft.
        DocumentRecalled: it is frozen and answers nothing any more.
        QuoteNotFound: the quoted words are not in the text.
    """
    check_can_link_document(actor)
    link, gap = _readable(session, actor, link_id)
    check_not_recalled(session, get_document(session, actor, link.document_id), now=at.known_at)
    check_quoted(session, link.document_id, link.provision_id, said.quote)
    _clear(session, actor, link, said, at=at)
    _begin(session, link)
    _say(session, link, gap, said)
    _tell(session, actor, link, at=at)
    return link


def _clear(
    session: Session, actor: Actor, link: CoverageLink, said: Answering, *, at: AsOf
) -> None:
    """Decide that a link holds whatever had happened, if the actor may decide that."""
    document = get_document(session, actor, link.document_id)
    if not allows(check_can_decide_suspicion, actor, document.owner_agency_id):
        return
    ruling = Ruling(SuspicionOutcome.CLEARED, said.rationale.strip() or said.quote)
    kind, ids = SuspectKind.COVERAGE_LINK, [saved_id(link)]
    while standing := list_open(session, kind=kind, subject_ids=ids):
        decide_suspicion(session, actor, saved_id(standing[0]), ruling, now=at.known_at)


def reject_link(
    session: Session, actor: Actor, link_id: int, *, reason: str, at: AsOf
) -> CoverageLink:
    """Say that a document does not answer a gap; it is never proposed again.

    Raises:
        LinkNotFound, DocumentNotFound: it is not known, or the actor may not know of it.
        RightMissing: the actor does not draft.
    """
    check_can_link_document(actor)
    link, _ = _readable(session, actor, link_id)
    write_beginning(session, link)
    link.status, link.suspect = ProposalState.REJECTED, ""
    record_link_event(session, actor, link, LinkEventKind.REJECTED, at=at, reason=reason)
    note_document(session, get_document(session, actor, link.document_id))
    settle(session, actor, now=at.known_at)
    record_change(
        session,
        actor,
        "gap.link_reject",
        Subject("gap", link.gap_id),
        now=at.known_at,
        document_id=link.document_id,
        reason=reason,
    )
    return link


def _readable(session: Session, actor: Actor, link_id: int) -> tuple[CoverageLink, Gap]:
    link = get_link(session, link_id)
    gap = find_gap(session, link.gap_id) if link else None
    if link is None or gap is None:
        raise LinkNotFound
    get_document(session, actor, link.document_id)
    return link, gap


def _begin(session: Session, link: CoverageLink) -> None:
    if link.id is not None:
        write_beginning(session, link)


def _say(session: Session, link: CoverageLink, gap: Gap, said: Answering) -> None:
    """Let a link be what a person agreed with, with the fingerprints of its ends."""
    link.extent, link.expires_on = said.extent, said.expires_on
    link.quote, link.rationale = said.quote, said.rationale
    link.status, link.suspect = ProposalState.CONFIRMED, ""
    text = source_text(session, link.document_id, link.provision_id)
    link.source_print = fingerprint(text or "")
    link.gap_print = gap_print(gap)
    session.add(link)
    session.flush()


def _tell(session: Session, actor: Actor, link: CoverageLink, *, at: AsOf) -> None:
    record_link_event(session, actor, link, LinkEventKind.CONFIRMED, at=at)
    note_document(session, get_document(session, actor, link.document_id))
    settle(session, actor, now=at.known_at)
    record_change(
        session,
        actor,
        "gap.link",
        Subject("gap", link.gap_id),
        now=at.known_at,
        document_id=link.document_id,
        extent=link.extent.value,
    )
