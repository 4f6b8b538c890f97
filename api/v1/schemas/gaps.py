"""The JSON of gaps."""

from collections.abc import Sequence
from datetime import date
from typing import Self

from pydantic import BaseModel, Field

from api.v1.schemas.commitments import CommitmentOut
from api.v1.schemas.values import Day, Key, Received
from directives.models.base import saved_id
from directives.models.gap import CoverageLink, GapReport
from directives.services.gaps import GapView
from directives.vocabulary import Extent, GapKind, GapState


class GapOut(BaseModel):
    """A gap and how it stands; `state` is computed from its links and promises."""

    id: int
    code: str
    title: str
    description: str
    kind: GapKind
    state: GapState
    sector: str | None
    raised_by: str
    raised_on: date | None
    source_document_id: int | None
    source_quote: str
    places_waiting: int
    commitment_ids: list[int]
    document_ids: list[int]
    url: str

    @classmethod
    def of(cls, view: GapView, sectors: dict[int, str]) -> Self:
        """Return the shape of a gap; `sectors` are codes by key."""
        return cls(
            id=saved_id(view.gap),
            state=view.state,
            sector=sectors.get(view.gap.sector_id or 0),
            places_waiting=len(view.reports),
            commitment_ids=[saved_id(promise.commitment) for promise in view.promises],
            document_ids=[link.document_id for link in view.links],
            url=f"/khoang-trong/{view.gap.id}",
            **view.gap.model_dump(
                include={
                    "code",
                    "title",
                    "description",
                    "kind",
                    "raised_by",
                    "raised_on",
                    "source_document_id",
                    "source_quote",
                }
            ),
        )


class GapListOut(BaseModel):
    """Gaps on a day, by code."""

    as_of: date
    total: int
    gaps: list[GapOut]


class GapReportOut(BaseModel):
    """One place waits for the gap to be answered."""

    place_code: str
    words: str
    reported_on: date

    @classmethod
    def of(cls, report: GapReport) -> Self:
        """Return the shape of a report."""
        return cls(**report.model_dump(include=set(cls.model_fields)))


class CoverageLinkOut(BaseModel):
    """A document, or one of its provisions, answers the gap; `quote` proves it."""

    document_id: int
    provision: str | None
    extent: Extent
    quote: str
    rationale: str
    linked_on: date

    @classmethod
    def of(cls, link: CoverageLink) -> Self:
        """Return the shape of a link."""
        return cls(
            document_id=link.document_id,
            provision=link.provision_id or None,
            extent=link.extent,
            quote=link.quote,
            rationale=link.rationale,
            linked_on=link.linked_on,
        )


class GapDetailOut(GapOut):
    """A gap with who waits, what was promised and what answers it."""

    reports: list[GapReportOut]
    commitments: list[CommitmentOut]
    links: list[CoverageLinkOut]

    @classmethod
    def of_view(
        cls, view: GapView, sectors: dict[int, str], commitments: Sequence[CommitmentOut]
    ) -> Self:
        """Return the shape of a gap and all that belongs to it."""
        return cls(
            **GapOut.of(view, sectors).model_dump(),
            reports=[GapReportOut.of(report) for report in view.reports],
            commitments=list(commitments),
            links=[CoverageLinkOut.of(link) for link in view.links],
        )


class GapIn(Received):
    """What is said to open a gap; `sector` is a code, `raised_by` words."""

    title: str = Field(min_length=3, max_length=500)
    description: str = Field(default="", max_length=10_000)
    kind: GapKind = GapKind.NO_GUIDANCE
    sector: str = Field(default="", max_length=100)
    raised_by: str = Field(min_length=1, max_length=300)
    raised_on: Day | None = None
    source_document_id: Key | None = None
    source_quote: str = Field(default="", max_length=5_000)


class GapReportIn(Received):
    """A place reports the gap, or joins those who did; without a day, today."""

    place_code: str = Field(min_length=1, max_length=50)
    words: str = Field(default="", max_length=5_000)
    reported_on: Day | None = None


class CoverageLinkIn(Received):
    """A document answers the gap; without a day, as of today."""

    document_id: Key
    provision_id: str = Field(default="", max_length=200)
    extent: Extent
    quote: str = Field(min_length=1, max_length=5_000)
    rationale: str = Field(default="", max_length=5_000)
    linked_on: Day | None = None
