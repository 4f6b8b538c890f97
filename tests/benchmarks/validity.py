"""Our status of the pages of the national database beside the one that it shows.

`python -m tests.benchmarks.validity --vbpl F` loads each page (its number, days and what its text
does to others), computes the status on the day of the crawl and prints one JSON line: how many
agree, and every difference with its explanation.

The day of the crawl is not in the file. It is taken to be the earliest day on which no page
contradicts it: the latest day of effect among the pages that the database calls in force.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document
from directives.reading.extraction import ExtractionBuilder
from directives.reading.reading import FileFacts, Reading, read_extraction
from directives.rules.permissions import Actor
from directives.services.cited_documents import record_relations
from directives.services.document_facts import number_of, record_facts
from directives.services.issuers import find_or_add_issuer
from directives.services.registration import code_of_type
from directives.services.relations_read import relations_read
from directives.services.suspicions import settle
from directives.services.validity import EffectBasis, effect_bases
from directives.store.session import open_engine, unit_of_work
from directives.vocabulary import ProposalState, RecordState, Role, Validity
from tests.benchmarks.reading_truth import read_lines
from tests.databases import build_template
from tests.factories import make_actor

STATUSES: Final = {
    "Chưa có hiệu lực": Validity.NOT_YET_IN_FORCE,
    "Còn hiệu lực": Validity.IN_FORCE,
    "Hết hiệu lực một phần": Validity.PARTLY_EXPIRED,
    "Hết hiệu lực toàn bộ": Validity.EXPIRED,
    "Ngưng hiệu lực": Validity.SUSPENDED,
    "Ngưng hiệu lực một phần": Validity.PARTLY_SUSPENDED,
}
_LOADED_AT: Final = datetime(2026, 4, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: what the database says of it, and its text."""

    number: str
    title: str
    type_name: str
    agency: str
    issued_on: date | None
    effective_on: date | None
    status: Validity | None  # none: its field holds other words
    text: str


def main() -> None:
    """Measure and print."""
    folder = Path(os.environ.get("DIRECTIVES_SHARED", "../shared"))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vbpl", type=Path, default=folder / "documents" / "vbpl.jsonl")
    print(json.dumps(measure(list(read_pages(parser.parse_args().vbpl))), ensure_ascii=False))


def read_pages(path: Path) -> Iterator[Page]:
    """Yield the pages of a file with one JSON object per line."""
    for row in read_lines(path):
        yield Page(
            number=row["number"],
            title=row["title"],
            type_name=row["type"],
            agency=row["agency"].capitalize(),
            issued_on=_day(row["date"]),
            effective_on=_day("-".join(reversed(row["effective"].split("/")))),
            status=STATUSES.get(row["status"]),
            text=row["text"],
        )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def crawl_day(pages: list[Page]) -> date:
    """Return the earliest day that agrees with what is called in force."""
    return max(
        page.effective_on
        for page in pages
        if page.status is Validity.IN_FORCE and page.effective_on
    )


def measure(pages: list[Page]) -> dict[str, Any]:
    """Return how far our status and theirs agree on the day of the crawl."""
    day = crawl_day(pages)
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'vbpl.db'}")
        build_template(engine)
        with unit_of_work(engine) as session:
            actor = make_actor(session, Role.SYSTEM)
            loaded = [(page, _load(session, actor, page)) for page in pages]
            for page, document in loaded:
                _relate(session, actor, page, document)
            settle(session, actor, now=_LOADED_AT)
            bases = effect_bases(session, [document for _, document in loaded])
            judged = [
                (page, bases[saved_id(document)])
                for page, document in loaded
                if page.status is not None
            ]
            differences = [
                _difference(page, basis, day)
                for page, basis in judged
                if basis.on(day).status is not page.status
            ]
        engine.dispose()
    return {
        "measured": "status of pages of the national database",
        "as_of": day.isoformat(),
        "pages": len(pages),
        "without_usable_status": len(pages) - len(judged),
        "agree": len(judged) - len(differences),
        "judged": len(judged),
        "by_status": _by_status(judged, day),
        "differences": differences,
    }


def _by_status(judged: list[tuple[Page, EffectBasis]], day: date) -> dict[str, str]:
    found = {}
    for status in dict.fromkeys(page.status for page, _ in judged if page.status):
        ours = [basis.on(day).status for page, basis in judged if page.status is status]
        found[status.value] = f"{ours.count(status)} of {len(ours)}"
    return found


def _load(session: Session, actor: Actor, page: Page) -> Document:
    document = Document(recorded_at=_LOADED_AT, change_stamp=0)
    session.add(document)
    session.flush()
    number = number_of(page.number)
    issuer = find_or_add_issuer(session, page.agency[:80], number)
    facts = {
        "number_as_printed": page.number,
        "type_code": (number.type if number else "") or code_of_type(page.type_name),
        "type_name": page.type_name,
        "issuer_id": issuer.id if issuer else None,
        "title": page.title,
        "issued_on": page.issued_on,
        "effective_on": page.effective_on or _read_day(page),
        "state": RecordState.PUBLISHED,
    }
    record_facts(session, actor, document, facts, now=_LOADED_AT)
    return document


def _read_day(page: Page) -> date | None:
    """Return the day of effect that the text names, where the database leaves it out."""
    found = _reading(page).fields.effective_on
    return found.value if found else None


def _relate(session: Session, actor: Actor, page: Page, document: Document) -> None:
    found = relations_read(_reading(page))
    record_relations(
        session, actor, document, found, status=ProposalState.CONFIRMED, now=_LOADED_AT
    )


def _reading(page: Page) -> Reading:
    builder = ExtractionBuilder()
    for line in page.text.split("\n"):
        builder.add(line, "body")
    facts = FileFacts(
        page.number, "", 0, "txt", None, text_layer=True, ocr=False, encoding="unicode"
    )
    return read_extraction(facts, builder.build())


def _difference(page: Page, basis: EffectBasis, day: date) -> dict[str, Any]:
    effect = basis.on(day)
    return {
        "number": page.number,
        "theirs": page.status.value if page.status else None,
        "ours": effect.status.value,
        "begins_on": str(basis.dates.begins_on),
        "acts": [[act.kind.value, act.provision, str(act.from_on)] for act in basis.acts],
        "explanation": _explanation(page, basis, day),
    }


def _explanation(page: Page, basis: EffectBasis, day: date) -> str:
    begins_on = basis.dates.begins_on
    if begins_on is None:
        return "neither the page nor its text gives a day of effect: nothing can be computed"
    if begins_on > day and page.status is not Validity.NOT_YET_IN_FORCE:
        return "the page gives a day of effect after the crawl and yet a status of what has begun"
    if page.status is Validity.PARTLY_EXPIRED and not basis.acts:
        return "the document that changed it is not among the pages"
    if basis.acts:
        return "a document among the pages acts on it by its text; the database had not followed"
    return "not explained"


if __name__ == "__main__":
    main()
