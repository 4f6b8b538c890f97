import pytest

from directives.rules.confidence import band_of
from directives.vocabulary import ConfidenceBand


@pytest.mark.parametrize(
    ("confidence", "band"),
    [
        (0.97, ConfidenceBand.HIGH),
        (0.9, ConfidenceBand.HIGH),
        (0.85, ConfidenceBand.MEDIUM),
        (0.75, ConfidenceBand.MEDIUM),
        (0.6, ConfidenceBand.LOW),
    ],
)
def test_a_limit_belongs_to_the_upper_band(confidence: float, band: ConfidenceBand) -> None:
    assert band_of(confidence) is band
