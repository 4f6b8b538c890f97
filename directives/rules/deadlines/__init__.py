"""Deadlines in the words of officials: what they come to, and where they stand in a text.

Source: Civil Code 2015 Art. 144-148, Labour Code 2019 Art. 111-112; where the law is silent, the
strict reading of "trước" (the day named no longer counts).
"""

from directives.rules.deadlines.deadline import Deadline
from directives.rules.deadlines.resolving import resolve
from directives.rules.deadlines.scanning import find_phrases

__all__ = ["Deadline", "find_phrases", "resolve"]
