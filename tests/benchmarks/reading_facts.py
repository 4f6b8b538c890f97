"""Citations, relations and deadlines of a reading against the truth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from directives.reading.dates import find_day
from directives.rules.vietnamese import fold, nfc, tokens
from tests.benchmarks.reading_scores import share
from tests.benchmarks.reading_truth import CHANGES, TruthRow, number_key

_ENOUGH: Final = 0.7  # of the words of the shorter quote that stand in the other, too
_YEARLY: Final = re.compile(r"--(\d\d)-(\d\d)")


@dataclass(slots=True)
class _Count:
    """Facts expected and facts found; `judged` are those of which it is known if they are true."""

    expected: int = 0
    found: int = 0
    judged: int = 0
    true: int = 0


@dataclass(slots=True)
class FactScores:
    """Counts of citations and relations, deadlines found, and a line for each miss."""

    citations: _Count = field(default_factory=_Count)
    relations: _Count = field(default_factory=_Count)
    deadlines: _Count = field(default_factory=_Count)
    misses: list[dict[str, Any]] = field(default_factory=list)

    def add(self, row: TruthRow, reading: dict[str, Any] | None) -> None:
        """Count one document; a file that could not be read (None) misses everything."""
        self._citations(row, reading)
        self._relations(row, reading)
        self._deadlines(row, reading)

    def lines(self, group: str) -> Iterator[dict[str, Any]]:
        """Yield one line per kind of fact."""
        for name in ("citations", "relations", "deadlines"):
            count: _Count = getattr(self, name)
            line = {"measure": f"reading-{name}", "format": group, "expected": count.expected}
            line |= {"found": count.found, "recall": share(count.found, count.expected)}
            if name != "deadlines":
                line |= {"judged": count.judged, "precision": share(count.true, count.judged)}
            yield line

    def _citations(self, row: TruthRow, reading: dict[str, Any] | None) -> None:
        if row.cited is None:
            return
        expected = {number_key(number): number for number in row.cited}
        cited = [*reading["bases"], *reading["citations"]] if reading else []
        read = {number_key(one["number"]): one["quote"] for one in cited if one["number"]}
        self._count(self.citations, row, "citations", expected, read, is_whole=row.is_whole)

    def _relations(self, row: TruthRow, reading: dict[str, Any] | None) -> None:
        if row.changes is None:
            return
        found = reading["relations"] if reading else []
        expected = {
            f"{verb} {number_key(target)}": f"{verb} {target}" for verb, target in row.changes
        }
        read = {
            f"{one['predicate']} {number_key(one['target'])}": one["quote"]
            for one in found
            if one["predicate"] in CHANGES
        }
        self._count(self.relations, row, "relations", expected, read, is_whole=True)

    def _count(
        self,
        count: _Count,
        row: TruthRow,
        name: str,
        expected: dict[str, str],
        read: dict[str, str],
        *,
        is_whole: bool,
    ) -> None:
        count.expected += len(expected)
        count.found += len(expected.keys() & read.keys())
        for key in expected.keys() - read.keys():
            self._miss(row, name, expected[key], None)
        if is_whole:
            count.judged += len(read)
            count.true += len(expected.keys() & read.keys())
            for key in read.keys() - expected.keys():
                self._miss(row, name, None, f"{key}: {read[key][:200]}")

    def _deadlines(self, row: TruthRow, reading: dict[str, Any] | None) -> None:
        tasks = reading["tasks"] if reading else []
        for deadline in row.deadlines:
            self.deadlines.expected += 1
            if any(_is_deadline(deadline, task) for task in tasks):
                self.deadlines.found += 1
            else:
                self._miss(row, "deadlines", f"{deadline['date']}: {deadline['text']}", None)

    def _miss(self, row: TruthRow, name: str, expected: str | None, read: str | None) -> None:
        line = {"measure": "reading-miss", "path": row.path, "field": name}
        self.misses.append(line | {"expected": expected, "read": read, "confidence": None})


def _is_deadline(expected: dict[str, str], task: dict[str, Any]) -> bool:
    """Tell whether a task quotes the words of a deadline and has its printed day."""
    return _overlap(expected["text"], task["quote"]) >= _ENOUGH and _has_day(expected["date"], task)


def _overlap(one: str, other: str) -> float:
    first, second = (set(tokens(fold(nfc(words)))) for words in (one, other))
    return len(first & second) / (min(len(first), len(second)) or 1)


def _has_day(printed: str, task: dict[str, Any]) -> bool:
    """Tell whether the printed day is written in the phrase or is what the phrase amounts to.

    "YYYY-MM" is a month, "--MM-DD" a day of every year.
    """
    phrase = task["phrase"] or ""
    if yearly := _YEARLY.fullmatch(printed):
        month, day = int(yearly[1]), int(yearly[2])
        written = rf"(?<!\d)0?{day}\s*(?:tháng|/|-)\s*0?{month}(?!\d)"
        return re.search(written, phrase) is not None
    days = [task["due_from"] or "", task["due_to"] or ""]
    written_day = find_day(phrase)
    if written_day is not None:
        days.append(written_day.value.isoformat())
    return any(day.startswith(printed) for day in days)
