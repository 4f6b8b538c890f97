"""A person looks at what is suspect: it still holds, something was done, or it has expired."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from directives.errors import SuspicionClosed, SuspicionNotFound, ValueInvalid
from directives.models.base import Subject, saved_id
from directives.models.document import Document
from directives.models.suspicion import Suspicion, SuspicionDecision
from directives.rules.chain import Step, falls_with_parent
from directives.rules.permissions import Actor, check_can_decide_suspicion, check_signed_in
from directives.services.changes import record_change
from directives.services.document_access import get_document
from directives.services.documents import record_correction
from directives.services.suspicions import causes_now, settle
from directives.services.unsettled import note_document
from directives.store.suspicions import find_suspicion, list_decisions_of
from directives.translation import N_
from directives.vocabulary import SuspectKind, SuspicionOutcome

NEEDS_WORDS = N_(
    "Hãy nêu lý do: vì sao vẫn dùng được, đã làm gì, hoặc căn cứ nào cho là hết hiệu lực."
)
NOT_FALLING = N_(
    "Chỉ văn bản quy định chi tiết mới hết hiệu lực theo văn bản được quy định chi tiết."
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decides about a suspicion.

    Attributes:
        outcome: Cleared, acted upon, or expired with its parent.
        words: Why, or what was done; the document that announces it if there is one.
        last_day: Of what has expired: its last day of effect; none: the day before its parent's
            change took effect.
    """

    outcome: SuspicionOutcome
    words: str
    last_day: date | None = None


def get_suspicion(session: Session, actor: Actor, suspicion_id: int) -> tuple[Suspicion, Document]:
    """Return a suspicion and the document that it is about, or through which it covers a gap.

    Raises:
        NotFound: there is none, or the actor may not know of its document.
    """
    suspicion = find_suspicion(session, suspicion_id)
    if suspicion is None:
        raise SuspicionNotFound
    return suspicion, get_document(session, actor, suspicion.document_id)


def may_fall(suspicion: Suspicion) -> bool:
    """Tell whether the law lets the suspect fall with its parent, which a person may confirm."""
    path = [Step(**step) for step in json.loads(suspicion.path)]
    is_document = suspicion.subject_kind is SuspectKind.DOCUMENT
    return is_document and falls_with_parent(path, suspicion.reason)


def decide_suspicion(
    session: Session, actor: Actor, suspicion_id: int, ruling: Ruling, *, now: datetime
) -> SuspicionDecision:
    """Decide about a suspicion; what rests on the suspect through it is clear then, too.

    Raises:
        NotFound: there is no such suspicion, or the actor may not know of its document.
        RightMissing: the record is another agency's, and the actor does not oversee.
        SuspicionClosed: it was decided before, or its cause fell away.
        ValueInvalid: no reason is given, or the document does not fall with what it rests on.
        ExpiryBeforeEffect: it would end before it takes effect.
    """
    suspicion, document = get_suspicion(session, actor, suspicion_id)
    check_can_decide_suspicion(actor, document.owner_agency_id)
    _check_open(session, suspicion, ruling)
    words = ruling.words.strip()
    decision = SuspicionDecision(
        suspicion_id=suspicion_id,
        outcome=ruling.outcome,
        words=words,
        covers=json.dumps(_covered(session, suspicion, now)),
        account_id=check_signed_in(actor),
        decided_at=now,
    )
    session.add(decision)
    session.flush()
    subject = Subject("suspicion", suspicion_id)
    said = {"outcome": ruling.outcome.value, "document_id": saved_id(document), "reason": words}
    record_change(session, actor, "suspicion.decide", subject, now=now, **said)
    note_document(session, document)
    if ruling.outcome is SuspicionOutcome.EXPIRED:
        last_day = ruling.last_day or suspicion.holds_on - timedelta(days=1)
        ended: dict[str, object] = {"expires_on": last_day}
        record_correction(session, actor, document, ended, reason=words, now=now)
    settle(session, actor, now=now)
    return decision


def _check_open(session: Session, suspicion: Suspicion, ruling: Ruling) -> None:
    """Check that a suspicion can still be decided, and in this way."""
    if suspicion.lapsed_at is not None or list_decisions_of(session, [saved_id(suspicion)]):
        raise SuspicionClosed
    if not ruling.words.strip():
        raise ValueInvalid(field="words", reason=NEEDS_WORDS)
    if ruling.outcome is SuspicionOutcome.EXPIRED and not may_fall(suspicion):
        raise ValueInvalid(field="outcome", reason=NOT_FALLING)


def _covered(session: Session, suspicion: Suspicion, now: datetime) -> list[str]:
    """Return the keys of all that has happened to the base: who looks, looks at all of it."""
    keys = {cause.key for cause in causes_now(session, suspicion.base_id, now=now)}
    return sorted(keys | {suspicion.cause_key})
