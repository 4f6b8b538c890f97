"""What the fields of a query ask, with what only the database knows: numbers and local bodies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document
from directives.rules.document_number import DocumentNumber
from directives.rules.vietnamese import fold
from directives.store.agencies import (
    find_agency_by_code,
    find_agency_by_name,
    list_agencies_by_value,
)
from directives.store.documents import list_by_folded_key, list_by_serial
from index import hints
from index.filters import Filters
from index.hints import Hint
from index.query import SearchQuery
from index.source import agency_value
from index.suggestions import Suggestion, suggestions

_FULL: Final = {"ubnd": "ủy ban nhân dân", "hdnd": "hội đồng nhân dân"}
_SHORT: Final = re.compile(r"\b(?:ubnd|hdnd)\b")
# How names of bodies begin: of other queries the database is not asked.
_BODY: Final = re.compile(
    r"(?:ubnd|hdnd|uy ban|hoi dong|so|ban|phong|van phong|cuc|chi cuc|tong cuc|thanh tra|toa an"
    r"|vien|trung tam)\s"
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """Everything asked of a hit, and what to tell about it."""

    filters: Filters
    hints: tuple[Hint, ...]


def wishes_of(session: Session, query: SearchQuery, filters: Filters) -> Wishes:
    """Return the filters of the page and of the query's fields together."""
    told = list(query.hints)
    typed = query.filters
    if query.agencies:
        named = tuple(_values_of(session, query.agencies, told))
        typed = replace(typed, agency=typed.agency + named)
    if typed.agency:
        typed = replace(typed, agency=_with_shared(session, typed.agency))
    if query.bearing:
        ids: dict[int, None] = {}
        for number in query.bearing:
            found = documents_named(session, number)
            ids |= {saved_id(document): None for document in found}
            if not found:
                told.append(Hint(hints.NUMBER_UNKNOWN, {"value": number.display or number.number}))
        typed = replace(typed, documents=tuple(ids))
    return Wishes(filters.both(typed), tuple(told))


def documents_named(session: Session, number: DocumentNumber) -> list[Document]:
    """Return the published documents that bear a number, or that a part of one may mean."""
    if number.complete is False:
        return list(list_by_serial(session, number.number, type_code=number.type, year=number.year))
    return list(list_by_folded_key(session, number.key_folded))


def leads(session: Session, query: SearchQuery) -> tuple[Suggestion, ...]:
    """Return the narrower queries that may be meant: what the query names, local bodies too."""
    found = suggestions(query)
    text = query.text
    if found or query.filters.chooses or query.phrases or not _BODY.match(fold(text)):
        return found
    body = find_agency_by_name(session, _SHORT.sub(lambda short: _FULL[short[0]], fold(text)))
    if body is None:
        return found
    return (Suggestion("agency", agency_value(body), f'cơ-quan:"{agency_value(body)}"'),)


def _values_of(session: Session, names: tuple[str, ...], told: list[Hint]) -> Iterator[str]:
    for name in names:
        spaced = name.replace("-", " ")
        agency = (
            find_agency_by_code(session, name)
            or find_agency_by_name(session, name)
            or find_agency_by_name(session, spaced)
        )
        if agency:
            yield agency_value(agency)
        else:
            told.append(Hint(hints.AGENCY_UNKNOWN, {"value": name}))


def _with_shared(session: Session, values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the values with those of every body that shares an abbreviation, as UBND is."""
    bodies = list_agencies_by_value(session, values)
    return tuple(dict.fromkeys([*values, *map(agency_value, bodies)]))
