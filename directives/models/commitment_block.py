"""What a promise waits for: another promise, or a document."""

from datetime import date, datetime

from pydantic import model_validator
from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from directives.errors import ValueInvalid
from directives.translation import N_

_ONE_OF_TWO = N_("Hãy nêu một cam kết hoặc một văn bản, không nêu cả hai.")


class NewBlock(SQLModel):
    """What is said when a promise begins to wait for something, or waits for it no longer."""

    by_commitment_id: int | None = Field(default=None, foreign_key="commitment.id", index=True)
    by_document_id: int | None = Field(default=None, foreign_key="document.id")
    is_lifted: bool = False
    held_on: date
    words: str = Field(default="", max_length=2_000)

    @model_validator(mode="after")
    def check_one_of_two(self) -> "NewBlock":
        """Refuse to wait for nothing, or for both."""
        if (self.by_commitment_id is None) == (self.by_document_id is None):
            raise ValueInvalid(field="by_commitment_id", reason=_ONE_OF_TWO)
        return self


class CommitmentBlock(NewBlock, table=True):
    """One word on what a promise waits for. Append-only: the database refuses changes."""

    __tablename__ = "commitment_block"
    __table_args__ = (
        CheckConstraint("(by_commitment_id IS NULL) <> (by_document_id IS NULL)", "one_of_two"),
        CheckConstraint("by_commitment_id <> commitment_id", "not_by_itself"),
    )

    id: int | None = Field(default=None, primary_key=True)
    commitment_id: int = Field(foreign_key="commitment.id", index=True)
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime
