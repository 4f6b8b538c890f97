"""Links turn suspect when either end changes, and their quoted words are found again."""

import hashlib
from typing import Final

from sqlmodel import Session

from directives.models.base import Subject, saved_id
from directives.models.coverage_link import CoverageLink
from directives.models.gap import Gap
from directives.rules.delegation import provision_words
from directives.rules.permissions import Actor
from directives.rules.quotes import find_quote, holds_quote
from directives.rules.two_times import AsOf
from directives.services.changes import record_change
from directives.services.link_history import record_link_event, write_beginning
from directives.services.source_quotes import find_quoted, provision_words_of
from directives.store.coverage import (
    find_link,
    list_link_events,
    list_links_of_document,
    list_links_of_gap,
    list_unprinted_links,
)
from directives.store.documents import find_provision, find_text, list_files
from directives.translation import N_
from directives.vocabulary import FileStanding, LinkEventKind, ProposalState

GAP_CHANGED: Final = N_("Nội dung khoảng trống đã thay đổi.")
GAP_AS_BEFORE: Final = N_("Khoảng trống lại hỏi đúng điều đã xác nhận.")
SOURCE_CHANGED: Final = N_("Lời văn bản đã thay đổi.")
QUOTE_LOST: Final = N_("Không còn tìm thấy đoạn trích trong văn bản.")
QUOTE_MOVED: Final = N_("Đoạn trích nay ở điều, khoản khác của văn bản.")
PROVISION_LOST: Final = N_("Văn bản không còn điều, khoản này.")


ASKED: Final = frozenset(
    {"title", "description", "kind", "procedure_code", "procedure_name", "scope"}
)
"""What a link answers: when one of these changes, the link has to be looked at again."""

_PRINT_MARK: Final = "2:"


def fingerprint(text: str) -> str:
    """Return what tells whether a text is the same, white space aside; of no text, nothing."""
    plain = " ".join(text.split())
    return hashlib.sha256(plain.encode()).hexdigest() if plain else ""


def gap_print(gap: Gap) -> str:
    """Return the fingerprint of what a gap asks: what is missing, of what kind, for whom.

    It begins with what it is made of, which tells it from those made of title and words alone.
    """
    asked = (getattr(gap, field) for field in sorted(ASKED))
    return _PRINT_MARK + fingerprint("\n".join(str(one) for one in asked))


def source_text(session: Session, document_id: int, provision_id: str) -> str | None:
    """Return the words of a provision, or of a document's current files; None if it has none.

    A provision that is not there gives an empty text.
    """
    if provision_id:
        found = find_provision(session, document_id, provision_id)
        return provision_words_of(found) if found else ""
    files = list_files(session, document_id)
    current = [one for one in files if one.standing is not FileStanding.SUPERSEDED]
    texts = [read.text for one in current if (read := find_text(session, saved_id(one)))]
    return "\n".join(texts) if texts else None


def print_unprinted_links(session: Session) -> int:
    """Fingerprint the ends of confirmed links that never were; return how many there were.

    Links older than fingerprints have none, and would turn suspect when a file with the very same
    words arrives. What they rest on now is taken for what was confirmed. So it is with the scope,
    kind and procedure of a gap where its fingerprint is of title and words alone.
    """
    found = list_unprinted_links(session, _PRINT_MARK)
    count = sum(_print_anew(session, link, gap) for link, gap in found)
    session.flush()
    return count


def print_links_of_gap(session: Session, gap: Gap) -> None:
    """Do so for the links of a gap that is about to change, so that only the change counts."""
    for link in list_links_of_gap(session, saved_id(gap)):
        if not link.gap_print.startswith(_PRINT_MARK):
            _print_anew(session, link, gap)


def _print_anew(session: Session, link: CoverageLink, gap: Gap) -> bool:
    """Fingerprint a link that is not suspect for its gap; tell whether it was done."""
    if link.gap_print not in ("", fingerprint(f"{gap.title}\n{gap.description}")):
        return False  # the gap asks something else than was confirmed
    if not link.gap_print:
        text = source_text(session, link.document_id, link.provision_id)
        link.source_print = fingerprint(text or "")
    link.gap_print = gap_print(gap)
    session.add(link)
    return True


def suspect_links_of_gap(session: Session, actor: Actor, gap: Gap, *, at: AsOf) -> int:
    """Let the confirmed links of a gap be suspect if it asks something else now; count them.

    Where it asks again what was confirmed, they are suspect for that no longer.
    """
    now = gap_print(gap)
    links = list_links_of_gap(session, saved_id(gap))
    confirmed = [link for link in links if link.status is ProposalState.CONFIRMED]
    changed = [link for link in confirmed if link.gap_print != now]
    for link in changed:
        _suspect(session, actor, link, GAP_CHANGED, at=at)
    for link in confirmed:
        if link.suspect == GAP_CHANGED and link.gap_print == now:
            _trust_again(session, actor, link, at=at)
    return len(changed)


def _trust_again(session: Session, actor: Actor, link: CoverageLink, *, at: AsOf) -> None:
    """Let a link stand as it was confirmed, or be suspect for what happened besides since."""
    other = ""
    for event in list_link_events(session, [saved_id(link)]):
        if event.kind is LinkEventKind.CONFIRMED:
            other = ""
        elif event.kind is LinkEventKind.SUSPECTED and event.reason != GAP_CHANGED:
            other = event.reason
    if other:
        _suspect(session, actor, link, other, at=at)
        return
    link.suspect = ""
    record_link_event(session, actor, link, LinkEventKind.CONFIRMED, at=at, reason=GAP_AS_BEFORE)
    subject = Subject("gap", link.gap_id)
    document_id = link.document_id
    record_change(
        session,
        actor,
        "gap.link",
        subject,
        now=at.known_at,
        document_id=document_id,
        reason=GAP_AS_BEFORE,
    )


def recheck_links_of_document(session: Session, actor: Actor, document_id: int, *, at: AsOf) -> int:
    """Look at the links of a document whose text may have changed; count those that changed.

    The quoted words are found again where they stand unchanged but for white space, case and
    marks, also in another article or clause, to which the link moves if there is but one; else
    the words most like them are taken. The link is suspect in any case, because what stands
    around them is not what was confirmed.
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
    moved = _move(session, actor, link, text, at=at)
    found = None if moved else find_quote(link.quote, text)
    if found is None and not moved:
        _suspect(session, actor, link, QUOTE_LOST if text else PROVISION_LOST, at=at)
        return
    if found and found.text != link.quote:
        write_beginning(session, link)
        link.quote = found.text
        record_link_event(session, actor, link, LinkEventKind.REANCHORED, at=at)
    if link.status is ProposalState.CONFIRMED:
        _suspect(session, actor, link, QUOTE_MOVED if moved else SOURCE_CHANGED, at=at)


def _move(session: Session, actor: Actor, link: CoverageLink, text: str, *, at: AsOf) -> bool:
    """Let a link follow its quoted words to the one provision where they stand now, if they do."""
    if not link.provision_id or holds_quote(link.quote, text):
        return False
    provision_id = find_quoted(session, link.document_id, link.quote, like=link.provision_id)
    if not provision_id or find_link(session, link.gap_id, link.document_id, provision_id):
        return False
    write_beginning(session, link)
    reason = f"{provision_words(link.provision_id)} → {provision_words(provision_id)}"
    link.provision_id = provision_id
    link.source_print = fingerprint(source_text(session, link.document_id, provision_id) or "")
    record_link_event(session, actor, link, LinkEventKind.REANCHORED, at=at, reason=reason)
    return True


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
