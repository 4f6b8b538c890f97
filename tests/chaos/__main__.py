"""Whether reminders survive everything.

`python -m tests.chaos [--database sqlite|postgresql|both --days 15 --runs 16 --seed 1]` lets four
schedulers (what `directives scheduler` runs) and four deliverers (`directives remind --deliver`)
run as processes against a real mail server, kills them at random moments, lets the clock of all
jump by days (by nine, too) while they run, lets notices be looked for ahead of their day, moves
dates, has promises rejected, paused, reported and taken back, sends people away and changes the
working calendar, which moves dates, meanwhile. Then it compares the ledger of notices with a slow
computation of its own, and the mailboxes with the ledger. It prints one JSON line for each
database and the whole history of the first notices that are missing or should not be there, and
exits with 1 if anything does not hold.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from tests.chaos.post_office import PostOffice
from tests.chaos.storm import Plan, Storm
from tests.chaos.verdict import Verdict, judge
from tests.databases import PostgresTemplate, SqliteTemplate
from tests.mail_server import serving_mail


def storm_on(url: str, folder: Path, plan: Plan) -> tuple[Storm, Verdict]:
    """Storm over a migrated database and judge what is left."""
    office = PostOffice(chance=Random(plan.seed))
    with serving_mail(box=office):
        storm = Storm(url, folder, plan, office)
        storm.run()
    verdict = judge(storm)
    storm.engine.dispose()
    return storm, verdict


def main() -> int:
    """Run on the databases asked for; 1 if anything does not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--days", type=int, default=Plan.days)
    parser.add_argument("--runs", type=int, default=Plan.runs_each_day, help="processes a day")
    parser.add_argument("--people", type=int, default=Plan.people)
    parser.add_argument("--promises", type=int, default=Plan.promises)
    parser.add_argument("--seed", type=int, default=Plan.seed)
    asked = parser.parse_args()
    plan = Plan(
        days=asked.days,
        runs_each_day=asked.runs,
        people=asked.people,
        promises=asked.promises,
        seed=asked.seed,
    )
    kinds = ("sqlite", "postgresql") if asked.database == "both" else (asked.database,)
    held = [_measure(kind, plan) for kind in kinds]
    return 0 if all(held) else 1


def _measure(kind: str, plan: Plan) -> bool:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        template = SqliteTemplate(folder) if kind == "sqlite" else PostgresTemplate(folder)
        data = folder / "data"
        data.mkdir()
        started = time.monotonic()
        with template.copy(data) as url:
            storm, verdict = storm_on(url, data, plan)
        if isinstance(template, PostgresTemplate):
            template.stop()
    seconds = round(time.monotonic() - started)
    said = {"measure": "chaos", "database": kind, "seed": plan.seed, "seconds": seconds}
    said |= {**verdict.seen, "wrong": verdict.wrong, "holds": verdict.holds}
    if storm.troubles:
        said["said"] = sorted(set(storm.troubles))[:5]
    print(json.dumps(said, ensure_ascii=False))
    for history in verdict.histories:
        print(*history, sep="\n  ")
    return verdict.holds


if __name__ == "__main__":
    sys.exit(main())
