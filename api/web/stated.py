"""What a source states, sentence by sentence, and the record that rests on each."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from api.web import formatting
from api.web.words import Words
from directives.models.base import saved_id
from directives.models.indicator import Indicator, IndicatorReading
from directives.models.statement import Statement
from directives.store.indicators import list_readings
from directives.store.statements import list_statements
from directives.translation import N_

_PAGES = {"gap": "/khoang-trong", "commitment": "/cam-ket", "document": "/van-ban"}


@dataclass(frozen=True, slots=True)
class Stated:
    """One thing that a source states."""

    title: str
    figure: str  # "hơn 7.000.000 hồ sơ, tính đến ngày 01/10/2025"; empty unless it is a figure
    url: str  # of the record that rests on it; empty without one
    quote: str


def stated_in(session: Session, document_id: int, words: Words) -> list[Stated]:
    """Return what a document states, in the order of its sentences; empty for most documents."""
    statements = list_statements(session, document_id)
    figures = _figures(session, statements, words)
    return [
        Stated(
            title=statement.title,
            figure=figures.get(statement.about_id or 0, "")
            if statement.about_kind == "indicator"
            else "",
            url=_url(statement),
            quote=statement.quote,
        )
        for statement in statements
    ]


def _figures(session: Session, statements: Sequence[Statement], words: Words) -> dict[int, str]:
    if not any(statement.about_kind == "indicator" for statement in statements):
        return {}
    return {saved_id(i): _figure(i, reading, words) for i, reading in list_readings(session)}


def _figure(indicator: Indicator, reading: IndicatorReading, words: Words) -> str:
    value = formatting.number(int(reading.value), language=words.language)
    template = (
        N_("hơn {value} {unit}, tính đến ngày {day}")
        if reading.qualifier
        else N_("{value} {unit}, tính đến ngày {day}")
    )
    day = formatting.day(reading.as_of)
    return words.say(template, value=value, unit=indicator.unit, day=day)


def _url(statement: Statement) -> str:
    page = _PAGES.get(statement.about_kind or "")
    return f"{page}/{statement.about_id}" if page else ""
