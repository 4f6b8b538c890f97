"""What a change costs those that rest on it, and what computing all from scratch costs.

`python -m tests.benchmarks.chain` prints one JSON line for each measurement: one amendment with
1,000 dependants, and `settle_all` on 20,000 documents, 60,000 relations and 30,000 links. The
catalogue is made, always the same: laws, decrees on them, circulars and letters on those, and
amendments of the laws and decrees.
"""

import argparse
import json
import random
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import Session, col, select

from directives.models.coverage_link import CoverageLink
from directives.models.document import Document, NewRelation, Relation
from directives.models.gap import Gap
from directives.services.relation_facts import record_relation
from directives.services.suspicions import settle, settle_all
from directives.store.session import open_engine, unit_of_work
from directives.vocabulary import Extent, ProposalState, RecordState, RelationKind, Role
from tests.databases import build_template
from tests.factories import NOW, make_actor, make_document

_FIRST_DAY: Final = date(2010, 1, 1)
_DAYS: Final = 5_600
_RESTS: Final = (RelationKind.HAS_BASIS, RelationKind.IMPLEMENTS, RelationKind.GUIDES)
_ACTS: Final = (RelationKind.AMENDS, RelationKind.AMENDS, RelationKind.REPLACES)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dependants", type=int, default=1_000)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--relations", type=int, default=60_000)
    parser.add_argument("--links", type=int, default=30_000)
    asked = parser.parse_args()
    for measured in (
        measure_amendment(asked.dependants),
        measure_recompute(asked.documents, asked.relations, asked.links),
    ):
        print(json.dumps(measured))


def _catalogue(folder: str) -> sa.Engine:
    engine = open_engine(f"sqlite:///{Path(folder) / 'chain.db'}")
    build_template(engine)
    return engine


def measure_amendment(dependants: int, rounds: int = 9) -> dict[str, Any]:
    """Return how long one amendment takes, from its confirmation to its suspicions, in ms."""
    took = []
    with tempfile.TemporaryDirectory() as folder:
        engine = _catalogue(folder)
        for _ in range(rounds):
            with unit_of_work(engine) as session:
                actor = make_actor(session, Role.SYSTEM)
                base = make_document(session, actor, issued_on=_FIRST_DAY)
                ids = _add_documents(session, [_FIRST_DAY + timedelta(days=9)] * dependants)
                rests = [(key, RelationKind.GUIDES, base.id, "") for key in ids]
                _add_relations(session, rests)
                act = make_document(session, actor)
                settle(session, actor, now=NOW)
                new = NewRelation(
                    source_id=act.id or 0, kind=RelationKind.AMENDS, target_id=base.id or 0
                )
                begun = time.perf_counter()
                record_relation(
                    session, actor, new, origin="manual", status=ProposalState.CONFIRMED, now=NOW
                )
                settled = settle(session, actor, now=NOW)
                took.append((time.perf_counter() - begun) * 1000)
        engine.dispose()
    took.sort()
    return {
        "measured": "one amendment",
        "dependants": dependants,
        "raised": settled.raised,
        "median_ms": round(took[len(took) // 2], 1),
        "worst_ms": round(took[-1], 1),
    }


def measure_recompute(documents: int, relations: int, links: int) -> dict[str, Any]:
    """Return how long computing all from scratch takes, the first time and again, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        engine = _catalogue(folder)
        with unit_of_work(engine) as session:
            _fill(session, documents, relations, links)
        seconds, settled = [], []
        for _ in range(2):
            begun = time.perf_counter()
            with unit_of_work(engine) as session:
                actor = make_actor(session, Role.SYSTEM)
                settled.append(settle_all(session, actor, now=NOW))
            seconds.append(round(time.perf_counter() - begun, 2))
        engine.dispose()
    return {
        "measured": "recompute",
        "documents": documents,
        "relations": relations,
        "links": links,
        "raised": [one.raised for one in settled],
        "seconds": seconds,
    }


def _fill(session: Session, documents: int, relations: int, links: int) -> None:
    """Fill a catalogue: the older a document, the more rests on it; a tenth of relations act."""
    chance = random.Random(20260101)
    days = sorted(_FIRST_DAY + timedelta(days=chance.randrange(_DAYS)) for _ in range(documents))
    ids = _add_documents(session, days)
    said: dict[tuple[int, RelationKind, int, str], None] = {}
    while len(said) < relations:
        upper = chance.randrange(1, documents)
        lower = int(upper * chance.random() ** 3)
        kinds = _ACTS if chance.random() < 0.1 else _RESTS
        provision = f"dieu-{chance.randrange(1, 40)}" if kinds is _ACTS else ""
        said[ids[upper], chance.choice(kinds), ids[lower], provision] = None
    _add_relations(session, list(said))
    gap_ids = _add_gaps(session, 2_000)
    pairs: dict[tuple[int, int], None] = {}
    while len(pairs) < links:
        pairs[chance.choice(gap_ids), chance.choice(ids)] = None
    account_id = make_actor(session, Role.SYSTEM).account_id
    shared = {
        "extent": Extent.PARTIAL,
        "quote": "nguyên văn",
        "linked_on": date(2025, 9, 1),
        "recorded_at": NOW,
        "account_id": account_id,
        "provision_id": "",
        "rationale": "",
    }
    rows = [{"gap_id": gap, "document_id": document, **shared} for gap, document in pairs]
    session.execute(sa.insert(CoverageLink), rows)


def _add_documents(session: Session, days: list[date]) -> list[int]:
    last = session.exec(select(sa.func.max(col(Document.id)))).one() or 0
    rows = [
        {
            "number": f"{last + place}/2025/TT-BNV",
            "key_exact": f"bench-{last + place}",
            "key_folded": f"bench-{last + place}",
            "series": str(day.year),
            "type_code": "TT",
            "title": "Thông tư",
            "issued_on": day,
            "effective_on": day,
            "state": RecordState.PUBLISHED,
            "recorded_at": NOW,
            "change_stamp": 0,
        }
        for place, day in enumerate(days)
    ]
    session.execute(sa.insert(Document), rows)
    return list(session.exec(select(Document.id).where(col(Document.id) > last)))  # type: ignore[arg-type]


def _add_relations(
    session: Session, said: list[tuple[int, RelationKind, int | None, str]] | list[Any]
) -> None:
    shared = {"origin": "manual", "status": ProposalState.CONFIRMED, "recorded_at": NOW}
    rows = [
        {
            "source_id": source,
            "kind": kind,
            "target_id": target,
            "source_provision": "",
            "target_provision": provision,
            "quote": "",
            **shared,
        }
        for source, kind, target, provision in said
    ]
    session.execute(sa.insert(Relation), rows)


def _add_gaps(session: Session, count: int) -> list[int]:
    rows = [
        {"title": f"Khoảng trống {place}", "raised_by": "Chính phủ", "code": f"B-{place}"}
        for place in range(count)
    ]
    session.execute(sa.insert(Gap), [{**row, "recorded_at": NOW} for row in rows])
    return list(session.exec(select(Gap.id)))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
