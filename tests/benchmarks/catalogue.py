"""How fast the pages are on a catalogue of the size of the whole country.

`python -m tests.benchmarks.catalogue [--share 1.0 --rounds 40]` fills a SQLite database (2,000
gaps, 20,000 documents, 60,000 relations, 30,000 links, 100,000 reports, 3,000 promises), asks for
each page in this process, and prints one JSON line for each measurement. It exits with 1 if a
limit is broken. `first_ms` is the first answer of the process, when nothing is remembered, and
`after_p50_ms` and `after_p95_ms` are those of the first answer after each of as many changes: in
turn a place reports a gap, and a document amends another.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, col

from api.app import create_app
from api.catalogue_memory import CatalogueMemory
from api.lasting_objects import spare_lasting_objects
from directives.models.coverage_link import CoverageLink
from directives.models.document import Document, NewRelation, Relation
from directives.models.gap_report import GapReport, NewGapReport
from directives.models.place import Place
from directives.rules.effect import ACTS
from directives.rules.permissions import PUBLIC, Actor
from directives.rules.two_times import AsOf
from directives.services.accounts import system_actor
from directives.services.document_graph import document_graph
from directives.services.gap_reports import report_gap
from directives.services.gap_standings import standings
from directives.services.relations import add_relation
from directives.services.suspicions import settle, settle_all
from directives.settings import Settings
from directives.store.session import open_engine, reading, unit_of_work
from directives.vocabulary import RelationKind
from tests.benchmarks.national_catalogue import NOW, TODAY, Size, busiest_place, fill
from tests.databases import build_template
from tests.statements import count_statements

PAGE_MS = 150  # p95 of each page
RECOMPUTE_S = 60
CHAIN_MS = 200  # for 1,000 dependants
BASE_ID = 1  # the document on which `Size.dependants` others rest
_AT = AsOf(TODAY, NOW)


@dataclass
class _Took:
    ms: float = 0.0
    cpu_ms: float = 0.0  # of this process: what the page itself costs on a busy machine


@contextmanager
def _timed() -> Iterator[_Took]:
    took, begun, cpu = _Took(), time.perf_counter(), time.process_time()
    yield took
    took.ms = (time.perf_counter() - begun) * 1000
    took.cpu_ms = (time.process_time() - cpu) * 1000


def pages_of(engine: sa.Engine) -> dict[str, str]:
    """Return the addresses to ask for, by the name of the measurement."""
    with reading(engine) as session:
        province = busiest_place(session)
    return {
        "matrix_sectors": "/ma-tran",
        "matrix_provinces": "/ma-tran/dia-phuong",
        "province": f"/dia-phuong/{province}",
        "commune": "/dia-phuong/00004",
        "gap": "/khoang-trong/3",
        "gaps": "/khoang-trong",
    }


def measure_pages(app: FastAPI, engine: sa.Engine, rounds: int) -> Iterator[dict[str, object]]:
    """Ask for each page so often, first with nothing remembered."""
    with TestClient(app) as client:
        for name, address in pages_of(engine).items():
            app.state.memory = CatalogueMemory()
            with _timed() as first:
                answer = client.get(address)
            answer.raise_for_status()
            with count_statements(app.state.engine) as asked:
                client.get(address)
            times = []
            for _ in range(rounds):
                with _timed() as took:
                    client.get(address)
                times.append(took)
            after = [took.ms for took in _after_changes(client, engine, address, rounds)]
            yield {
                **_line(name, times, PAGE_MS),
                "first_ms": round(first.ms, 1),
                "after_p50_ms": round(statistics.median(after), 1),
                "after_p95_ms": round(statistics.quantiles(after, n=20)[-1], 1),
                "kb": round(len(answer.content) / 1000, 1),
                "statements": len(asked),
            }


def _after_changes(
    client: TestClient, engine: sa.Engine, address: str, rounds: int
) -> Iterator[_Took]:
    """Ask for a page after each of so many changes."""
    for number in range(rounds):
        with unit_of_work(engine) as session:
            actor = system_actor(session, "system:cli")
            if number % 2:
                amend(session, actor, session.scalar(_unamended()) or 0)
            else:
                gap_id = 1 + number
                place = session.scalar(_place_that_is_silent_of(gap_id))
                new = NewGapReport(place_code=place or "", reported_on=TODAY)
                report_gap(session, actor, gap_id, new, now=NOW)
        with _timed() as took:
            client.get(address)
        yield took


def _unamended() -> sa.Select[int | None]:
    acted_upon = sa.select(col(Relation.target_id)).where(col(Relation.kind).in_(ACTS))
    answering = sa.select(col(CoverageLink.document_id))
    ids = sa.select(sa.func.max(col(Document.id)))
    own = col(Document.id)
    return ids.where(own.not_in(acted_upon), own.in_(answering), own < ids.scalar_subquery())


def _place_that_is_silent_of(gap_id: int) -> sa.Select[str]:
    told = sa.select(col(GapReport.place_code)).where(col(GapReport.gap_id) == gap_id)
    return sa.select(sa.func.min(col(Place.code))).where(
        col(Place.code).not_in(told), col(Place.valid_to).is_(None)
    )


def measure_graph(engine: sa.Engine, rounds: int) -> dict[str, object]:
    """Look three steps round documents that much rests on."""
    times = []
    for number in range(rounds):
        with reading(engine) as session:
            session.connection()
            with _timed() as took:
                document_graph(session, PUBLIC, 1 + number % 20, depth=3, today=TODAY)
            times.append(took)
    return _line("graph_depth_3", times, PAGE_MS)


def measure_recomputing(engine: sa.Engine) -> dict[str, object]:
    """Compute every suspicion and every state from scratch."""
    with unit_of_work(engine) as session:
        actor = system_actor(session, "system:cli")
        with _timed() as took:
            settle_all(session, actor, now=NOW)
            standings(session, _AT)
    seconds = took.ms / 1000
    return {
        "measure": "catalogue",
        "name": "recompute_all",
        "seconds": round(seconds, 2),
        "limit_s": RECOMPUTE_S,
        "within": seconds < RECOMPUTE_S,
    }


def measure_chain(engine: sa.Engine, rounds: int, dependants: int) -> dict[str, object]:
    """Amend the document on which a thousand others rest, and take that back each time.

    The first time, when no statement is compiled, is told apart.
    """
    times = []
    for _ in range(rounds + 1):
        with Session(engine) as session, session.begin() as transaction:
            actor = system_actor(session, "system:cli")
            with _timed() as took:
                amend(session, actor)
                settle(session, actor, now=NOW)
            times.append(took)
            transaction.rollback()
    first, *later = times
    line = _line("chain_update", later, CHAIN_MS)
    return {**line, "first_ms": round(first.ms, 1), "dependants": dependants}


def amend(session: Session, actor: Actor, base_id: int = BASE_ID) -> None:
    """Let the newest document amend a base."""
    newest = session.scalar(sa.select(sa.func.max(Document.id)))
    new = NewRelation(
        source_id=newest or 0,
        kind=RelationKind.AMENDS,
        target_id=base_id,
        target_provision="dieu-1",
        quote=f"Sửa đổi văn bản mẫu số {base_id}",
    )
    add_relation(session, actor, new, now=NOW)


def _line(name: str, times: Sequence[_Took], limit_ms: float) -> dict[str, object]:
    wall, cpu = [one.ms for one in times], [one.cpu_ms for one in times]
    p95 = statistics.quantiles(wall, n=20)[-1]
    return {
        "measure": "catalogue",
        "name": name,
        "p50_ms": round(statistics.median(wall), 1),
        "p95_ms": round(p95, 1),
        "cpu_p50_ms": round(statistics.median(cpu), 1),
        "cpu_p95_ms": round(statistics.quantiles(cpu, n=20)[-1], 1),
        "limit_ms": limit_ms,
        "within": p95 < limit_ms,
    }


def measure(folder: Path, size: Size, rounds: int) -> Iterator[dict[str, object]]:
    """Fill a database in a folder and measure everything on it."""
    engine = open_engine(f"sqlite:///{folder / 'directives.db'}")
    build_template(engine)
    with _timed() as took:
        fill(engine, size)
    filled = {"name": "fill", "seconds": round(took.ms / 1000, 1), "within": True}
    yield {"measure": "catalogue", **filled}
    yield measure_recomputing(engine)
    settings = Settings(data_dir=folder, database_url=None)
    app = create_app(settings, current_time=lambda: NOW, pulls_index=False)
    spare_lasting_objects()  # as the service does
    yield from measure_pages(app, engine, rounds)
    yield measure_graph(engine, rounds)
    yield measure_chain(engine, rounds, size.dependants)
    app.state.engine.dispose()
    engine.dispose()


def main() -> int:
    """Print one JSON line for each measurement; return 1 if a limit is broken."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--share", type=float, default=1.0, help="of the full size")
    arguments.add_argument("--rounds", type=int, default=40)
    chosen = arguments.parse_args()
    size = Size() if chosen.share >= 1 else Size().scaled(chosen.share)
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        for line in measure(Path(folder), size, chosen.rounds):
            print(json.dumps(line, ensure_ascii=False), flush=True)
            broken += not line["within"]
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
