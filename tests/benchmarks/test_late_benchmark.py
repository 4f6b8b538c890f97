"""The measurement of who is late, on a hundredth of it: every way of asking is measured."""

from pathlib import Path

from tests.benchmarks.late import ASKED, PLACES, QUERIES, measure


def test_every_way_of_asking_is_measured_beside_a_bare_scan(tmp_path: Path) -> None:
    lines = measure(tmp_path, promises=1_000, rounds=2)

    assert [(line["query"], line["measure"], line["asked"]) for line in lines] == [
        (query, place, asked) for query in QUERIES for place in PLACES for asked in ASKED
    ]
    assert int(str(lines[0]["late"])) > 300
    assert all(float(str(line["ratio"])) > 0 for line in lines)
