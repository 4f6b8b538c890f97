"""The JSON of links between documents and gaps."""

from collections.abc import Sequence
from datetime import date
from typing import Self

from pydantic import AwareDatetime, BaseModel, Field

from api.v1.schemas.values import Day, Key, Received
from directives.models.base import saved_id
from directives.models.coverage_link import CoverageLink
from directives.models.suspicion import Suspicion
from directives.services.link_history import Confirmation
from directives.vocabulary import (
    Extent,
    ProposalState,
    SuspectKind,
    SuspicionReason,
    Validity,
)


class LinkSuspicionOut(BaseModel):
    """What the link rests on was changed or ended on `holds_on`: /api/v1/suspicions tells more.

    `about` tells whether it is said of the link or of the document that answers.
    """

    id: int
    about: SuspectKind
    reason: SuspicionReason
    holds_on: date

    @classmethod
    def of(cls, suspicion: Suspicion) -> Self:
        """Return the shape of a suspicion."""
        return cls(
            id=saved_id(suspicion),
            about=suspicion.subject_kind,
            reason=suspicion.reason,
            holds_on=suspicion.holds_on,
        )


class CoverageLinkOut(BaseModel):
    """A document, or one of its provisions, answers the gap; `quote` proves it.

    `suspect` says which end has changed since a person agreed; empty: neither has. `suspicions`
    are what was open on the day because something under the document changed: with either, the
    link has to be looked at again. `effect` is how the document, or that provision, stands on the
    day; null where it was not public then. `confirmed_by` is told to those who signed in.
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
    suspicions: list[LinkSuspicionOut]
    effect: Validity | None
    confirmed_by: str | None
    confirmed_at: AwareDatetime

    @classmethod
    def of(
        cls,
        link: CoverageLink,
        effect: Validity | None,
        confirmation: Confirmation,
        suspicions: Sequence[Suspicion],
    ) -> Self:
        """Return the shape of a link with who agreed and what of it is suspect."""
        same = set(cls.model_fields) & set(type(link).model_fields) - {"id"}
        return cls(
            id=saved_id(link),
            provision=link.provision_id or None,
            effect=effect,
            suspicions=[LinkSuspicionOut.of(one) for one in suspicions],
            confirmed_by=confirmation.by or None,
            confirmed_at=confirmation.at,
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
