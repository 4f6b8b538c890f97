"""Measures of a ranked list of ids against the relevant ones, and of times."""

import math
from collections.abc import Collection, Sequence

DEPTH = 10


def ndcg(ranked: Sequence[str], relevant: Collection[str]) -> float:
    """Return nDCG at 10 with binary gains."""
    gained = sum(_discount(rank) for rank, one in enumerate(ranked[:DEPTH]) if one in relevant)
    best = sum(_discount(rank) for rank in range(min(DEPTH, len(relevant))))
    return gained / best if best else 0.0


def recall(ranked: Sequence[str], relevant: Collection[str]) -> float:
    """Return the share of the relevant ones among the first 10."""
    return len(set(ranked[:DEPTH]) & set(relevant)) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranked: Sequence[str], relevant: Collection[str]) -> float:
    """Return one over the rank of the first relevant one among the first 10, else 0."""
    ranks = (rank for rank, one in enumerate(ranked[:DEPTH], start=1) if one in relevant)
    return next((1 / rank for rank in ranks), 0.0)


def mean(values: Sequence[float]) -> float:
    """Return the mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which this share of the values lies; 0 of nothing."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else 0.0


def _discount(rank: int) -> float:
    return 1 / math.log2(rank + 2)
