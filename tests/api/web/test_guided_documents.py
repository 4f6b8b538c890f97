"""Which laws and decrees have guidance, and which have none."""

import sqlalchemy as sa
from fastapi.testclient import TestClient

from directives.models.base import saved_id
from directives.store.session import unit_of_work
from directives.vocabulary import RelationKind
from tests.factories import make_document
from tests.services.delegating import make_circular, make_decree
from tests.statements import count_statements

URL = "/bao-cao/giao-quy-dinh/van-ban"


def make_two(engine: sa.Engine, first: int = 900) -> tuple[int, int]:
    """Make a decree with two circulars, and one without any; return their keys."""
    with unit_of_work(engine) as session:
        guided = make_decree(session, number_as_printed=f"{first}/2025/NĐ-CP")
        numbers = (f"{first}/2025/TT-BTC", f"{first + 1}/2025/TT-BTC")
        make_circular(session, guided, number_as_printed=numbers[0])
        make_circular(session, guided, kind=RelationKind.GUIDES, number_as_printed=numbers[1])
        bare = make_decree(session, number_as_printed=f"{first + 1}/2025/NĐ-CP")
        return saved_id(guided), saved_id(bare)


def test_those_without_guidance_come_first_and_each_count_is_a_link(
    client: TestClient, engine: sa.Engine
) -> None:
    guided, bare = make_two(engine)

    page = client.get(URL).text

    assert "1 trong 2 luật, nghị định" in page
    assert page.index(f'href="/van-ban/{bare}"') < page.index(f'href="/van-ban/{guided}"')
    assert f'<a href="/van-ban/{guided}/quan-he">2</a>' in page
    assert f'<a href="/van-ban/{bare}/quan-he">0</a>' in page
    assert f'href="{URL}"' in client.get("/bao-cao/giao-quy-dinh").text
    assert "1 of 2 laws and decrees" in client.get(f"{URL}?lang=en").text


def test_where_there_is_none_the_page_says_what_will_fill_it(
    client: TestClient, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        make_document(session)

    assert 'class="empty"' in client.get(URL).text


def test_the_statements_do_not_grow_with_the_decrees(client: TestClient, engine: sa.Engine) -> None:
    make_two(engine)
    with count_statements(engine) as few:
        client.get(URL)
    for first in range(910, 930, 2):
        make_two(engine, first)
    with count_statements(engine) as many:
        client.get(URL)

    assert len(many) == len(few)
