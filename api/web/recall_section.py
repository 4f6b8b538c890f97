"""The part of a recalled document's page for those who answer for it: whom they must tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document
from directives.rules.two_times import AsOf
from directives.services.recall_recipients import unknown_recipients
from directives.services.recalls import is_recalled


@dataclass(frozen=True, slots=True)
class RecallSection:
    """Entries of the lists of recipients that nobody is told by, as printed."""

    unknown: Sequence[str]


def recall_section(session: Session, document: Document, at: AsOf) -> RecallSection | None:
    """Return the section; None of a document that is not recalled."""
    if not is_recalled(session, document, now=at.known_at):
        return None
    return RecallSection(unknown_recipients(session, saved_id(document), at.day))
