"""How a promised document is to be called, where that was put right later."""

from datetime import datetime

from pydantic import model_validator
from sqlmodel import Field, SQLModel

from directives.errors import ValueInvalid
from directives.translation import N_

SHORTEST_TITLE, LONGEST_TITLE = 3, 1_000

_HOW_LONG = N_("Hãy viết tên văn bản, từ 3 đến 1.000 ký tự.")


class NewTitle(SQLModel):
    """What is said to put the title of a promised document right."""

    title: str

    @model_validator(mode="after")
    def check_length(self) -> "NewTitle":
        """Refuse what is too short to be a title, or too long."""
        if not SHORTEST_TITLE <= len(self.title) <= LONGEST_TITLE:
            raise ValueInvalid(field="title", reason=_HOW_LONG)
        return self


class CommitmentTitle(NewTitle, table=True):
    """One correction of it. Append-only: the database refuses UPDATE and DELETE."""

    __tablename__ = "commitment_title"

    id: int | None = Field(default=None, primary_key=True)
    commitment_id: int = Field(foreign_key="commitment.id", index=True)
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime
