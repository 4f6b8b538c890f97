"""Counting: right, wrong and missing values, and whether confidence means what it says."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from tests.benchmarks.reading_truth import is_same

# Upper ends of the bands of confidence; a band holds its lower end.
_BANDS: Final = (0.5, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Judged:
    """One value that was or should have been read, and whether it is right."""

    path: str
    format: str
    field: str
    expected: str | None
    read: str | None
    confidence: float | None

    @property
    def outcome(self) -> str:
        """Return right, wrong or missing; silence is right where nothing is printed."""
        if self.read is None:
            return "right" if self.expected is None else "missing"
        is_right = self.expected is not None and is_same(self.field, self.expected, self.read)
        return "right" if is_right else "wrong"

    def as_miss(self) -> dict[str, Any]:
        """Return the line that tells a wrong or missing value."""
        return {
            "measure": "reading-miss",
            "path": self.path,
            "field": self.field,
            "expected": self.expected,
            "read": self.read,
            "confidence": self.confidence,
        }


def judge(
    path: str, format_name: str, expected: dict[str, str | None], reading: dict[str, Any] | None
) -> list[Judged]:
    """Compare the fields of a reading, as its JSON has them; None is a file not read at all."""
    fields = reading["fields"] if reading else {}
    judged = []
    for name, value in expected.items():
        shown = fields.get(name) or {"value": None, "confidence": None}
        judged.append(Judged(path, format_name, name, value, shown["value"], shown["confidence"]))
    return judged


@dataclass(slots=True)
class Scores:
    """Everything judged in one run."""

    judged: list[Judged] = field(default_factory=list)

    def lines(self) -> Iterator[dict[str, Any]]:
        """Yield one line per format and field, then those of all formats with a text layer."""
        counts: dict[tuple[str, str], Counter[str]] = {}
        for one in self.judged:
            groups = [one.format] if one.format == "scan" else [one.format, "text-layer"]
            for group in groups:
                counts.setdefault((group, one.field), Counter())[one.outcome] += 1
        for (group, name), count in sorted(counts.items()):
            yield {
                "measure": "reading",
                "format": group,
                "field": name,
                "right": count["right"],
                "wrong": count["wrong"],
                "missing": count["missing"],
                "exact": share(count["right"], count.total()),
            }

    def misses(self) -> Iterator[dict[str, Any]]:
        """Yield one line per wrong or missing value."""
        return (one.as_miss() for one in self.judged if one.outcome != "right")

    def calibration(self, source: str) -> Iterator[dict[str, Any]]:
        """Yield one line per band of confidence: how many values were shown, how many right."""
        shown: Counter[int] = Counter()
        right: Counter[int] = Counter()
        for one in self.judged:
            if one.confidence is not None:
                band = sum(one.confidence >= end for end in _BANDS)
                shown[band] += 1
                right[band] += one.outcome == "right"
        edges = (0.0, *_BANDS, 1.0)
        for band in sorted(shown):
            yield {
                "measure": "reading-calibration",
                "source": source,
                "from": edges[band],
                "to": edges[band + 1],
                "shown": shown[band],
                "right": right[band],
                "share": share(right[band], shown[band]),
            }


def share(part: int, whole: int) -> float | None:
    """Return part of whole, None of nothing."""
    return round(part / whole, 4) if whole else None
