"""What a published document told another body to issue, and what became of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from directives.models.base import stored_enum
from directives.vocabulary import ProposalState


class Expectation(SQLModel, table=True):
    """A clause of a document delegates: somebody must issue something (Law 64/2025 Art. 53.2).

    `status` is a projection of facts (`services.expectations` is its only writer). A rejected one
    is kept, so that reading the document again never proposes it again.
    """

    __tablename__ = "expectation"
    __table_args__ = (
        UniqueConstraint("document_id", "provision_id", "agency_words", "quote_sha256"),
        CheckConstraint("quote <> ''", "has_evidence"),
    )

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    provision_id: str  # of the clause that delegates
    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    agency_words: str  # as printed; all there is for "Ủy ban nhân dân cấp tỉnh"
    expected_type_code: str  # NĐ, TT, QĐ, NQ
    quote: str
    quote_sha256: str  # of the quote without marks, case and spaces
    status: ProposalState = Field(sa_type=stored_enum(ProposalState))
    fulfilled_by_id: int | None = Field(default=None, foreign_key="document.id")  # a person said so
    gap_id: int | None = Field(default=None, foreign_key="gap.id")  # opened because of it
    recorded_at: datetime
