"""Gaps that say what somebody is about to say."""

from collections.abc import Sequence
from typing import Final

from sqlmodel import Session

from directives.models.gap import Gap
from directives.rules.word_overlap import most_alike
from directives.store.gaps import list_gaps

MOST: Final = 5


def similar_gaps(session: Session, text: str) -> Sequence[Gap]:
    """Return the gaps whose words are most like those of `text`, the nearest first."""
    gaps = [gap for gap in list_gaps(session) if gap.merged_into_id is None]
    near = most_alike(text, [f"{gap.title}. {gap.description}" for gap in gaps], limit=MOST)
    return [gaps[position] for position in near]
