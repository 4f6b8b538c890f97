"""What a source states, word for word, and which record of ours rests on it."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel


class Statement(SQLModel, table=True):
    """One sentence of a source about one thing: a document, a gap, a figure, an instruction.

    `about_kind` and `about_id` name the record that the catalogue made of it; an instruction, an
    event or the end of a policy has none beside this row.
    """

    __tablename__ = "statement"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)  # "DIR-02"
    kind: str  # document, draft, gap, commitment, figure, directive, sunset, event …
    title: str
    source_document_id: int = Field(foreign_key="document.id", index=True)
    quote: str
    holds_from: date | None = None
    holds_to: date | None = None  # last day, inclusive
    about_kind: str | None = None
    about_id: int | None = None
    recorded_at: datetime
