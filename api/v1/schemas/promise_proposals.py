"""The JSON of promises that were read and wait for a decision."""

import json
from datetime import date
from typing import Self

from pydantic import BaseModel, Field

from api.v1.schemas.commitment_inputs import Title
from api.v1.schemas.values import Day, Key, Received
from directives.models.promise_proposal import PromiseProposal
from directives.vocabulary import CommitmentKind, Operator, Precision


class PromiseProposalOut(BaseModel):
    """What a published document tells a body to do, in the words that say so."""

    id: int
    document_id: int
    promise: str
    kind: CommitmentKind
    expected_type_code: str | None
    expected_title: str | None
    lead_agency_id: int | None
    lead_words: str
    coordinators: list[str]
    quote: str
    due_phrase: str
    due_from: date | None
    due_to: date | None
    due_operator: Operator | None
    due_precision: Precision

    @classmethod
    def of(cls, proposal: PromiseProposal) -> Self:
        """Return the shape of a proposal."""
        said = proposal.model_dump(include=set(cls.model_fields) - {"coordinators"})
        return cls(**said, coordinators=json.loads(proposal.coordinators))


class PromiseProposalListOut(BaseModel):
    """A page of what waits, the newest reading first; `total` counts all of it."""

    total: int
    proposals: list[PromiseProposalOut]


class ProposalAcceptanceIn(Received):
    """What is added to what was read.

    `due_to`: the right date, where that read lies before the document. `sector`: its code; empty:
    that of the document. `kind`, `expected_type_code` and `expected_title`: of what is promised;
    left out: as it was read; an empty type: a document of a type not known yet.
    """

    due_to: Day | None = None
    sector: str = Field(default="", max_length=100)
    gap_ids: list[Key] = Field(default_factory=list, max_length=100)
    kind: CommitmentKind | None = None
    expected_type_code: str | None = Field(default=None, max_length=50)
    expected_title: Title | None = None


class ProposalRejectionIn(Received):
    """Why what was read is no promise."""

    reason: str = Field(min_length=3, max_length=2_000)
