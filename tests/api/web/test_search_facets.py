"""The facets beside a page of results: the commonest values first, the rest one link away."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from directives.store.session import unit_of_work
from tests.factories import TODAY, make_document

YEARS = range(2005, 2026)


@pytest.fixture
def documents_of_many_years(app: FastAPI, engine: sa.Engine) -> None:
    """One document that speaks of land for each of 21 years."""
    with unit_of_work(engine) as session:
        for year in YEARS:
            make_document(session, title="Về quản lý đất đai", issued_on=date(year, 3, 1))
    app.state.replica.pull(engine, TODAY)


def years_of(page: str) -> list[str]:
    aside = page.partition('<h2 id="facet-year">')[2].partition("</ul>")[0]
    return re.findall(r">(\d{4}) ?<", aside)


def links_of(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'href="([^"]+)"', page)]


Get = Callable[[str], str]


@pytest.fixture
def get(client: TestClient, documents_of_many_years: None) -> Get:
    """Return the page at an address."""
    return lambda address: client.get(address).text


def test_the_first_values_are_shown_and_how_many_more_there_are(get: Get) -> None:
    page = get("/tim-kiem?q=dat dai")

    assert years_of(page) == [str(year) for year in range(2025, 2015, -1)]
    assert "Còn 11 giá trị khác" in page
    assert "?q=dat+dai&facet=year#facet-year" in links_of(page)


def test_all_values_of_one_facet_are_a_link_away(get: Get) -> None:
    page = get("/tim-kiem?q=dat dai&facet=year")

    assert years_of(page) == [str(year) for year in reversed(YEARS)]
    assert "giá trị khác" not in page
    assert "?q=dat+dai&facet=year&year=2005" in links_of(page)  # and they stay open


def test_a_value_in_force_is_shown_however_rare_it_is(get: Get) -> None:
    page = get("/tim-kiem?q=dat dai&year=2005")

    assert "2005" in years_of(page)
    assert "Còn 10 giá trị khác" in page
    assert "?q=dat+dai" in links_of(page)
