"""The ledger of who was told what about which promise."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from directives.models.base import stored_enum
from directives.vocabulary import Audience, NoticeBasis

_IS_UNTOLD = sa.text("message_id IS NULL")
_IS_TOLD = sa.text("message_id IS NOT NULL")


class Notice(SQLModel, table=True):
    """One person is owed one step of one promise's ladder for one deadline, and is told it once.

    `key` says just that. Without a contact there was nobody at all to tell, which the administrator
    sees. `message_id` is the letter that tells it; none yet: it goes into the
    person's next one.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("key"),
        sa.Index(
            "ix_notice_untold",
            "contact_id",
            sqlite_where=_IS_UNTOLD,
            postgresql_where=_IS_UNTOLD,
        ),
        # Without the rest, so that who asks for some people's untold is not led past everybody's.
        sa.Index(
            "ix_notice_told_by",
            "message_id",
            sqlite_where=_IS_TOLD,
            postgresql_where=_IS_TOLD,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str
    commitment_id: int = Field(foreign_key="commitment.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    audience: Audience = Field(sa_type=stored_enum(Audience))
    days: int  # after the deadline (before, if negative), or after the promise if it has none
    due_to: date | None = None  # the day on which the deadline falls
    moved_from: date | None = None  # told because the working calendar moved the date from here
    instead_of_agency_id: int | None = Field(default=None, foreign_key="agency.id")
    created_at: datetime
    not_before: date | None = None  # looked for ahead: until that day it counts as not found
    message_id: int | None = Field(default=None, foreign_key="outbox_message.id")
    overtaken_at: datetime | None = None  # kept, withdrawn or moved before a letter told it
    read_at: datetime | None = None  # by the person, in the pages
    basis: NoticeBasis = Field(
        default=NoticeBasis.DUE,
        sa_type=stored_enum(NoticeBasis),
        sa_column_kwargs={"server_default": NoticeBasis.DUE.value},
    )
    stage_id: int | None = Field(default=None, foreign_key="commitment_stage.id")
