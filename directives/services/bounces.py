"""Letters that came back: the address is broken, and the administrators are told."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from directives.mail import Bounce, message_id
from directives.models.outbox import OutboxMessage
from directives.rules.permissions import Actor, check_can_administer
from directives.services.delivery import mark_address_broken
from directives.store.outbox import list_letters_to


class BounceOutcome(StrEnum):
    """What became of a bounce."""

    BROKEN = "broken"  # the address is marked as broken
    KNOWN = "known"  # this letter had come back before
    PASSING = "passing"  # full mailbox, policy: the address stays as it is
    STRANGE = "strange"  # no letter of ours: anybody can write a bounce


def record_bounce(
    session: Session, actor: Actor, bounce: Bounce, *, now: datetime
) -> BounceOutcome:
    """Mark an address as broken if a letter of ours to it came back for good.

    A bounce must give back the identity of a letter that went to that very address; nobody who
    has not received one can take an address out of service. Reading one twice changes nothing.

    Raises:
        RightMissing: only administrators do.
    """
    check_can_administer(actor)
    letter = _letter_of(session, bounce)
    if letter is None:
        return BounceOutcome.STRANGE
    if letter.bounced_at is not None:
        return BounceOutcome.KNOWN
    if not bounce.is_for_good:
        return BounceOutcome.PASSING
    letter.bounced_at = now
    letter.last_error = bounce.reason
    session.add(letter)
    mark_address_broken(session, actor, letter, reason=bounce.reason, now=now)
    return BounceOutcome.BROKEN


def _letter_of(session: Session, bounce: Bounce) -> OutboxMessage | None:
    domain = bounce.message_id.strip("<>").rpartition("@")[2]
    for letter in list_letters_to(session, bounce.recipient.casefold()):
        if message_id(letter.key, domain) == bounce.message_id:
            return letter
    return None
