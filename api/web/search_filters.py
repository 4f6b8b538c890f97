"""The filters of a search: as they stand in the address, and as links with counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Annotated, Final, Self, cast

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
from directives.store.agencies import list_agency_names, list_sector_names
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

_SHOWN: Final = 10  # values of a facet; all of them on a phone would bury the hits' own end

_MOST_VALUES = 20  # of one filter; the address of a page does not grow without end

Values = tuple[str, ...]

FilterValues = Annotated[list[str], Query(max_length=_MOST_VALUES)]


def search_words(typed: str) -> str:
    """Return what was typed, on one line, as far as it is read."""
    return " ".join(typed_words(typed[: 2 * LONGEST_QUERY])[:LONGEST_QUERY].split())


@dataclass(frozen=True, slots=True)
class Chosen:
    """The filters as they stand in the address; any of the values of each will do."""

    type: Values = ()
    agency: Values = ()
    sector: Values = ()
    year: Values = ()
    status: Values = ()
    province: Values = ()
    document: Values = ()  # ids of the only documents looked at

    @classmethod
    def of(cls, values: Mapping[str, object]) -> Self:
        """Return filters that were kept: by name, their values or the only one."""
        named = {field.name: values.get(field.name) or () for field in fields(cls)}
        return cls(
            **{
                name: (kept,) if isinstance(kept, str) else tuple(cast("Iterable[str]", kept))
                for name, kept in named.items()
            }
        )

    def filters(self) -> Filters:
        """Return the filters for the index."""
        documents = tuple(filter(None, map(whole_number, self.document)))
        return Filters(
            type=self.type,
            agency=self.agency,
            sector=self.sector,
            year=tuple(year for year in map(whole_number, self.year) if year is not None),
            status=self.status,
            province=self.province,
            documents=documents or None,
        )

    def in_force(self) -> dict[str, Values]:
        """Return the filters that have values, by their names in the address."""
        return {name: values for name, values in asdict(self).items() if values}

    def without(self, name: str, value: str) -> "Chosen":
        """Return these filters less one value."""
        left = tuple(one for one in self.in_force().get(name, ()) if one != value)
        return replace(self, **{name: left})


async def chosen_filters(
    type: FilterValues = [],  # noqa: A002, B006 - the name in the address, promised to outsiders
    agency: FilterValues = [],  # noqa: B006 - never changed
    sector: FilterValues = [],  # noqa: B006
    year: FilterValues = [],  # noqa: B006
    status: FilterValues = [],  # noqa: B006
    province: FilterValues = [],  # noqa: B006
    document: FilterValues = [],  # noqa: B006
) -> Chosen:
    """Return the filters of the address; a value that is given twice counts once."""
    return chosen_of(type, agency, sector, year, status, province, document)


def chosen_of(*given: Sequence[str]) -> Chosen:
    """Return the filters of what was sent for each, in the order of the fields of `Chosen`."""
    return Chosen(*map(_clean, given))


def _clean(given: Sequence[str]) -> Values:
    plain = (value[:_LONGEST_VALUE].replace("\0", "") for value in given)
    return tuple(dict.fromkeys(filter(None, plain)))


ChosenFilters = Annotated[Chosen, Depends(chosen_filters)]


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one filter, each with its count."""

    title: str
    parameter: str
    choices: Sequence[tuple[str, str, int]]
    selected: Values
    hidden: int = 0  # further values, behind a link


def facets_of(
    session: Session, answer: Answer, chosen: Chosen, words: Words, *, whole: str = ""
) -> list[Facet]:
    """Return the filters that have values, with words for the codes; three queries for all.

    Of each the first values are shown, and those in force; of the one named `whole`, all.
    """
    in_force = chosen.in_force()
    shown = {
        name: _shown(name, answer.facets.get(name, {}), in_force.get(name, ()), whole=whole)
        for name in FACET_TITLES
    }
    labels = _labels(session, shown, words)
    return [
        Facet(
            title=words.say(title),
            parameter=name,
            choices=[(v, labels[name].get(v, v), count) for v, count in shown[name].items()],
            selected=in_force.get(name, ()),
            hidden=len(answer.facets.get(name, {}).keys() - shown[name].keys()),
        )
        for name, title in FACET_TITLES.items()
        if shown[name]
    ]


def _shown(name: str, counts: Mapping[str, int], selected: Values, *, whole: str) -> dict[str, int]:
    """Return the counts to show: years newest first, other values by how many hits they have."""
    if name == "year":
        ordered = sorted(counts.items(), reverse=True)
    else:
        ordered = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    first = ordered if name == whole or len(ordered) <= _SHOWN + 1 else ordered[:_SHOWN]
    # What is in force is always there, so that it can be removed.
    return dict(first) | {value: counts.get(value, 0) for value in selected}


def words_of_filters(
    session: Session, filters: Mapping[str, Values], words: Words
) -> list[tuple[str, str, str, str]]:
    """Return parameter, value, title and word of the value of each filter in force."""
    if not filters:
        return []
    counted = {name: dict.fromkeys(filters.get(name, ()), 0) for name in FACET_TITLES}
    labels = _labels(session, counted, words)
    said = [
        (name, value, words.say(title), labels[name].get(value, value))
        for name, title in FACET_TITLES.items()
        for value in filters.get(name, ())
    ]
    return said + _named_documents(session, filters.get("document", ()), words)


def _named_documents(
    session: Session, values: Values, words: Words
) -> list[tuple[str, str, str, str]]:
    ids = [whole_number(value) for value in values]
    found = readable_documents(session, PUBLIC, ids) if ids else {}
    return [
        (
            "document",
            value,
            words.say(N_("Chỉ trong")),
            document_name(found[key], words) if key in found else value,
        )
        for value, key in zip(values, ids, strict=True)
    ]


def _labels(
    session: Session, counted: Mapping[str, Mapping[str, int]], words: Words
) -> dict[str, dict[str, str]]:
    """Return the words for the values of each facet that has any."""
    agencies: dict[str, str] = {}
    values, sectors = list(counted["agency"]), list(counted["sector"])
    for agency in list_agency_names(session, values) if values else ():
        agencies.setdefault(agency.name, agency_name(agency, words))
        if agency.place_code is None:
            agencies[agency.code] = agency_name(agency, words)
    return {
        "type": {code: type_name(code, words) for code in counted["type"]},
        "agency": agencies,
        "sector": {s.code: sector_name(s, words) for s in list_sector_names(session, sectors)}
        if sectors
        else {},
        "year": {},
        "province": place_names(session, list(counted["province"])) if counted["province"] else {},
        "status": {state.value: words.label(state) for state in Validity},
    }
