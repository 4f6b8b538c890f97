"""The running service counts the catalogue before the first page is asked for."""

import httpx2
import sqlalchemy as sa

from api.app import create_app
from api.catalogue_memory import CatalogueMemory
from directives.settings import Settings
from tests.api.test_index_freshness import is_indexed, wait_until
from tests.factories import NOW
from tests.serving import served
from tests.statements import count_statements


def counts_links(client: httpx2.Client, engine: sa.Engine) -> bool:
    """Tell whether the matrix, asked for, looks at what answers the gaps."""
    with count_statements(engine) as seen:
        client.get("/ma-tran").raise_for_status()
    return any("FROM coverage_link" in statement for statement in seen)


def test_the_first_page_of_a_process_finds_all_counted(settings: Settings) -> None:
    app = create_app(settings, current_time=lambda: NOW)
    with served(app) as address, httpx2.Client(base_url=address) as client:
        wait_until(lambda: is_indexed(client))  # it counts first

        assert not counts_links(client, app.state.engine)
        app.state.memory = CatalogueMemory()
        assert counts_links(client, app.state.engine)
    app.state.engine.dispose()
