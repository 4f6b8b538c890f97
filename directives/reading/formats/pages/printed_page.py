"""Printed lines with their places on the page: what a PDF and a recognised scan have in common.

Lengths are in points (1/72 inch); `baseline` is measured from the top of the page downwards.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line, or the part of it that stands in one column.

    `confidence` is what the recognition of a scan claims for its worst word, 1 for printed text.
    """

    text: str
    left: float
    right: float
    baseline: float
    confidence: float = 1.0

    @property
    def middle(self) -> float:
        """Where the middle of the line stands."""
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        """How much of the page the line takes."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The lines of one page in the order of the file."""

    width: float
    height: float
    lines: tuple[PrintedLine, ...]
