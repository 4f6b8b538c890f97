"""How fast the ledger answers who is late.

`python -m tests.benchmarks.late [--promises 100000 --rounds 40]` fills a SQLite database with open
promises (a fifth of them moved, four tenths late, one in twenty at rest, each for one of 2,000 gaps
that 100,000 reports wait for), asks `/api/v1/answers/late` and its page in this process with each
filter, and prints two JSON lines for each: the first question after a change, when nothing is
remembered, and the same question again. Each round reads every promise by a bare SQL scan, too:
the ratio is that of the medians of processor time. It exits with 1 if a limit is broken.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import Session, col, select

from api.app import create_app
from api.catalogue_memory import CatalogueMemory
from api.lasting_objects import spare_lasting_objects
from api.web.late import ADDRESS
from directives.models.agency import Agency
from directives.models.commitment import Commitment, CommitmentGap, Move
from directives.models.commitment_step import CommitmentStep
from directives.models.gap import Gap
from directives.models.gap_report import GapReport
from directives.models.place import Place
from directives.models.sector import Sector
from directives.services.accounts import system_actor
from directives.settings import Settings
from directives.store.session import open_engine, unit_of_work
from directives.vocabulary import CommitmentKind, MoveReason, Operator, Precision, StepKind
from tests.databases import build_template
from tests.factories import NOW, TODAY

LIMIT_MS = 300  # p95
GAPS = 2_000
URL = "/api/v1/answers/late"
PLACES = (URL, ADDRESS)
ASKED = ("first", "again")
QUERIES: tuple[dict[str, str], ...] = (
    {},
    {"sector": "dat-dai"},
    {"agency": "BNV"},
    {"province": "15"},
    {"as_of": "2025-09-01"},
)


def fill(session: Session, promises: int) -> None:
    """Put promises, their moves, gaps and the reports that wait for them into the database."""
    chance = Random(6)
    account = system_actor(session, "system:cli").account_id
    by: dict[str, object] = {"account_id": account, "recorded_at": NOW}
    agencies = list(session.exec(select(Agency.id)).all())
    sectors = list(session.exec(select(Sector.id)).all())
    places = list(session.exec(select(Place.code).where(col(Place.level) == "commune")).all())
    gaps = [
        {
            "code": f"B-{key}",
            "title": f"Khoảng trống {key}",
            "raised_by": "xã",
            "sector_id": chance.choice(sectors),
            **by,
        }
        for key in range(1, GAPS + 1)
    ]
    session.execute(sa.insert(Gap), gaps)
    session.execute(
        sa.insert(Commitment),
        [_promise(chance, agencies, sectors, by) for _ in range(promises)],
    )
    keys = range(1, promises + 1)
    session.execute(
        sa.insert(CommitmentGap),
        [
            {"commitment_id": key, "gap_id": key % GAPS + 1, "recorded_at": by["recorded_at"]}
            for key in keys
        ],
    )
    session.execute(sa.insert(Move), [_move(chance, key, by) for key in keys if key % 5 == 0])
    rested = {"kind": StepKind.PAUSED, "held_on": TODAY - timedelta(days=9), "words": "chờ luật"}
    session.execute(
        sa.insert(CommitmentStep), [{"commitment_id": key, **rested, **by} for key in keys[::20]]
    )
    reports = [
        {
            "gap_id": gap,
            "place_code": place,
            "reported_on": TODAY - timedelta(days=30),
            "state_on": TODAY - timedelta(days=30),
            **by,
        }
        for gap in range(1, GAPS + 1)
        for place in chance.sample(places, max(1, promises // GAPS))
    ]
    session.execute(sa.insert(GapReport), reports)


def _promise(
    chance: Random, agencies: list[int | None], sectors: list[int | None], by: dict[str, object]
) -> dict[str, object]:
    due = TODAY + timedelta(days=chance.randint(-100, 150))
    return {
        "promise": "Ban hành thông tư hướng dẫn thực hiện nghị định",
        "kind": CommitmentKind.GUIDANCE,
        "lead_agency_id": chance.choice(agencies),
        "sector_id": chance.choice(sectors),
        "promised_on": TODAY - timedelta(days=120),
        "due_from": due,
        "due_to": due,
        "due_operator": Operator.ON_OR_BEFORE,
        "due_precision": Precision.DAY,
        "due_phrase": "chậm nhất",
        **by,
    }


def _move(chance: Random, commitment_id: int, by: dict[str, object]) -> dict[str, object]:
    due = TODAY + timedelta(days=chance.randint(-50, 150))
    return {
        "commitment_id": commitment_id,
        "moved_on": TODAY - timedelta(days=60),
        "reason": MoveReason.RESOURCES,
        "due_from": due,
        "due_to": due,
        "due_operator": Operator.ON_OR_BEFORE,
        "due_precision": Precision.DAY,
        **by,
    }


def measure(folder: Path, promises: int, rounds: int) -> list[dict[str, object]]:
    """Return two lines for each way of asking, with their ratio to the bare scan."""
    settings = Settings(data_dir=folder)
    engine = open_engine(settings.database)
    build_template(engine)
    with unit_of_work(engine) as session:
        fill(session, promises)
    app = create_app(settings, current_time=lambda: NOW, pulls_index=False)
    found = []
    with TestClient(app) as client:
        client.get(ADDRESS)
        spare_lasting_objects()  # as the service does
        for query in QUERIES:
            total = client.get(URL, params=query).json()["total"]
            for place in PLACES:
                ask = partial(client.get, place, params=query)
                took: dict[str, list[_Took]] = {asked: [] for asked in ASKED}
                scan = []
                for _ in range(rounds):
                    scan.append(_timed(partial(_scan, engine)))
                    app.state.memory = CatalogueMemory()  # so it is after a change
                    for each in took.values():
                        each.append(_timed(ask))
                about = {"measure": place, "query": query, "promises": promises, "late": total}
                found += [
                    {**about, "asked": asked, **_figures(each, scan)}
                    for asked, each in took.items()
                ]
    app.state.engine.dispose()
    engine.dispose()
    return found


def _scan(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        columns = (col(Commitment.id), col(Commitment.due_to), col(Commitment.promise))
        connection.execute(sa.select(*columns)).all()


class _Took(NamedTuple):
    """Milliseconds on the wall, and of the processor."""

    wall: float
    cpu: float


def _timed(work: Callable[[], object]) -> _Took:
    begun, cpu = time.perf_counter(), time.process_time()
    work()
    return _Took((time.perf_counter() - begun) * 1000, (time.process_time() - cpu) * 1000)


def _figures(took: Sequence[_Took], scan: Sequence[_Took]) -> dict[str, object]:
    wall, cpu = [one.wall for one in took], [one.cpu for one in took]
    scan_cpu = statistics.median(one.cpu for one in scan)
    return {
        "p50_ms": round(statistics.median(wall), 1),
        "p95_ms": round(_p95(wall), 1),
        "cpu_p50_ms": round(statistics.median(cpu), 1),
        "cpu_p95_ms": round(_p95(cpu), 1),
        "scan_cpu_p50_ms": round(scan_cpu, 1),
        "ratio": round(statistics.median(cpu) / scan_cpu, 2),
        "limit_ms": LIMIT_MS,
        "holds": _p95(wall) < LIMIT_MS,
    }


def _p95(took: Sequence[float]) -> float:
    return sorted(took)[max(0, round(len(took) * 0.95) - 1)]


def main() -> int:
    """Measure and print; 1 if a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--promises", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = measure(Path(folder), args.promises, args.rounds)
    for line in lines:
        print(json.dumps(line, ensure_ascii=False))
    return 0 if all(line["holds"] for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
