"""Tables and validated input: columns and constraints, no queries."""

# Importing every table here lets the metadata be complete wherever one of them is used.
from directives.models import (
    account,
    agency,
    audit,
    calendar,
    commitment,
    document,
    fact,
    gap,
    indicator,
    outbox,
    place,
    review,
    search,
    sector,
    statement,
    suspicion,
)

__all__ = [
    "account",
    "agency",
    "audit",
    "calendar",
    "commitment",
    "document",
    "fact",
    "gap",
    "indicator",
    "outbox",
    "place",
    "review",
    "search",
    "sector",
    "statement",
    "suspicion",
]
