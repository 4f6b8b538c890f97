"""The JSON of documents."""

from collections.abc import Sequence
from datetime import date
from typing import Self

from pydantic import AwareDatetime, BaseModel, Field

from api.v1.schemas.validity import ValidityOut
from api.v1.schemas.values import Day, Key, Received
from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Document, DocumentFile, Provision
from directives.models.gap import CoverageLink, Gap
from directives.models.sector import Sector
from directives.reference.tables import relation_kinds
from directives.services.document_list import DocumentPage
from directives.services.documents import DocumentView
from directives.services.relations import RelationView
from directives.services.validity import ValidityView
from directives.vocabulary import (
    DraftingStage,
    Extent,
    ProposalState,
    RecordState,
    RelationKind,
    Validity,
)
from index.source import agency_value


class DocumentLineOut(BaseModel):
    """A document as a line of a list.

    `agency` is the abbreviation, or the full name of a body that shares its abbreviation;
    `status` is the legal effect today, `state` the place of the record in the catalogue.
    """

    id: int
    number: str | None
    type: str
    type_name: str
    agency: str | None
    agency_name: str | None
    title: str
    issued_on: date | None
    effective_on: date | None
    expires_on: date | None
    status: Validity
    state: RecordState
    is_stub: bool
    is_illustration: bool
    sectors: list[str]
    url: str

    @classmethod
    def of(
        cls, document: Document, issuer: Agency | None, validity: Validity, sectors: list[str]
    ) -> Self:
        """Return the shape of a document and what belongs to it."""
        return cls(
            id=saved_id(document),
            type=document.type_code,
            agency=agency_value(issuer) or None,
            agency_name=issuer.name if issuer else None,
            status=validity,
            sectors=sectors,
            url=f"/van-ban/{document.id}",
            **document.model_dump(
                include={
                    "number",
                    "type_name",
                    "title",
                    "issued_on",
                    "effective_on",
                    "expires_on",
                    "state",
                    "is_stub",
                    "is_illustration",
                }
            ),
        )


class DocumentListOut(BaseModel):
    """A part of a list; `total` counts the whole of it."""

    total: int
    limit: int
    offset: int
    documents: list[DocumentLineOut]

    @classmethod
    def of(cls, page: DocumentPage, *, limit: int, offset: int) -> Self:
        """Return the shape of a part of a list."""
        lines = [
            DocumentLineOut.of(line.document, line.issuer, line.validity, _codes(line.sectors))
            for line in page.lines
        ]
        return cls(total=page.total, limit=limit, offset=offset, documents=lines)


class FileOut(BaseModel):
    """An original file; `url` gives its bytes."""

    sha256: str
    name: str
    media_type: str
    bytes: int
    received_at: AwareDatetime
    url: str

    @classmethod
    def of(cls, file: DocumentFile) -> Self:
        """Return the shape of a file."""
        return cls(
            sha256=file.sha256,
            name=file.name,
            media_type=file.media_type,
            bytes=file.byte_count,
            received_at=file.received_at,
            url=f"/api/v1/documents/{file.document_id}/files/{file.sha256}",
        )


class ProvisionOut(BaseModel):
    """An addressable piece: `id` is the anchor on the document's page, such as "dieu-5"."""

    id: str
    parent: str | None
    label: str
    heading: str
    text: str

    @classmethod
    def of(cls, provision: Provision) -> Self:
        """Return the shape of a provision."""
        return cls(
            id=provision.provision_id,
            parent=provision.parent_provision_id,
            label=provision.label,
            heading=provision.heading,
            text=provision.text,
        )


class OtherDocumentOut(BaseModel):
    """The document at the other end of a relation."""

    id: int
    number: str | None
    title: str
    is_stub: bool


class RelationOut(BaseModel):
    """A relation seen from this document.

    `outgoing`: this document acts on the other. `verb` says what the other one is to this one,
    in the words of the national law database: "Văn bản được thay thế".
    """

    id: int
    kind: RelationKind
    outgoing: bool
    verb: str
    document: OtherDocumentOut
    source_provision: str
    target_provision: str
    quote: str
    status: ProposalState

    @classmethod
    def of(cls, view: RelationView) -> Self:
        """Return the shape of a relation."""
        relation, other = view.relation, view.other
        words = next(kind for kind in relation_kinds() if kind.code == relation.kind.value)
        return cls(
            id=saved_id(relation),
            outgoing=view.outgoing,
            verb=words.reverse_verb if view.outgoing else words.verb,
            document=OtherDocumentOut(
                id=saved_id(other), number=other.number, title=other.title, is_stub=other.is_stub
            ),
            **relation.model_dump(
                include={"kind", "source_provision", "target_provision", "quote", "status"}
            ),
        )


class AnsweredGapOut(BaseModel):
    """A gap that the document answers, with the words that prove it."""

    id: int
    code: str
    title: str
    extent: Extent
    provision: str | None
    quote: str

    @classmethod
    def of(cls, gap: Gap, link: CoverageLink) -> Self:
        """Return the shape of a gap and the link to it."""
        return cls(
            id=saved_id(gap),
            code=gap.code,
            title=gap.title,
            extent=link.extent,
            provision=link.provision_id or None,
            quote=link.quote,
        )


class DocumentOut(DocumentLineOut):
    """A document with all that a reader needs to judge it."""

    number_as_printed: str | None
    place: str | None
    urgency: str | None
    signer_name: str | None
    signer_title: str | None
    drafting_stage: DraftingStage | None
    source_url: str | None
    recorded_at: AwareDatetime
    files: list[FileOut]
    provisions: list[ProvisionOut]
    relations: list[RelationOut]
    gaps: list[AnsweredGapOut]
    validity: ValidityOut

    @classmethod
    def of_view(
        cls, view: DocumentView, gaps: list[tuple[Gap, CoverageLink]], effect: ValidityView
    ) -> Self:
        """Return the shape of a document and all that belongs to it, as `effect` knows it."""
        document = effect.document
        line = DocumentLineOut.of(document, view.issuer, effect.status, _codes(view.sectors))
        described = document.model_dump(
            include={
                "number_as_printed",
                "place",
                "urgency",
                "signer_name",
                "signer_title",
                "drafting_stage",
                "source_url",
                "recorded_at",
            }
        )
        return cls(
            **line.model_dump(),
            **described,
            files=[FileOut.of(file) for file in view.files],
            provisions=[ProvisionOut.of(provision) for provision in view.provisions],
            relations=[RelationOut.of(relation) for relation in view.relations],
            gaps=[AnsweredGapOut.of(gap, link) for gap, link in gaps],
            validity=ValidityOut.of_view(effect),
        )


class CorrectedValues(Received):
    """The fields to mend; those that are not named stay. null empties a field."""

    number_as_printed: str | None = Field(default=None, max_length=200)
    type_code: str = Field(default="", max_length=50)
    type_name: str = Field(default="", max_length=200)
    issuer_id: Key | None = None
    title: str = Field(default="", max_length=5_000)
    place: str | None = Field(default=None, max_length=200)
    issued_on: Day | None = None
    effective_on: Day | None = None
    expires_on: Day | None = None
    urgency: str | None = Field(default=None, max_length=100)
    signer_name: str | None = Field(default=None, max_length=200)
    signer_title: str | None = Field(default=None, max_length=500)
    source_url: str | None = Field(default=None, max_length=2_000, pattern=r"^https?://")


class CorrectionIn(Received):
    """What was recorded wrongly, and why it is changed."""

    values: CorrectedValues
    reason: str = Field(min_length=3, max_length=2_000)


class WithdrawalIn(Received):
    """Why a record is taken out of sight."""

    reason: str = Field(min_length=3, max_length=2_000)


def _codes(sectors: Sequence[Sector]) -> list[str]:
    return [sector.code for sector in sectors]
