"""What a document must have to be published."""

from directives.models.document import Document
from directives.translation import N_

# The column, and the word for it in a sentence.
NEEDED = {
    "number": N_("số, ký hiệu"),
    "title": N_("trích yếu"),
    "issued_on": N_("ngày ban hành"),
}


def missing_columns(document: Document) -> list[str]:
    """Return the columns that a document lacks to be published, in the order of NEEDED."""
    return [column for column in needed_columns(document) if not getattr(document, column)]


def needed_columns(document: Document) -> list[str]:
    """Return the columns that a document must have to be published."""
    if document.drafting_stage is not None:  # a draft law has no number and no date yet
        return ["title"]
    return list(NEEDED)


def missing_fields(document: Document) -> list[str]:
    """Return what a document lacks to be published, as words to show."""
    return [NEEDED[column] for column in missing_columns(document)]
