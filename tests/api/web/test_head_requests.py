"""What can be read can be looked at by its head: monitors and link checkers ask so."""

from collections.abc import Callable
from http.client import HTTPConnection

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from sqlmodel import Session, func, select

from directives.models.search import SearchLog
from directives.vocabulary.people import Role
from tests.serving import served

PARAMETERS = {"code": "dat-dai", "day": "2025-10-02", "path": "base.css", "secret": "x"}


def addresses_read(app: FastAPI) -> list[str]:
    """Return an address of each route that answers GET; what a parameter names may not exist."""
    routes = [one for one in iter_route_contexts(app.routes) if "GET" in (one.methods or ())]
    return [
        (one.path_format or "").format_map(
            {name: PARAMETERS.get(name, "1") for name in params(one)}
        )
        for one in routes
    ]


def params(route: object) -> list[str]:
    return list(getattr(route, "param_convertors", ()))


@pytest.mark.usefixtures("example")
def test_every_route_that_is_read_answers_head_as_it_answers_get(
    app: FastAPI, client: TestClient, signed_in: Callable[..., object]
) -> None:
    signed_in(Role.ADMINISTRATOR)
    addresses = addresses_read(app)

    assert len(addresses) > 100
    differing = []
    for address in addresses:
        whole, head = (ask(address, follow_redirects=False) for ask in (client.get, client.head))
        same = [
            (one.status_code, *(one.headers.get(name) for name in ("content-type", "location")))
            for one in (whole, head)
        ]
        if same[0] != same[1] or head.status_code == 405 or head.content:
            differing.append((address, same))
    assert differing == []


@pytest.mark.parametrize("address", ["/health/live", "/health/ready", "/", "/api/v1/commitments"])
def test_over_a_socket_the_head_tells_the_length_and_no_body_follows(
    app: FastAPI, address: str
) -> None:
    with served(app) as base:
        connection = HTTPConnection(base.removeprefix("http://"))
        connection.request("HEAD", address)
        head = connection.getresponse()
        head.read()
        connection.request("GET", address)  # a body of the first would be read as its answer
        whole = connection.getresponse()
        length = len(whole.read())
        connection.close()

    assert head.status == whole.status == 200
    assert head.headers["content-length"] == str(length) != "0"


def test_the_head_of_what_only_acts_leads_to_its_page_as_well(client: TestClient) -> None:
    assert client.head("/dang-xuat").status_code == client.get("/dang-xuat").status_code == 303


@pytest.mark.usefixtures("example")
def test_a_look_at_the_head_of_a_search_is_no_search(client: TestClient, engine: sa.Engine) -> None:
    def searches() -> int:
        with Session(engine) as session:
            return session.exec(select(func.count()).select_from(SearchLog)).one()

    client.head("/tim-kiem", params={"q": "phụ cấp"})
    assert searches() == 0
    client.get("/tim-kiem", params={"q": "phụ cấp"})
    assert searches() == 1
