"""A catalogue of any size in a real database, grown from a corpus by copies with changes."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from directives.models.agency import Agency
from directives.models.document import Document, DocumentSector, Provision
from directives.models.outbox import CatalogueStamp
from directives.models.sector import Sector
from directives.rules.vietnamese import fold, nfc
from directives.services.reference_data import load_reference_data
from directives.store.migrations import upgrade
from directives.store.session import unit_of_work
from directives.store.stamps import next_stamp
from directives.vocabulary import RecordState
from tests.benchmarks.search_data import Article, read_articles, read_questions

TODAY = date(2026, 1, 5)
ARTICLES_PER_DOCUMENT = 20
_DOCUMENTS_AT_ONCE = 250
_CHANGED = 0.05  # share of the syllables of a copy that are another article's
_FILLED_AT = datetime(2026, 1, 5, tzinfo=UTC)
_TYPES = ("NĐ", "TT", "QĐ", "CV")


def grown(corpus: Path, rows: int) -> Iterator[Article]:
    """Yield as many articles as asked for: the corpus, then copies of it with changes."""
    originals = [
        Article(one.id, nfc(one.title), nfc(one.text))
        for one in islice(read_articles(corpus), rows)
    ]
    chance = random.Random(20251001)  # the same catalogue in every run
    for number in range(rows):
        copy, place = divmod(number, len(originals))
        original = originals[place]
        yield original if not copy else _changed(original, copy, chance, originals)


def questions_of(corpus: Path, queries: Path | None, count: int) -> list[str]:
    """Return so many questions: those of a file, or else titles spread over the corpus."""
    if queries:
        return [question.text for question in read_questions(queries)][:count]
    titles = list(dict.fromkeys(one.title for one in read_articles(corpus) if one.title))
    return titles[:: max(len(titles) // count, 1)][:count]


def _changed(
    original: Article, copy: int, chance: random.Random, originals: list[Article]
) -> Article:
    words = original.text.split(" ")
    others = originals[chance.randrange(len(originals))].text.split(" ")
    for _ in range(int(len(words) * _CHANGED)):
        words[chance.randrange(len(words))] = others[chance.randrange(len(others))]
    text = " ".join([*words, f"Bản {copy}."])
    return Article(f"{original.id}-{copy}", f"{original.title} (lần {copy})", text)


def fill(database: sa.Engine, corpus: Path, rows: int) -> None:
    """Migrate an empty database and put the articles into it, so many to a document."""
    upgrade(database)
    with unit_of_work(database) as session:
        load_reference_data(session, now=_FILLED_AT)
        agencies = session.exec(select(Agency.id).order_by(col(Agency.id)).limit(20)).all()
        sectors = session.exec(select(Sector.id)).all()
    articles, numbers = grown(corpus, rows), count(1)
    while batch := list(islice(articles, ARTICLES_PER_DOCUMENT * _DOCUMENTS_AT_ONCE)):
        with unit_of_work(database) as session:
            last = _add(session, batch, numbers, list(agencies), list(sectors))
            session.execute(sa.update(CatalogueStamp).values(value=last))


def add_one(database: sa.Engine, text: str) -> int:
    """Add a copy of the last document with one article of this text; return its id."""
    with unit_of_work(database) as session:
        last = session.execute(sa.select(sa.func.max(Document.id))).scalar_one()
        values = session.execute(
            sa.select(*sa.inspect(Document).columns).where(col(Document.id) == last)
        )
        added: int = last + 1
        copied = dict(values.mappings().one()) | {
            "id": added,
            "number": f"{added}/VB",
            "key_exact": f"{added}/VB",
            "state": RecordState.PUBLISHED,
            "change_stamp": next_stamp(session),
        }
        session.execute(sa.insert(Document), [copied])
        article = {"provision_id": "dieu-1", "position": 1, "label": "Điều 1", "heading": ""}
        session.execute(sa.insert(Provision), [article | {"document_id": added, "text": text}])
    return added


def withdraw_one(database: sa.Engine, document_id: int) -> None:
    """Take a document out of sight."""
    with unit_of_work(database) as session:
        session.execute(
            sa.update(Document)
            .where(col(Document.id) == document_id)
            .values(state=RecordState.WITHDRAWN, change_stamp=next_stamp(session))
        )


def _add(
    session: Session,
    batch: list[Article],
    numbers: Iterator[int],
    agencies: list[Any],
    sectors: list[Any],
) -> int:
    """Insert the articles of a batch as documents; return the last document's id and stamp."""
    documents, provisions, in_sectors, number = [], [], [], 0
    for start in range(0, len(batch), ARTICLES_PER_DOCUMENT):
        articles, number = batch[start : start + ARTICLES_PER_DOCUMENT], next(numbers)
        documents.append(_document(number, articles[0].title, agencies[number % len(agencies)]))
        in_sectors.append({"document_id": number, "sector_id": sectors[number % len(sectors)]})
        provisions += [
            {
                "document_id": number,
                "provision_id": f"dieu-{position}",
                "position": position,
                "label": f"Điều {position}",
                "heading": article.title,
                "text": article.text,
            }
            for position, article in enumerate(articles, start=1)
        ]
    session.execute(sa.insert(Document), documents)
    session.execute(sa.insert(DocumentSector), in_sectors)
    session.execute(sa.insert(Provision), provisions)
    return number


def _document(number: int, title: str, issuer_id: int) -> dict[str, Any]:
    issued_on = date(2010, 1, 1) + timedelta(days=number % 5_800)
    kind = _TYPES[number % len(_TYPES)]
    printed = f"{number}/{issued_on.year}/{kind}-X"
    return {
        "id": number,
        "number": printed,
        "number_as_printed": printed,
        "key_exact": printed.upper(),
        "key_folded": fold(printed),
        "serial": number,
        "series": str(issued_on.year),
        "type_code": kind,
        "issuer_id": issuer_id,
        "title": title,
        "issued_on": issued_on,
        "effective_on": issued_on,
        "state": RecordState.PUBLISHED,
        "recorded_at": _FILLED_AT,
        "change_stamp": number,
    }
