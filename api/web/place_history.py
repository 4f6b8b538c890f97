"""How a place was called and what became of it, as lines that administrators read."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from api.place_impact_words import IMPACT_WORDS
from api.web.names import Link, place_names
from api.web.place_rows import KIND_WORDS
from api.web.words import Words, as_sentence
from directives.models.place import Place, PlacePeriod, PlaceSuccession
from directives.store.place_impact import PlaceImpact
from directives.store.places import list_periods, list_successions_of_place
from directives.translation import N_

ADDRESS = "/quan-tri/dia-phuong"


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One thing that happened to a place."""

    on: date | None
    sentence: str
    other: Link | None = None


@dataclass(frozen=True, slots=True)
class ImpactRow:
    """How much of one kind a change concerns, and where it is seen."""

    count: int
    words: str
    url: str


def history_of(session: Session, place: Place, words: Words) -> list[HistoryRow]:
    """Return the periods of a place and its successions, by day."""
    periods = list_periods(session, place.code)
    became = list_successions_of_place(session, place.code)
    codes = [one.province_code for one in periods if one.province_code]
    codes += [code for one in became for code in (one.place_code, one.successor_code)]
    names = place_names(session, codes)
    rows = [
        *(_period(one, names.get(one.province_code or "", ""), words) for one in periods),
        *(_became(one, place.code, names, words) for one in became),
    ]
    return sorted(rows, key=lambda row: row.on or date.min)


def _period(one: PlacePeriod, province: str, words: Words) -> HistoryRow:
    kind = words.say(KIND_WORDS[one.kind])
    said = ", ".join(part for part in (one.name, kind, province) if part)
    return HistoryRow(one.valid_from, f"{as_sentence(said)}.")


def _became(one: PlaceSuccession, code: str, names: dict[str, str], words: Words) -> HistoryRow:
    goes, other = one.place_code == code, one.successor_code
    if not goes:
        other = one.place_code
    if one.scope:
        text = N_("Chuyển một phần ({part}) cho") if goes else N_("Nhận một phần ({part}) của")
    else:
        text = N_("Địa bàn thuộc về") if goes else N_("Nhận địa bàn của")
    link = Link(names[other], f"{ADDRESS}/{other}")
    return HistoryRow(one.succeeds_on, words.say(text, part=one.scope), link)


def impact_rows(impact: PlaceImpact, place: Place, words: Words) -> list[ImpactRow]:
    """Return what names a place or belongs to it, where there is any."""
    seen_at = {
        "agencies": f"/quan-tri/co-quan?ten={place.name}",
        "contacts": f"/quan-tri/nguoi-lien-he?place={place.code}",
    }
    return [
        ImpactRow(
            count, words.say(IMPACT_WORDS[name]), seen_at.get(name, f"/dia-phuong/{place.code}")
        )
        for name, count in impact._asdict().items()
        if count
    ]
