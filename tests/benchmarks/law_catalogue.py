"""A catalogue of the laws of a corpus: a document for each number, a provision for each article."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from directives.errors import NotADocumentNumber
from directives.models.document import Document, Provision
from directives.models.outbox import CatalogueStamp
from directives.rules.document_number import DocumentNumber
from directives.rules.vietnamese import nfc
from directives.services.reference_data import load_reference_data
from directives.store.migrations import upgrade
from directives.store.session import unit_of_work
from directives.vocabulary import RecordState
from tests.benchmarks.search_data import Article

_FILLED_AT = datetime(2026, 1, 5, tzinfo=UTC)

Place = tuple[int, str]
"""A document's id and a provision's."""


def fill_laws(
    database: sa.Engine, articles: Iterable[Article], *, by_article: bool = False
) -> dict[Place, Article]:
    """Migrate an empty database and fill it; return the article at each place.

    `by_article` makes every article a document of its own, with the number of its law and no
    title but its own.
    """
    upgrade(database)
    by_law: dict[str, list[Article]] = {}
    for article in articles:
        law_id = article.id if by_article else article.law_id or article.id
        by_law.setdefault(law_id, []).append(article)
    placed: dict[Place, Article] = {}
    with unit_of_work(database) as session:
        load_reference_data(session, now=_FILLED_AT)
        for key, law in enumerate(by_law.values(), start=1):
            title = "" if by_article else law[0].subject
            placed |= _add(session, key, title, law)
        session.execute(sa.update(CatalogueStamp).values(value=len(by_law)))
    return placed


def _add(
    session: Session, key: int, title: str, articles: Sequence[Article]
) -> dict[Place, Article]:
    session.execute(sa.insert(Document), [_document(key, title, articles[0])])
    placed = {(key, f"dieu-{n}"): one for n, one in enumerate(articles, start=1)}
    provisions = [
        {
            "document_id": key,
            "provision_id": provision_id,
            "position": position,
            "label": f"Điều {position}",
            "heading": nfc(article.title),
            "text": nfc(article.text),
        }
        for position, ((_, provision_id), article) in enumerate(placed.items(), start=1)
    ]
    session.execute(sa.insert(Provision), provisions)
    return placed


def _document(key: int, title: str, first: Article) -> dict[str, Any]:
    try:
        number = DocumentNumber.parse(first.law_id)
    except NotADocumentNumber:
        number = None
    issued_on = first.issued_on or date(2020, 1, 1)
    return {
        "id": key,
        "number": number.display if number else None,
        "number_as_printed": first.law_id or None,
        "key_exact": number.key if number else None,
        "key_folded": number.key_folded if number else None,
        "serial": number.number if number else None,
        "series": str(issued_on.year),
        "namesake": key,  # several laws of a corpus may bear one number
        "type_code": number.type if number else "",
        "title": nfc(title),
        "issued_on": issued_on,
        "effective_on": issued_on,
        "state": RecordState.PUBLISHED,
        "recorded_at": _FILLED_AT,
        "change_stamp": key,
    }
