"""Scans apart: a wrong number or day must come with little confidence or with a warning."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from tests.benchmarks.reading_scores import Judged

# Field → what the code of a warning about it contains.
_WARNED_BY: Final = {"number": "number", "issued_on": "date"}
_ACCEPTED: Final = 0.8  # what a hurried drafter takes without a look


def scan_lines(
    judged: Sequence[Judged], reading: dict[str, Any] | None
) -> Iterator[dict[str, Any]]:
    """Yield number and day of one scan with the confidence that its images allow."""
    codes = [warning["code"] for warning in reading["warnings"]] if reading else []
    for one in judged:
        if one.field in _WARNED_BY:
            is_sure = one.confidence is not None and one.confidence >= _ACCEPTED
            is_warned = any(_WARNED_BY[one.field] in code for code in codes)
            yield {
                "measure": "reading-scan",
                "path": one.path,
                "field": one.field,
                "expected": one.expected,
                "read": one.read,
                "confidence": one.confidence,
                "outcome": one.outcome,
                "warned": is_warned,
                "accepted_wrongly": one.outcome == "wrong" and is_sure and not is_warned,
            }
