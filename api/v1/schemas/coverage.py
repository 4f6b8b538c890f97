"""The JSON of links between documents and gaps."""

from datetime import date
from typing import Self

from pydantic import BaseModel, Field

from api.v1.schemas.values import Day, Key, Received
from directives.models.base import saved_id
from directives.models.coverage_link import CoverageLink
from directives.vocabulary import Extent, ProposalState, Validity


class CoverageLinkOut(BaseModel):
    """A document, or one of its provisions, answers the gap; `quote` proves it.

    `suspect` says why it has to be looked at again; empty: neither end has changed. `effect` is
    how the document, or that provision, stands on the day; null where it was not public then.
    """

    id: int
    document_id: int
    provision: str | None
    extent: Extent
    expires_on: date | None
    quote: str
    rationale: str
    linked_on: date
    status: ProposalState
    origin: str
    suspect: str
    effect: Validity | None

    @classmethod
    def of(cls, link: CoverageLink, effect: Validity | None) -> Self:
        """Return the shape of a link."""
        same = set(cls.model_fields) - {"id", "provision", "effect"}
        return cls(
            id=saved_id(link),
            provision=link.provision_id or None,
            effect=effect,
            **link.model_dump(include=same),
        )


class CoverageLinkIn(Received):
    """A document answers the gap; without a day, as of today."""

    document_id: Key
    provision_id: str = Field(default="", max_length=200)
    extent: Extent
    expires_on: Day | None = None
    quote: str = Field(min_length=1, max_length=5_000)
    rationale: str = Field(default="", max_length=5_000)
    linked_on: Day | None = None


class AnsweringIn(Received):
    """What a person agrees with: how far a document answers, and the words that prove it."""

    extent: Extent
    expires_on: Day | None = None
    quote: str = Field(min_length=1, max_length=5_000)
    rationale: str = Field(default="", max_length=5_000)


class RejectionIn(Received):
    """Why a document does not answer the gap."""

    reason: str = Field(default="", max_length=5_000)
