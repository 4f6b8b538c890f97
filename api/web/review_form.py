"""What a drafter typed into a review: kept as typed, checked, turned into a ReviewForm."""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from api.web import formatting
from api.web.addresses import whole_number
from api.web.asked_day import day_in_address
from api.web.forms import typed_words
from api.web.words import Words
from directives.services.publication import NEEDED
from directives.services.review import ChosenGap, ReviewForm
from directives.services.review_view import REVIEWED
from directives.translation import N_
from directives.vocabulary import Extent

DAYS = ("issued_on", "effective_on", "expires_on")
_LONGEST = {"title": 5_000, "signer_title": 500}
_LONGEST_VALUE = 300
_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_FIELD_OF_COLUMN = {"number": "number", "title": "title", "issued_on": "issued_on"}


async def _sent_data(request: Request) -> AsyncIterator[FormData]:
    async with request.form() as sent:  # closes the files that came with it
        yield sent


SentData = Annotated[FormData, Depends(_sent_data)]


@dataclass(frozen=True, slots=True)
class TypedReview:
    """The form as it was sent."""

    values: Mapping[str, str]  # as typed, days too
    kept_relations: frozenset[int]
    sectors: Sequence[str]
    gaps: Sequence[int]
    extents: Mapping[int, str]
    publishes: bool
    csrf_token: str

    @classmethod
    def of(cls, sent: FormData) -> "TypedReview":
        """Return what a form says; what it should not say is left out."""
        gaps = _numbers(sent, "gap")
        return cls(
            values={name: " ".join(typed_words(sent.get(name, "")).split()) for name in REVIEWED},
            kept_relations=frozenset(_numbers(sent, "relation")),
            sectors=[typed_words(code) for code in sent.getlist("sector")],
            gaps=gaps,
            extents={gap: str(sent.get(f"extent-{gap}", "")) for gap in gaps},
            publishes=sent.get("then") == "publish",
            csrf_token=str(sent.get("csrf_token", "")),
        )

    def errors(self, needed: Sequence[str], words: Words) -> dict[str, str]:
        """Return what is wrong with the form by itself: a sentence for each field."""
        errors = {}
        for name, typed in self.values.items():
            if len(typed) > _LONGEST.get(name, _LONGEST_VALUE):
                errors[name] = words.say(N_("Giá trị quá dài."))
        for name in DAYS:
            if self.values[name] and day_typed(self.values[name]) is None:
                errors[name] = words.say(N_("Hãy viết ngày như 15/10/2025."))
        for column in needed if self.publishes else ():
            if not self.values[_FIELD_OF_COLUMN[column]]:
                missing = words.say(NEEDED[column])
                errors[column] = words.say(N_("Muốn công bố, hãy điền {missing}."), missing=missing)
        return {name: errors[name] for name in REVIEWED if name in errors}

    def form(self, quotes: Mapping[int, str]) -> ReviewForm:
        """Return what the service takes; `quotes` are the words that suggest each gap."""
        values = dict(self.values)
        for name in DAYS:
            found = day_typed(values[name])
            values[name] = found.isoformat() if found else ""
        return ReviewForm(
            values=values,
            kept_relations=self.kept_relations,
            sector_codes=tuple(dict.fromkeys(self.sectors)),
            gaps=[
                ChosenGap(gap, _extent(self.extents[gap]), quotes[gap])
                for gap in self.gaps
                if gap in quotes
            ],
            publishes=self.publishes,
        )


def _numbers(sent: FormData, name: str) -> list[int]:
    found = (whole_number(str(value)) for value in sent.getlist(name))
    return list(dict.fromkeys(number for number in found if number is not None))


def _extent(sent: str) -> Extent:
    return Extent(sent) if sent in set(Extent) else Extent.PARTIAL


def day_typed(text: str) -> date | None:
    """Return the day that a person typed: “5/8/2025”, “05-08-2025”, “2025-08-05”; None if none."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return day_in_address(text.strip())
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def day_shown(value: str) -> str:
    """Return a day of a reading as officials write it; what is no day as it is."""
    day = day_in_address(value)
    return formatting.day(day) if day else value
