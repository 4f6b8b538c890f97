"""What people answered from letters, and the secret by which the links of letters are signed."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from directives.models.base import stored_enum
from directives.vocabulary import MailAnswerKind


class MailAnswer(SQLModel, table=True):
    """One link of one letter was used: each works once. Append-only."""

    __tablename__ = "mail_answer"
    __table_args__ = (UniqueConstraint("message_id", "commitment_id", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    message_id: int = Field(foreign_key="outbox_message.id")
    commitment_id: int = Field(foreign_key="commitment.id", index=True)
    contact_id: int = Field(foreign_key="contact.id")
    kind: MailAnswerKind = Field(sa_type=stored_enum(MailAnswerKind))
    answered_at: datetime


class SigningSecret(SQLModel, table=True):
    """One row, made at random by the migration; who can read it can answer for anybody.

    Once it was renewed, links that were signed before work no more.
    """

    __tablename__ = "signing_secret"

    id: int = Field(primary_key=True)
    secret: str
    renewed_at: datetime | None = None
