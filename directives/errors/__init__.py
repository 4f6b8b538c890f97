"""What the domain refuses. Four kinds, by what the caller can do about it.

Each leaf is named after what happened, has a Vietnamese sentence fit to show (translated
where it is shown) and carries its values. HTTP statuses live in `api.errors` alone.
"""

from directives.errors.files import (
    FileEmpty,
    FileKindUnsupported,
    FileMissing,
    FileTooLarge,
    FileUnpacksTooLarge,
    FileUnreadable,
    FileUnsafe,
)
from directives.errors.kinds import (
    Conflict,
    DirectivesError,
    Forbidden,
    Invalid,
    NotFound,
)
from directives.errors.operation import (
    DatabaseNotReady,
)
from directives.errors.records import (
    AccountExists,
    AccountNotFound,
    AgencyNotFound,
    AlreadyLinked,
    CommitmentClosed,
    CommitmentNotFound,
    DocumentAlreadyRegistered,
    DocumentNotDraft,
    DocumentNotFound,
    FileNotFound,
    GapAlreadyReported,
    GapNotFound,
    PlaceNotFound,
    ProvisionNotFound,
    ReportNotFound,
    SectorNotFound,
    StubNotPublished,
)
from directives.errors.rights import (
    DraftNotVisible,
    FormExpired,
    NotSignedIn,
    RightMissing,
    SignInRefused,
)
from directives.errors.values import (
    EventTooEarly,
    EvidenceMissing,
    ExpiryBeforeEffect,
    GuidanceIssuedTooEarly,
    NotADocumentNumber,
    QuoteNotFound,
    UnknownField,
    ValueInvalid,
    ValueUnknown,
)

__all__ = [
    "AccountExists",
    "AccountNotFound",
    "AgencyNotFound",
    "AlreadyLinked",
    "CommitmentClosed",
    "CommitmentNotFound",
    "Conflict",
    "DatabaseNotReady",
    "DirectivesError",
    "DocumentAlreadyRegistered",
    "DocumentNotDraft",
    "DocumentNotFound",
    "DraftNotVisible",
    "EventTooEarly",
    "EvidenceMissing",
    "ExpiryBeforeEffect",
    "FileEmpty",
    "FileKindUnsupported",
    "FileMissing",
    "FileNotFound",
    "FileTooLarge",
    "FileUnpacksTooLarge",
    "FileUnreadable",
    "FileUnsafe",
    "Forbidden",
    "FormExpired",
    "GapAlreadyReported",
    "GapNotFound",
    "GuidanceIssuedTooEarly",
    "Invalid",
    "NotADocumentNumber",
    "NotFound",
    "NotSignedIn",
    "PlaceNotFound",
    "ProvisionNotFound",
    "QuoteNotFound",
    "ReportNotFound",
    "RightMissing",
    "SectorNotFound",
    "SignInRefused",
    "StubNotPublished",
    "UnknownField",
    "ValueInvalid",
    "ValueUnknown",
]
