"""A promise that a document seems to make; it waits until a person takes it over or rejects it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from directives.models.base import stored_enum
from directives.models.commitment import DAY_OR_WORDS, Due
from directives.models.commitment_title import LONGEST_TITLE
from directives.vocabulary import CommitmentKind, ProposalState


class PromiseProposal(Due, table=True):
    """What a published document tells a body to do, in the words that say so.

    A rejected one is kept, so that reading the document again never proposes it again.
    """

    __tablename__ = "promise_proposal"
    __table_args__ = (
        UniqueConstraint("document_id", "identity"),
        CheckConstraint("quote <> ''", "has_evidence"),
        CheckConstraint(DAY_OR_WORDS, "day_or_words"),
        CheckConstraint(
            "(status = 'confirmed') = (commitment_id IS NOT NULL)", "confirmed_as_what"
        ),
        CheckConstraint("status <> 'rejected' OR reason <> ''", "rejected_says_why"),
        CheckConstraint("(status = 'proposed') = (decided_on IS NULL)", "decided_on_a_day"),
    )

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    identity: str  # SHA-256 of who and what, without marks, case and more spaces
    promise: str
    kind: CommitmentKind = Field(sa_type=stored_enum(CommitmentKind))
    expected_type_code: str | None = None
    expected_title: str | None = Field(default=None, max_length=LONGEST_TITLE)
    lead_agency_id: int | None = Field(default=None, foreign_key="agency.id")
    lead_words: str  # as printed
    coordinators: str = "[]"  # JSON list of words, as printed
    quote: str
    status: ProposalState = Field(
        default=ProposalState.PROPOSED, sa_type=stored_enum(ProposalState), index=True
    )
    reason: str = ""  # why it was rejected
    commitment_id: int | None = Field(default=None, foreign_key="commitment.id")
    decided_on: date | None = None
    account_id: int | None = Field(default=None, foreign_key="account.id")  # who decided
    recorded_at: datetime
