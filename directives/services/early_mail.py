"""Early reminders by mail are optional: whoever gets them may stop them without signing in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlmodel import Session

from directives.models.base import Subject, saved_id
from directives.models.contact import Contact
from directives.rules.signed_links import read_signed, sign
from directives.services.accounts import system_actor
from directives.services.changes import record_change
from directives.services.mail_answers import MAIL_ACTOR
from directives.services.mail_links import unknown_link
from directives.store.contacts import list_named
from directives.store.mail_answers import signing_secret

_PURPOSE: Final = "early_mail"


def early_mail_token(secret: str, contact_ids: Sequence[int]) -> str:
    """Return the token with which a reader stops early reminders; it does not run out."""
    return sign(secret, _PURPOSE, sorted(set(contact_ids)))


def readers_of(session: Session, token: str) -> Sequence[Contact]:
    """Return for whom a token speaks, and change nothing.

    Raises:
        MailLinkUnknown, MailLinkRenewed: it is not ours, was changed on its way, or was signed
            with a secret that was replaced.
    """
    numbers = read_signed(signing_secret(session), _PURPOSE, token)
    found = list_named(session, numbers) if numbers else ()
    if not found:
        raise unknown_link(session)
    return found


def choose_early_mail(session: Session, token: str, *, is_wanted: bool, now: datetime) -> None:
    """Stop early reminders by mail, or take them up again; doing it again changes nothing.

    They are still in the inbox, and those near and after the due date are sent all the same.

    Raises:
        MailLinkUnknown, MailLinkRenewed: the token is not ours, or no longer.
    """
    for contact in readers_of(session, token):
        if (contact.early_mail_declined_at is None) is is_wanted:
            continue
        contact.early_mail_declined_at = None if is_wanted else now
        session.add(contact)
        session.flush()
        subject = Subject("contact", saved_id(contact))
        actor = system_actor(session, MAIL_ACTOR)
        record_change(session, actor, "contact.early_mail", subject, now=now, is_wanted=is_wanted)
