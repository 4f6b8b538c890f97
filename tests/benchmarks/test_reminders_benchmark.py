"""The measurement of reminders, on a hundredth of it: each step does something."""

from pathlib import Path

from tests.benchmarks.reminders import STEPS, measure


def test_every_step_is_measured(tmp_path: Path) -> None:
    lines = measure(tmp_path, promises=1_000, people=100)

    assert [line["measure"] for line in lines] == [name for name, _act, _day in STEPS]
    assert all(int(str(line["count"])) > 0 for line in lines)
    assert all(float(str(line["ratio"])) > 0 for line in lines)
