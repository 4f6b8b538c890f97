"""The measurement of the whole country, on a hundredth of it: every page is asked for."""

from pathlib import Path

import sqlalchemy as sa

from directives.store.session import open_engine
from tests.benchmarks.catalogue import measure
from tests.benchmarks.national_catalogue import Size, fill
from tests.databases import build_template

SMALL = Size().scaled(0.01)
MEASURED = {
    "fill", "recompute_all", "matrix_sectors", "matrix_provinces", "province", "commune", "gap",
    "gaps", "graph_depth_3", "chain_update",
}  # fmt: skip


def test_everything_is_measured_and_pages_stay_small(tmp_path: Path) -> None:
    lines = {str(line["name"]): line for line in measure(tmp_path, SMALL, rounds=2)}

    assert set(lines) == MEASURED
    for line in lines.values():
        assert float(str(line.get("kb", 0))) < 100
        assert int(str(line.get("statements", 0))) < 90


def test_the_same_seed_fills_the_same_catalogue(tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        engine = open_engine(f"sqlite:///{tmp_path / name}.db")
        build_template(engine)
        fill(engine, SMALL)
        with engine.connect() as connection:
            rows = connection.execute(
                sa.text("SELECT gap_id, place_code, reported_on FROM gap_report ORDER BY id")
            ).all()
            count = connection.execute(sa.text("SELECT count(*) FROM relation")).scalar_one()
        found.append((rows, count))
        engine.dispose()

    assert found[0] == found[1]
    assert found[0][1] == SMALL.relations
