"""Links turn suspect when either end changes, and their quoted words are found again."""

import hashlib
from typing import Final

from sqlmodel import Session

from directives.models.base import Subject, saved_id
from directives.models.coverage_link import CoverageLink
from directives.models.gap import Gap
from directives.rules.permissions import Actor
from directives.rules.quotes import find_quote
from directives.rules.two_times import AsOf
from directives.services.changes import record_change
from directives.services.link_history import record_link_event, write_beginning
from directives.store.coverage import (
    list_links_of_document,
    list_links_of_gap,
    list_unprinted_links,
)
from directives.store.documents import find_provision, find_text, list_files
from directives.translation import N_
from directives.vocabulary import FileStanding, LinkEventKind, ProposalState

GAP_CHANGED: Final = N_("Nội dung khoảng trống đã thay đổi.")
SOURCE_CHANGED: Final = N_("Lời văn bản đã thay đổi.")
QUOTE_LOST: Final = N_("Không còn tìm thấy đoạn trích trong văn bản.")
PROVISION_LOST: Final = N_("Văn bản không còn điều, khoản này.")


def fingerprint(text: str) -> str:
    """Return what tells whether a text is the same, white space aside; of no text, nothing."""
    plain = " ".join(text.split())
    return hashlib.sha256(plain.encode()).hexdigest() if plain else ""


def gap_print(gap: Gap) -> str:
    """Return the fingerprint of what a gap asks."""
    return fingerprint(f"{gap.title}\n{gap.description}")


def source_text(session: Session, document_id: int, provision_id: str) -> str | None:
    """Return the words of a provision, or of a document's current files; None if it has none.

    A provision that is not there gives an empty text.
    """
    if provision_id:
        found = find_provision(session, document_id, provision_id)
        return f"{found.label} {found.heading}\n{found.text}" if found else ""
    files = list_files(session, document_id)
    current = [one for one in files if one.standing is not FileStanding.SUPERSEDED]
    texts = [read.text for one in current if (read := find_text(session, saved_id(one)))]
    return "\n".join(texts) if texts else None


def print_unprinted_links(session: Session) -> int:
    """Fingerprint the ends of confirmed links that never were; return how many there were.

    Links older than fingerprints have none, and would turn suspect when a file with the very same
    words arrives. What they rest on now is taken for what was confirmed.
    """
    links = list_unprinted_links(session)
    for link, gap in links:
        text = source_text(session, link.document_id, link.provision_id)
        link.source_print, link.gap_print = fingerprint(text or ""), gap_print(gap)
        session.add(link)
    session.flush()
    return len(links)


def suspect_links_of_gap(session: Session, actor: Actor, gap: Gap, *, at: AsOf) -> int:
    """Let the confirmed links of a gap be suspect if it asks something else now; count them."""
    now = gap_print(gap)
    changed = [
        link
        for link in list_links_of_gap(session, saved_id(gap))
        if link.status is ProposalState.CONFIRMED and link.gap_print != now
    ]
    for link in changed:
        _suspect(session, actor, link, GAP_CHANGED, at=at)
    return len(changed)


def recheck_links_of_document(session: Session, actor: Actor, document_id: int, *, at: AsOf) -> int:
    """Look at the links of a document whose text may have changed; count those that changed.

    The quoted words are found again where they stand unchanged but for white space, case and
    marks; else the words most like them are taken, and the link is suspect either way, because
    what stands around them is not what was confirmed.
    """
    changed = 0
    for link in list_links_of_document(session, document_id, status=None):
        text = source_text(session, document_id, link.provision_id)
        if text is None or fingerprint(text) == link.source_print:
            continue
        changed += 1
        _look_again(session, actor, link, text, at=at)
    return changed


def _look_again(session: Session, actor: Actor, link: CoverageLink, text: str, *, at: AsOf) -> None:
    found = find_quote(link.quote, text)
    if found is None:
        _suspect(session, actor, link, QUOTE_LOST if text else PROVISION_LOST, at=at)
        return
    if found.text != link.quote:
        write_beginning(session, link)
        link.quote = found.text
        record_link_event(session, actor, link, LinkEventKind.REANCHORED, at=at)
    if link.status is ProposalState.CONFIRMED:
        _suspect(session, actor, link, SOURCE_CHANGED, at=at)


def _suspect(session: Session, actor: Actor, link: CoverageLink, why: str, *, at: AsOf) -> None:
    if link.suspect == why:
        return
    write_beginning(session, link)
    link.suspect = why
    record_link_event(session, actor, link, LinkEventKind.SUSPECTED, at=at, reason=why)
    record_change(
        session,
        actor,
        "gap.link_suspect",
        Subject("gap", link.gap_id),
        now=at.known_at,
        document_id=link.document_id,
        reason=why,
    )
