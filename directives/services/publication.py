"""What a document must have to be published."""

from directives.models.document import Document
from directives.translation import N_

# The column, and the word for it in a sentence.
NEEDED = {
    "number": N_("số, ký hiệu"),
    "title": N_("trích yếu"),
    "issued_on": N_("ngày ban hành"),
}


def missing_fields(document: Document) -> list[str]:
    """Return what a document lacks to be published, as words to show."""
    if document.drafting_stage is not None:  # a draft law has no number and no date yet
        return [] if document.title else [NEEDED["title"]]
    return [words for column, words in NEEDED.items() if not getattr(document, column)]
