"""A form that was refused comes back on its page: the reason at its field, what was typed kept.

The page is asked for anew, as the reader may see it after the refusal, and its form is filled in
as it was sent: so no form needs code of its own for mistakes.
"""

from collections import defaultdict
from collections.abc import Mapping
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse
from starlette.routing import Match
from starlette.types import Message

from api.sent_once import FORM_KEY
from api.web.filled_forms import SentFields, filled_page
from api.web.forms import typed_words
from api.web.rendering import language_of

_NOT_TYPED = frozenset({FORM_KEY, "csrf_token", "password"})
_OF_THE_BODY = frozenset({b"content-type", b"content-length"})
# What the next request has in common with this one (ASGI, HTTP connection scope).
_OF_THE_READER = (
    *("type", "asgi", "http_version", "scheme", "root_path"),
    *("headers", "client", "server", "extensions"),
)


class _Page(NamedTuple):
    """The answer to a request for a page."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes

    @property
    def is_shown(self) -> bool:
        """Whether it is a page that was found."""
        kind = dict(self.headers).get(b"content-type", b"")
        return self.status == HTTPStatus.OK and kind.startswith(b"text/html")


async def sent_back(
    request: Request, errors: Mapping[str, str], status: HTTPStatus
) -> HTMLResponse | None:
    """Return the page of a refused form, with the form as it was sent; None where none shows.

    Args:
        request: The form as sent.
        errors: Sentences by the name of the field that is wrong; "" for the form as a whole.
        status: Of the refusal.
    """
    page = await _asked_for(request, _page_of(request))
    if not page.is_shown:
        return None
    typed = await _typed(request)
    written = filled_page(page.body.decode(), request.url.path, typed, errors, language_of(request))
    answer = HTMLResponse(written, status)
    answer.raw_headers += [one for one in page.headers if one[0] not in _OF_THE_BODY]
    return answer


def page_above(request: Request, path: str) -> str:
    """Return the nearest page at or above a path; the first page where there is none."""
    while path and not _is_page(request, path):
        path = path.rpartition("/")[0]
    return path or "/"


def _page_of(request: Request) -> str:
    """Return the page that a form stands on: the browser names it, else it is the one above."""
    came_from = urlsplit(request.headers.get("referer", ""))
    if came_from.netloc == request.url.netloc and _is_page(request, came_from.path):
        return came_from._replace(scheme="", netloc="", fragment="").geturl()
    return page_above(request, request.url.path)


def _is_page(request: Request, path: str) -> bool:
    scope = {**request.scope, "method": "GET", "path": path}
    return any(route.matches(scope)[0] is Match.FULL for route in request.app.routes)


async def _typed(request: Request) -> SentFields:
    typed = defaultdict(list)
    for name, value in (await request.form()).multi_items():
        if isinstance(value, str) and name not in _NOT_TYPED:
            typed[name].append(typed_words(value))
    return typed


async def _asked_for(request: Request, address: str) -> _Page:
    """Ask this very application for a page, in the reader's name."""
    asked = urlsplit(address)
    scope = {name: request.scope[name] for name in _OF_THE_READER if name in request.scope}
    scope |= {
        "method": "GET",
        "path": asked.path,
        "raw_path": asked.path.encode(),
        "query_string": asked.query.encode(),
    }
    told: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        told.append(message)

    await request.app(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in told[1:])
    return _Page(told[0]["status"], list(told[0]["headers"]), body)
