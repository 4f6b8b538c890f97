"""The measurement of reminders, on a hundredth of it: each step does something."""

from pathlib import Path

from tests.benchmarks.reminders import STEPS, measure, sum_days


def test_every_step_is_measured(tmp_path: Path) -> None:
    lines = measure(tmp_path, promises=1_000, people=100)

    assert [line["measure"] for line in lines] == [name for name, _act, _day in STEPS]
    assert all(int(str(line["count"])) > 0 for line in lines)
    assert all(float(str(line["ratio"])) > 0 for line in lines)


def test_a_day_is_its_notices_and_letters() -> None:
    parts = {"notices": 11.0, "letters": 9.5, "calendar": 5.0}
    lines = [
        {"measure": name, "day": "2025-10-01", "seconds": cpu, "cpu_s": cpu, "peak_mb": 200}
        for name, cpu in parts.items()
    ]

    (day,) = sum_days(lines)

    assert (day["cpu_s"], day["peak_mb"], day["holds"]) == (20.5, 200, False)
