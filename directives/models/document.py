"""Documents: identity and metadata, files, text, provisions, relations."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from directives.models.base import stored_enum
from directives.rules.effect import ACTS, SUSPENDS
from directives.vocabulary import (
    DraftingStage,
    FileStanding,
    ProposalState,
    RecordState,
    RelationKind,
)

_IS_ACT = sa.text(f"kind IN ({', '.join(repr(kind.value) for kind in sorted(ACTS))})")
_IS_SAID_ONCE = sa.text(f"kind NOT IN ({', '.join(repr(kind.value) for kind in sorted(SUSPENDS))})")


class Document(SQLModel, table=True):
    """A guidance document or directive; exists before its file arrives (a stub).

    The descriptive columns are a projection of the facts of the record (`models.fact`): write
    them through `services.document_facts` only. Identity: (issuer, exact key, series), where the
    series is the year for the State and the congress term for the Party (ND 30/2020 Art. 15).
    Where a body gave one number twice, the second is told apart by `namesake`.
    """

    __tablename__ = "document"
    __table_args__ = (
        Index(
            "uq_document_identity",
            "issuer_id",
            "key_exact",
            "series",
            "namesake",
            unique=True,
            sqlite_where=sa.text("state <> 'withdrawn'"),
            postgresql_where=sa.text("state <> 'withdrawn'"),
        ),
        CheckConstraint("key_exact IS NOT NULL OR NOT is_stub OR title <> ''", "has_a_name"),
        CheckConstraint("(key_exact IS NULL) = (key_folded IS NULL)", "keys_together"),
        CheckConstraint(
            "expires_on IS NULL OR effective_on IS NULL OR expires_on >= effective_on",
            "expires_after_effect",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    number: str | None = None  # display: "08/2025/TT-BNV"
    number_as_printed: str | None = None
    key_exact: str | None = Field(default=None, index=True)
    key_folded: str | None = Field(default=None, index=True)
    serial: int | None = Field(default=None, index=True)  # the integer at the head of the number
    series: str | None = None  # "2025" or the Party's congress term "XIII"
    namesake: int = 0  # how many bore this identity before; set by a decision of a person
    type_code: str = Field(default="", index=True)
    type_name: str = ""
    issuer_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    title: str = ""
    place: str | None = None
    issued_on: date | None = Field(default=None, index=True)
    effective_on: date | None = None
    expires_on: date | None = None  # last day of effect, inclusive
    urgency: str | None = None
    signer_name: str | None = None
    signer_title: str | None = None
    drafting_stage: DraftingStage | None = Field(default=None, sa_type=stored_enum(DraftingStage))
    drafting_agency_id: int | None = Field(default=None, foreign_key="agency.id")
    is_illustration: bool = False  # written for the example catalogue
    source_url: str | None = None
    state: RecordState = Field(default=RecordState.DRAFT, sa_type=stored_enum(RecordState))
    is_stub: bool = False  # cited or announced; no file yet
    owner_agency_id: int | None = Field(default=None, foreign_key="agency.id")
    recorded_at: datetime
    change_stamp: int = Field(index=True)  # see store.stamps


class DocumentSector(SQLModel, table=True):
    """A document's sector."""

    __tablename__ = "document_sector"

    document_id: int = Field(foreign_key="document.id", primary_key=True)
    sector_id: int = Field(foreign_key="sector.id", primary_key=True)


class DocumentFile(SQLModel, table=True):
    """An original file as received; its bytes are in the content-addressed store."""

    __tablename__ = "document_file"
    __table_args__ = (
        UniqueConstraint("document_id", "sha256"),
        CheckConstraint("byte_count > 0", "not_empty"),
    )

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    sha256: str = Field(index=True)
    text_sha256: str = Field(index=True)  # of the extracted text: the same words in other bytes
    name: str
    media_type: str
    byte_count: int
    received_at: datetime
    account_id: int = Field(foreign_key="account.id")
    standing: FileStanding = Field(default=FileStanding.CURRENT, sa_type=stored_enum(FileStanding))


class ExtractedText(SQLModel, table=True):
    """What was read from a file: NFC text in which all offsets count code points."""

    __tablename__ = "extracted_text"

    file_id: int = Field(foreign_key="document_file.id", primary_key=True)
    text: str
    reading: str  # JSON of the whole reading, as the contract shows it


class Provision(SQLModel, table=True):
    """An addressable piece of a document: article, clause, point, appendix, paragraph."""

    __tablename__ = "provision"
    __table_args__ = (UniqueConstraint("document_id", "provision_id"),)

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    provision_id: str  # "dieu-5__khoan-2__diem-a"
    parent_provision_id: str | None = None
    position: int
    label: str
    heading: str
    text: str


class NewRelation(SQLModel):
    """What is said to relate two documents: the source acts on the target."""

    source_id: int = Field(foreign_key="document.id")  # first of an index with what it rests on
    kind: RelationKind = Field(sa_type=stored_enum(RelationKind))
    target_id: int = Field(foreign_key="document.id")  # first of an index with the kind
    source_provision: str = ""  # empty: the whole document
    target_provision: str = ""
    quote: str = ""
    acts_from: date | None = None  # first day of what it does; none: with the source's effect
    acts_to: date | None = None  # last day, inclusive: of a suspension that ends


class Relation(NewRelation, table=True):
    """The source document acts on the target, in whole or at a provision."""

    __tablename__ = "relation"
    __table_args__ = (
        Index(  # a suspension is said anew for other days
            "ix_relation_said_once",
            "source_id",
            "kind",
            "target_id",
            "source_provision",
            "target_provision",
            unique=True,
            sqlite_where=_IS_SAID_ONCE,
            postgresql_where=_IS_SAID_ONCE,
        ),
        Index("ix_relation_target_id_kind", "target_id", "kind"),
        Index(  # all that the chain reads of what a document rests on, without the rows themselves
            "ix_relation_rests",
            "source_id",
            "status",
            "kind",
            "target_id",
            "source_provision",
            "target_provision",
        ),
        Index(  # what is done to a document, without looking through all that cites it
            "ix_relation_acts",
            "target_id",
            "status",
            "kind",
            "source_id",
            "target_provision",
            "acts_from",
            "acts_to",
            "recorded_at",
            "source_provision",
            sqlite_where=_IS_ACT,
            postgresql_where=_IS_ACT,
        ),
        CheckConstraint("source_id <> target_id", "not_to_itself"),
        CheckConstraint(
            "acts_to IS NULL OR acts_from IS NULL OR acts_to >= acts_from", "acts_in_order"
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    origin: str  # automatic, manual
    status: ProposalState = Field(sa_type=stored_enum(ProposalState))  # projection of facts
    recorded_at: datetime
    cited_as: str = ""  # what named the target when it was recorded: exact number, else title
