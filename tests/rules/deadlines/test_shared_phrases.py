"""The collected phrases come out as expected."""

import csv
from datetime import date
from pathlib import Path

import pytest

from directives.errors import DayImpossible
from directives.rules.deadlines import resolve
from directives.rules.working_days import shipped_calendar

pytestmark = pytest.mark.shared

# Rows on which we differ, with the legal reason. There are none.
DISPUTED: dict[str, str] = {}


def outcome(row: dict[str, str]) -> tuple[str, str]:
    try:
        found = resolve(
            row["phrase"],
            document_date=date.fromisoformat(row["document_date"]),
            calendar=shipped_calendar(),
        )
    except DayImpossible:
        return "invalid", ""
    due = f"RRULE:{found.rrule}" if found.rrule else str(found.due_to or "")
    return found.kind.value, due


def test_every_collected_phrase_comes_out_as_expected(shared: Path) -> None:
    table = (shared / "domain" / "deadline_phrases.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(table.splitlines()))
    differing = [
        (row["phrase"], row["document_date"], outcome(row))
        for row in rows
        if outcome(row) != (row["kind"], row["due_last_compliant_day"])
        and row["phrase"] not in DISPUTED
    ]
    assert len(rows) >= 62
    assert differing == []
