"""The single values of a document."""

from dataclasses import dataclass
from datetime import date

from directives.reading.suggestion import Suggestion


@dataclass(frozen=True, slots=True)
class Fields:
    """The single values of a document; None where it says nothing or leaves a blank."""

    number: Suggestion[str] | None
    type: Suggestion[str] | None
    agency: Suggestion[str] | None
    place: Suggestion[str] | None
    issued_on: Suggestion[date] | None
    title: Suggestion[str] | None
    signer_name: Suggestion[str] | None
    signer_title: Suggestion[str] | None
    effective_on: Suggestion[date] | None
    expires_on: Suggestion[date] | None
    urgency: Suggestion[str] | None
