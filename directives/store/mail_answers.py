"""Answers from letters, and the secret of their links."""

from sqlmodel import Session, select

from directives.models.mail_answer import MailAnswer, SigningSecret
from directives.vocabulary import MailAnswerKind


def get_signing_secret(session: Session) -> SigningSecret:
    """Return the row of the secret that signs links; the migration made it."""
    return session.exec(select(SigningSecret)).one()


def signing_secret(session: Session) -> str:
    """Return the secret that signs links."""
    return get_signing_secret(session).secret


def find_mail_answer(
    session: Session, message_id: int, commitment_id: int, kind: MailAnswerKind
) -> MailAnswer | None:
    """Find the use of one link of one letter."""
    return session.exec(
        select(MailAnswer).where(
            MailAnswer.message_id == message_id,
            MailAnswer.commitment_id == commitment_id,
            MailAnswer.kind == kind,
        )
    ).one_or_none()
