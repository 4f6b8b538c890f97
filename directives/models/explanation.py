"""What a responsible body says of its own lateness: it stands beside the figure, and both stay."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel


class NewExplanation(SQLModel):
    """What is said to explain how a promise stands."""

    explained_on: date
    words: str = Field(min_length=3, max_length=5_000)


class CommitmentExplanation(NewExplanation, table=True):
    """One explanation of a promise. Append-only: the database refuses UPDATE and DELETE."""

    __tablename__ = "commitment_explanation"

    id: int | None = Field(default=None, primary_key=True)
    commitment_id: int = Field(foreign_key="commitment.id", index=True)
    account_id: int = Field(foreign_key="account.id")
    recorded_at: datetime
