"""How far a suggestion can be trusted, in three bands that people can act on."""

from typing import Final

from directives.vocabulary import ConfidenceBand

HIGH_FROM: Final = 0.9
MEDIUM_FROM: Final = 0.75


def band_of(confidence: float) -> ConfidenceBand:
    """Return the band of a confidence between 0 and 1; the limits belong to the upper band."""
    if confidence >= HIGH_FROM:
        return ConfidenceBand.HIGH
    return ConfidenceBand.MEDIUM if confidence >= MEDIUM_FROM else ConfidenceBand.LOW
