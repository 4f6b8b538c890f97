"""Sectors and gaps that a document seems to be about, each with the sentence that says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from directives.models.base import saved_id
from directives.rules.gap_suggestions import GapWords, suggest_gaps
from directives.rules.sector_suggestions import SectorWords, suggest_sectors
from directives.services.review_view import Review
from directives.store.agencies import list_sectors
from directives.store.gaps import list_gaps


@dataclass(frozen=True, slots=True)
class SectorSuggested:
    """A sector, and the sentence at `start` to `end` of the text that suggests it."""

    code: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class GapSuggested:
    """A gap, and the sentence at `start` to `end` of the text that suggests it."""

    gap_id: int
    code: str
    title: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What a document seems to be about; the likeliest first."""

    sectors: Sequence[SectorSuggested]
    gaps: Sequence[GapSuggested]


def suggestions_for(session: Session, review: Review) -> Suggestions:
    """Return the sectors and the gaps, not linked yet, that the text of a review suggests."""
    text = review.text
    read = (review.reading.get("fields") or {}).get("title")
    title = (read["source"]["start"], read["source"]["end"]) if read else None
    words = [
        SectorWords(sector.code, tuple(filter(None, sector.keywords.split("; "))))
        for sector in list_sectors(session)
        if sector.retired_on is None
    ]
    gaps = {
        saved_id(gap): gap
        for gap in list_gaps(session)
        if saved_id(gap) not in review.linked_gap_ids
    }
    asked = [GapWords(key, f"{gap.title}. {gap.description}") for key, gap in gaps.items()]
    return Suggestions(
        sectors=[
            SectorSuggested(one.code, one.start, one.end, text[one.start : one.end])
            for one in suggest_sectors(text, words, title=title)
        ],
        gaps=[
            GapSuggested(
                one.gap_id,
                gaps[one.gap_id].code,
                gaps[one.gap_id].title,
                one.start,
                one.end,
                text[one.start : one.end],
            )
            for one in suggest_gaps(text, asked)
        ],
    )
