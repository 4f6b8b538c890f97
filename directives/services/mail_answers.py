"""Answer a reminder from the letter itself: each signed link shows first, and acts once.

Opening a link changes nothing, so a mail scanner that opens every link does no harm. Who acts is
the person whom the letter was written to: with the own account if there is one, else with the
rights of a drafter of the body that the person speaks for.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlmodel import Session

from directives.errors import MailLinkOver, MailLinkUnknown, MailLinkUsed, ValueInvalid
from directives.models.account import Account
from directives.models.base import Subject, saved_id
from directives.models.commitment import NewMove
from directives.models.commitment_step import NewStep
from directives.models.contact import Contact
from directives.models.mail_answer import MailAnswer
from directives.models.outbox import OutboxMessage
from directives.rules.permissions import Actor
from directives.rules.signed_links import is_over, read_signed, sign
from directives.rules.two_times import ha_noi_date
from directives.services.accounts import actor_of, system_actor
from directives.services.changes import record_change
from directives.services.commitment_steps import take_step
from directives.services.commitments import move
from directives.services.mail_links import unknown_link
from directives.services.promise_bodies import body_heirs
from directives.services.snoozes import put_off_by_mail
from directives.store.commitment_steps import lock_commitment
from directives.store.contacts import find_contact, list_contacts_at
from directives.store.mail_answers import find_mail_answer, signing_secret
from directives.store.outbox import find_message
from directives.translation import N_
from directives.vocabulary import (
    MailAnswerKind,
    MoveReason,
    Operator,
    Precision,
    Role,
    StepKind,
)

MAIL_ACTOR: Final = "system:mail"

_GIVE_A_DAY = N_("Hãy nêu ngày sẽ hoàn thành, từ hôm nay trở đi.")

_STEPS: Final = {
    MailAnswerKind.DONE: StepKind.REPORTED,
    MailAnswerKind.ACCEPT: StepKind.ACCEPTED,
    MailAnswerKind.REJECT: StepKind.REJECTED,
}


@dataclass(frozen=True, slots=True)
class MailLink:
    """A link that was signed by us and still works, or was used already.

    Attributes:
        message: The letter.
        contact: Whom it was written to.
        commitment_id: The promise that it answers for.
        kind: What it says.
        answered_at: When it was used; None: it waits.
    """

    message: OutboxMessage
    contact: Contact
    commitment_id: int
    kind: MailAnswerKind
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Said:
    """What the person adds: words (what shows it, or the reason), a day where one is asked."""

    words: str = ""
    due_to: date | None = None


def link_token(secret: str, kind: MailAnswerKind, message_id: int, commitment_id: int) -> str:
    """Return the token of one link of a letter."""
    return sign(secret, kind.value, (message_id, commitment_id))


def open_link(session: Session, kind: MailAnswerKind, token: str, *, now: datetime) -> MailLink:
    """Return what a link is for, and change nothing.

    Raises:
        MailLinkUnknown, MailLinkRenewed: it is not ours, was changed on its way, or was signed
            with a secret that was replaced.
        MailLinkOver: it is too old, or its reader is no longer in office.
    """
    numbers = read_signed(signing_secret(session), kind.value, token)
    if numbers is None or len(numbers) != len(("message", "commitment")):
        raise unknown_link(session)
    message = find_message(session, numbers[0])
    contact = _reader(session, message, numbers[1])
    if message is None or contact is None:
        raise MailLinkUnknown
    used = find_mail_answer(session, numbers[0], numbers[1], kind)
    if used is not None:
        return MailLink(message, contact, numbers[1], kind, used.answered_at)
    present = _present(session, contact, now)
    if present is None or is_over(message.created_at, now):
        raise MailLinkOver
    return MailLink(message, present, numbers[1], kind, None)


def answer(
    session: Session, kind: MailAnswerKind, token: str, said: Said, *, now: datetime
) -> MailAnswer:
    """Do what a link says, once.

    Raises:
        MailLinkUnknown, MailLinkRenewed: it is not ours, or no longer.
        MailLinkOver: it is too old, or its reader is no longer in office.
        MailLinkUsed: it was used before.
        ValueInvalid: what the answer needs (a day to come, a reason, what shows it) is missing.
        RightMissing: another body answers for the promise by now.
        DirectivesError: the promise does not allow it now, such as one that has ended.
    """
    commitment_id = open_link(session, kind, token, now=now).commitment_id
    lock_commitment(session, commitment_id)  # who presses twice waits here
    link = open_link(session, kind, token, now=now)
    if link.answered_at is not None:
        raise MailLinkUsed
    actor = _actor_of(session, link.contact)
    _act(session, actor, link, said, now=now)
    used = MailAnswer(
        message_id=saved_id(link.message),
        commitment_id=commitment_id,
        contact_id=saved_id(link.contact),
        kind=kind,
        answered_at=now,
    )
    session.add(used)
    session.flush()
    subject = Subject("commitment", commitment_id)
    details = {"kind": kind.value, "letter": link.message.key, "contact_id": used.contact_id}
    record_change(session, actor, "commitment.answer_by_mail", subject, now=now, **details)
    return used


def _act(session: Session, actor: Actor, link: MailLink, said: Said, *, now: datetime) -> None:
    today = ha_noi_date(now)
    if link.kind is MailAnswerKind.SNOOZE:
        key, reader = link.commitment_id, saved_id(link.contact)
        put_off_by_mail(session, actor, key, contact_id=reader, reason=said.words, now=now)
        return
    if link.kind is not MailAnswerKind.DATE:
        step = NewStep(kind=_STEPS[link.kind], held_on=today, words=said.words)
        take_step(session, actor, link.commitment_id, step, now=now)
        return
    if said.due_to is None or said.due_to < today:
        raise ValueInvalid(field="due_to", reason=_GIVE_A_DAY)
    new = NewMove(
        moved_on=today,
        reason=MoveReason.OTHER,
        reason_words=said.words,
        due_from=said.due_to,
        due_to=said.due_to,
        due_operator=Operator.ON_OR_BEFORE,
        due_precision=Precision.DAY,
    )
    move(session, actor, link.commitment_id, new, now=now)


def _reader(session: Session, message: OutboxMessage | None, commitment_id: int) -> Contact | None:
    entries = json.loads(message.payload).get("entries", ()) if message else ()
    for entry in entries:
        if entry["commitment_id"] == commitment_id and entry.get("contact_id"):
            return find_contact(session, entry["contact_id"])
    return None


def _present(session: Session, contact: Contact, now: datetime) -> Contact | None:
    """Return the reader as in office by now: in the own body, or in one that took it over."""
    if _is_there(session, contact, now):
        return contact
    if contact.agency_id is None:
        return None
    heirs = body_heirs(session, ha_noi_date(now)).of(contact.agency_id)
    at_address = list_contacts_at(session, contact.email)
    there = (one for one in at_address if one.agency_id in heirs and _is_there(session, one, now))
    return next(there, None)


def _is_there(session: Session, contact: Contact, now: datetime) -> bool:
    account = session.get(Account, contact.account_id) if contact.account_id else None
    today = ha_noi_date(now)
    is_in_office = contact.valid_from <= today <= (contact.valid_to or today)
    return is_in_office and (account is None or account.is_active)


def _actor_of(session: Session, contact: Contact) -> Actor:
    account = session.get(Account, contact.account_id) if contact.account_id else None
    if account is not None:
        return actor_of(account)
    by_mail = system_actor(session, MAIL_ACTOR)
    return Actor(by_mail.account_id, MAIL_ACTOR, Role.DRAFTER, agency_id=contact.agency_id)
