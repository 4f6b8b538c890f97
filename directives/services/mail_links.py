"""The secret that signs the links of letters: renewed, it makes every earlier link worthless."""

import secrets
from datetime import datetime

from sqlmodel import Session

from directives.errors import DirectivesError, MailLinkRenewed, MailLinkUnknown
from directives.models.base import Subject
from directives.rules.permissions import Actor, check_can_administer
from directives.services.changes import record_change
from directives.store.mail_answers import get_signing_secret

_SECRET_BYTES = 32


def renew_links(session: Session, actor: Actor, *, now: datetime) -> None:
    """Sign links with a new secret from now on; the links of letters sent before work no more.

    It is for when somebody may have read the secret or letters. Letters that wait in the outbox
    are signed when they go out, so theirs are good.

    Raises:
        RightMissing: only administrators do.
    """
    check_can_administer(actor)
    row = get_signing_secret(session)
    row.secret, row.renewed_at = secrets.token_hex(_SECRET_BYTES), now
    session.add(row)
    session.flush()
    record_change(session, actor, "mail_links.renew", Subject("signing_secret", row.id), now=now)


def unknown_link(session: Session) -> DirectivesError:
    """Return why a link that the secret did not sign is refused.

    After a renewal all of them are told the same: whether it is an old one or was never ours
    cannot be known, and would not be told.
    """
    renewed_at = get_signing_secret(session).renewed_at
    return MailLinkRenewed(renewed_at=renewed_at) if renewed_at else MailLinkUnknown()
