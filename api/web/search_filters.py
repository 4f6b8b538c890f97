"""The filters of a search: as they stand in the address, and as links with counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import Depends, Query
from sqlmodel import Session

from api.web.addresses import whole_number
from api.web.forms import typed_words
from api.web.names import (
    agency_name,
    document_name,
    place_names,
    readable_documents,
    sector_name,
    type_name,
)
from api.web.words import Words
from directives.rules.permissions import PUBLIC
from directives.store.agencies import list_agencies_by_value, list_sectors
from directives.translation import N_
from directives.vocabulary import Validity
from index.answers import Answer
from index.engine import Filters

FACET_TITLES = {
    "type": N_("Loại văn bản"),
    "agency": N_("Cơ quan ban hành"),
    "sector": N_("Lĩnh vực"),
    "year": N_("Năm ban hành"),
    "status": N_("Hiệu lực"),
    "province": N_("Tỉnh, thành phố"),
}

LONGEST_QUERY = 400

_LONGEST_VALUE = 400

FilterValue = Annotated[str, Query(max_length=_LONGEST_VALUE)]


def search_words(typed: str) -> str:
    """Return what was typed, on one line, as far as it is read."""
    return " ".join(typed_words(typed[: 2 * LONGEST_QUERY])[:LONGEST_QUERY].split())


@dataclass(frozen=True, slots=True)
class Chosen:
    """The filters as they stand in the address."""

    type: str = ""
    agency: str = ""
    sector: str = ""
    year: str = ""
    status: str = ""
    province: str = ""
    document: str = ""  # the id of the only document looked at

    def filters(self) -> Filters:
        """Return the filters for the index."""
        year, document = whole_number(self.year), whole_number(self.document)
        return Filters(
            type=(self.type,) if self.type else (),
            agency=(self.agency,) if self.agency else (),
            sector=(self.sector,) if self.sector else (),
            year=(year,) if year is not None else (),
            status=(self.status,) if self.status else (),
            province=(self.province,) if self.province else (),
            documents=(document,) if document is not None else None,
        )

    def in_force(self) -> dict[str, str]:
        """Return the filters that have a value, by their names in the address."""
        return {name: value for name, value in asdict(self).items() if value}


def chosen_filters(
    type: FilterValue = "",  # noqa: A002 - the name in the address, promised to outsiders
    agency: FilterValue = "",
    sector: FilterValue = "",
    year: FilterValue = "",
    status: FilterValue = "",
    province: FilterValue = "",
    document: FilterValue = "",
) -> Chosen:
    """Return the filters of the address."""
    values = (type, agency, sector, year, status, province, document)
    return Chosen(*(value.replace("\0", "") for value in values))


ChosenFilters = Annotated[Chosen, Depends(chosen_filters)]


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one filter, each with its count."""

    title: str
    parameter: str
    choices: Sequence[tuple[str, str, int]]
    selected: str


def facets_of(session: Session, answer: Answer, chosen: Chosen, words: Words) -> list[Facet]:
    """Return the filters that have values, with words for the codes; two queries for all."""
    counted = {name: dict(answer.facets.get(name, {})) for name in FACET_TITLES}
    in_force = chosen.in_force()
    for name in counted.keys() & in_force.keys():
        value = in_force[name]
        counted[name].setdefault(value, 0)  # so that it can be removed
    labels = _labels(session, counted, words)
    return [
        Facet(
            title=words.say(title),
            parameter=name,
            choices=_ordered(name, counted[name], labels[name]),
            selected=in_force.get(name, ""),
        )
        for name, title in FACET_TITLES.items()
        if counted[name]
    ]


def words_of_filters(
    session: Session, filters: Mapping[str, str], words: Words
) -> list[tuple[str, str, str]]:
    """Return parameter, title and word of the value of each filter in force."""
    if not filters:
        return []
    counted = {name: {filters[name]: 0} if name in filters else {} for name in FACET_TITLES}
    labels = _labels(session, counted, words)
    said = [
        (name, words.say(title), labels[name].get(filters[name], filters[name]))
        for name, title in FACET_TITLES.items()
        if name in filters
    ]
    if "document" in filters:
        key = whole_number(filters["document"])
        found = readable_documents(session, PUBLIC, [key]).get(key or 0)
        name = document_name(found, words) if found else filters["document"]
        said.append(("document", words.say(N_("Chỉ trong")), name))
    return said


def _labels(
    session: Session, counted: Mapping[str, Mapping[str, int]], words: Words
) -> dict[str, dict[str, str]]:
    """Return the words for the values of each facet that has any."""
    agencies: dict[str, str] = {}
    values = list(counted["agency"])
    for agency in list_agencies_by_value(session, values) if values else ():
        agencies.setdefault(agency.name, agency_name(agency, words))
        if agency.place_code is None:
            agencies[agency.code] = agency_name(agency, words)
    return {
        "type": {code: type_name(code, words) for code in counted["type"]},
        "agency": agencies,
        "sector": {s.code: sector_name(s, words) for s in list_sectors(session)}
        if counted["sector"]
        else {},
        "year": {},
        "province": place_names(session, list(counted["province"])) if counted["province"] else {},
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
