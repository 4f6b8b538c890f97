"""A figure beside its limit, as one JSON line; a run in which a limit does not hold fails."""

import json
import sys
from collections.abc import Iterable
from typing import Any

Line = dict[str, Any]


def compared(what: str, ours: object, peer: object, limit: object, *, holds: bool) -> Line:
    """Return the line for one figure beside the peer's."""
    about = {"measure": "search-peer", "what": what, "ours": ours, "peer": peer}
    return about | {"must": limit, "holds": holds}


def at_least(what: str, figure: float, limit: float) -> Line:
    """Return the line for a figure that must not be below its limit."""
    return _limited(what, figure, f">= {limit}", holds=figure >= limit)


def at_most(what: str, figure: float, limit: float) -> Line:
    """Return the line for a figure that must not be above its limit."""
    return _limited(what, figure, f"<= {limit}", holds=figure <= limit)


def _limited(what: str, figure: float, limit: str, *, holds: bool) -> Line:
    return {"measure": "limit", "what": what, "is": figure, "must": limit, "holds": holds}


def print_lines(lines: Iterable[Line]) -> None:
    """Print the lines as they come; exit with 1 in the end when a limit does not hold."""
    broken = 0
    for line in lines:
        print(json.dumps(line, ensure_ascii=False), flush=True)
        broken += not line.get("holds", True)
    if broken:
        sys.exit(1)
