"""The search page: numbers jump, words find articles, facets are links."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, SearchReplica, Today
from api.web.addresses import PageNumber, last_page, whole_number
from api.web.names import agency_name, document_name, sector_name, type_name
from api.web.rendering import render
from api.web.words import ReaderWords, Words, as_sentence
from directives.rules.vietnamese import nfc
from directives.store.agencies import list_agencies_by_value, list_sectors
from directives.translation import N_
from directives.vocabulary import Validity
from index.answers import Answer, AnswerHit, search
from index.engine import Filters

HITS_PER_PAGE = 20
LAST_PAGE = 50
LONGEST_QUERY = 400

router = APIRouter(include_in_schema=False)

_FACETS = {
    "type": N_("Loại văn bản"),
    "agency": N_("Cơ quan ban hành"),
    "sector": N_("Lĩnh vực"),
    "year": N_("Năm ban hành"),
    "status": N_("Hiệu lực"),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The filters as they stand in the address."""

    type: str = ""
    agency: str = ""
    sector: str = ""
    year: str = ""
    status: str = ""

    def filters(self) -> Filters:
        """Return the filters for the index."""
        year = whole_number(self.year)
        return Filters(
            type=(self.type,) if self.type else (),
            agency=(self.agency,) if self.agency else (),
            sector=(self.sector,) if self.sector else (),
            year=(year,) if year is not None else (),
            status=(self.status,) if self.status else (),
        )


@dataclass(frozen=True, slots=True)
class HitRow:
    """One hit, with everything decided."""

    url: str
    name: str
    title: str  # empty where the name is the title
    issuer: str
    issued_on: date | None
    validity: Validity
    label: str
    snippet: Markup
    is_illustration: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one filter, each with its count."""

    title: str
    parameter: str
    choices: Sequence[tuple[str, str, int]]
    selected: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was found."""

    query: str
    total: int
    page: int
    last: int
    jumps: Sequence[HitRow]
    hits: Sequence[HitRow]
    facets: Sequence[Facet]
    chosen: Sequence[tuple[str, str, str]]  # parameter, title, word of the value in force
    degraded: bool


def chosen_filters(
    type: str = "",  # noqa: A002 - the name in the address, promised to outsiders
    agency: str = "",
    sector: str = "",
    year: str = "",
    status: str = "",
) -> Chosen:
    """Return the filters of the address."""
    return Chosen(type, agency, sector, year, status)


@router.get("/tim-kiem")
def search_page(
    request: Request,
    session: DbSession,
    _actor: CurrentActor,
    replica: SearchReplica,
    words: ReaderWords,
    today: Today,
    chosen: Annotated[Chosen, Depends(chosen_filters)],
    page: PageNumber,
    q: str = "",
) -> HTMLResponse:
    """Show what answers a query; without one, how to search."""
    text = nfc(q)[:LONGEST_QUERY].strip()
    if not text:
        return render(request, "search_tips.html")
    shown = min(page, LAST_PAGE)
    answer = search(
        session,
        replica,
        text,
        filters=chosen.filters(),
        today=today,
        limit=HITS_PER_PAGE,
        offset=(shown - 1) * HITS_PER_PAGE,
    )
    facets = _facets(session, answer, chosen, words)
    found = SearchPage(
        query=text,
        total=answer.total,
        page=shown,
        last=min(last_page(answer.total, HITS_PER_PAGE), LAST_PAGE),
        jumps=[_row(hit, words) for hit in answer.hits if hit.is_jump],
        hits=[_row(hit, words) for hit in answer.hits if not hit.is_jump],
        facets=facets,
        chosen=_chosen_words(facets),
        degraded=answer.degraded,
    )
    return render(request, "search.html", page=found)


def _row(hit: AnswerHit, words: Words) -> HitRow:
    document = hit.document
    numbered = document.number or document.number_as_printed
    return HitRow(
        url=hit.url,
        name=document_name(document, words),
        title=as_sentence(document.title) if numbered else "",
        issuer=agency_name(hit.issuer, words) if hit.issuer else "",
        issued_on=document.issued_on,
        validity=hit.validity,
        label=hit.label,
        snippet=Markup(hit.snippet_html),  # noqa: S704 - index.snippet escapes the words
        is_illustration=document.is_illustration,
    )


def _facets(session: Session, answer: Answer, chosen: Chosen, words: Words) -> list[Facet]:
    """Return the filters that have values, with words for the codes; two queries for all."""
    counted = {name: dict(answer.facets.get(name, {})) for name in _FACETS}
    for name in _FACETS:
        selected = getattr(chosen, name)
        if selected:
            counted[name].setdefault(selected, 0)  # so that it can be removed
    labels = _labels(session, counted, words)
    return [
        Facet(
            title=words.say(title),
            parameter=name,
            choices=_ordered(name, counted[name], labels[name]),
            selected=getattr(chosen, name),
        )
        for name, title in _FACETS.items()
        if counted[name]
    ]


def _labels(
    session: Session, counted: Mapping[str, Mapping[str, int]], words: Words
) -> dict[str, dict[str, str]]:
    """Return the words for the values of each facet that has any."""
    agencies: dict[str, str] = {}
    for agency in list_agencies_by_value(session, list(counted["agency"])):
        agencies.setdefault(agency.name, agency_name(agency, words))
        if agency.place_code is None:
            agencies[agency.code] = agency_name(agency, words)
    return {
        "type": {code: type_name(code, words) for code in counted["type"]},
        "agency": agencies,
        "sector": {s.code: sector_name(s, words) for s in list_sectors(session)},
        "year": {},
        "status": {state.value: words.label(state) for state in Validity},
    }


def _ordered(
    name: str, counts: Mapping[str, int], labels: Mapping[str, str]
) -> list[tuple[str, str, int]]:
    """Return years newest first, other values by how many hits they have."""
    rows: Iterable[tuple[str, int]] = counts.items()
    if name == "year":
        ordered = sorted(rows, reverse=True)
    else:
        ordered = sorted(rows, key=lambda row: (-row[1], row[0]))
    return [(value, labels.get(value, value), count) for value, count in ordered]


def _chosen_words(facets: Sequence[Facet]) -> list[tuple[str, str, str]]:
    return [
        (facet.parameter, facet.title, label)
        for facet in facets
        for value, label, _count in facet.choices
        if value == facet.selected
    ]
