"""Put the service together."""

import logging
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cache
from importlib.metadata import version

from fastapi import APIRouter, FastAPI
from starlette.datastructures import MutableHeaders
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.body_limit import BodyLimit
from api.catalogue_memory import CatalogueMemory
from api.errors import install_error_handlers
from api.feeds.places import router as place_feed_router
from api.feeds.routes import router as feed_router
from api.head_requests import HeadRequests
from api.health import router as health_router
from api.receiving import Reception
from api.search_recorder import SearchRecorder
from api.v1.routes import router as api_router
from api.watching import watching
from api.web.routes import router as page_router
from api.web.static_files import KeptStaticFiles
from directives import clock
from directives.reading.formats.limits import MEGABYTE
from directives.rules.two_times import AsOf
from directives.rules.working_days import Calendar
from directives.services.calendar import working_calendar
from directives.settings import Settings
from directives.store.files import FileStore
from directives.store.session import open_engine, reading
from index.replica import Replica

PULL_SECONDS = 0.5

_SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none';"
    " base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}

_log = logging.getLogger(__name__)


def create_app(
    settings: Settings,
    *,
    current_time: Callable[[], datetime] = clock.current_time,
    pulls_index: bool = True,
) -> FastAPI:
    """Return the application: pages, JSON and static files over one database and one index.

    Args:
        settings: What the operator set.
        current_time: Where the moment of each request comes from; tests fix it.
        pulls_index: Whether a thread keeps this node's index up to date.
    """
    app = FastAPI(
        title="Directives",
        version=version("directives"),
        summary="Guidance documents, gaps and promises of Viet Nam's two-tier local government",
        lifespan=_keep_fresh if pulls_index else _stop_reading,
        docs_url=None,
        redoc_url=None,
        routes=_routes(),
    )
    app.state.settings = settings
    app.state.engine = open_engine(settings.database)
    app.state.files = FileStore(settings.files_dir)
    app.state.reception = Reception.of(settings, lambda: _calendar(app))
    app.state.replica = Replica(settings.index_dir, settings.search_engine)
    app.state.searches = SearchRecorder(app.state.engine)
    app.state.memory = CatalogueMemory()
    app.state.current_time = current_time
    install_error_handlers(app)
    # Some room beside the file is for the fields of its form.
    app.add_middleware(BodyLimit, largest_bytes=(settings.max_upload_mb + 1) * MEGABYTE)
    app.add_middleware(HeadRequests)
    app.add_middleware(_SecurityHeaders)
    return app


@cache
def _routes() -> list[BaseRoute]:
    """Return every way in; shared by all applications of a process, as none keeps a state.

    FastAPI works out the parameters of all routes anew for each inclusion of a router.
    """
    router = APIRouter()
    router.include_router(health_router)
    router.include_router(api_router)
    router.include_router(place_feed_router)  # before the pages: /dia-phuong/15.ics is no place
    router.include_router(page_router)
    router.include_router(feed_router)
    router.mount("/static", KeptStaticFiles())
    return router.routes


class _SecurityHeaders:
    """Adds what browsers are told to every answer, without a task of its own for each."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


@asynccontextmanager
async def _keep_fresh(app: FastAPI) -> AsyncIterator[None]:
    """Pull changes into the index every half second, and watch over the reminders.

    At the start, and when a day begins, count the catalogue, or whoever comes first waits for it.
    """
    stop = threading.Event()

    def keep_up() -> None:
        counted_on = None
        while not stop.is_set():
            try:
                now = app.state.current_time()
                today = clock.ha_noi_date(now)
                if counted_on != today:
                    counted_on = today  # once: if it fails, the pages count for themselves
                    with reading(app.state.engine) as session:
                        app.state.memory.count_ahead(session, AsOf(today, now))
                app.state.replica.pull(app.state.engine, today)
            except Exception:  # noqa: BLE001 - an edge that logs: the next second tries again
                _log.exception("Counts or index could not be brought up to date")
            stop.wait(PULL_SECONDS)

    thread = threading.Thread(target=keep_up, name="keep-fresh", daemon=True)
    thread.start()
    with watching(app.state.engine, app.state.settings, app.state.current_time):
        async with _stop_reading(app):
            yield
    stop.set()
    thread.join(timeout=10)
    if not thread.is_alive():
        app.state.replica.close()


@asynccontextmanager
async def _stop_reading(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.reception.close()


def _calendar(app: FastAPI) -> Calendar:
    with reading(app.state.engine) as session:
        return working_calendar(session)
