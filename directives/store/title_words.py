"""Published documents by the beginning of their number or of words in their title."""

from collections.abc import Sequence

from sqlmodel import Session, case, col, or_, select

from directives.models.document import Document
from directives.vocabulary import RecordState


def list_by_key_prefix(session: Session, prefix: str, *, limit: int) -> Sequence[Document]:
    """List the documents whose folded key begins so, newest first."""
    return session.exec(
        select(Document)
        .where(
            col(Document.key_folded).startswith(prefix, autoescape=True),
            Document.state == RecordState.PUBLISHED,
        )
        .order_by(col(Document.issued_on).desc().nulls_last(), col(Document.id).desc())
        .limit(limit)
    ).all()


def list_by_title_words(session: Session, words: str, *, limit: int) -> Sequence[Document]:
    """List the documents in whose folded title `words` stand, at the start of a word.

    Titles that begin so come first, then the newest.
    """
    begins = col(Document.title_folded).startswith(words, autoescape=True)
    inside = col(Document.title_folded).contains(f" {words}", autoescape=True)
    return session.exec(
        select(Document)
        .where(or_(begins, inside), Document.state == RecordState.PUBLISHED)
        .order_by(
            case((begins, 0), else_=1),
            col(Document.issued_on).desc().nulls_last(),
            col(Document.id).desc(),
        )
        .limit(limit)
    ).all()
