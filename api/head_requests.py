"""Whoever asks for the head of anything that can be read is answered as a reader is."""

from typing import Final

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

_ONLY_HEAD: Final = "directives.only_head"


class HeadRequests:
    """Answer HEAD wherever GET is answered: the same status and headers (RFC 9110, 9.3.2).

    FastAPI, unlike Starlette, gives HEAD to no route by itself. The server sends no body: it knows
    how it was asked.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request for a head on as one for the whole."""
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET", _ONLY_HEAD: True}
        await self._app(scope, receive, send)


def is_for_head(request: Request) -> bool:
    """Tell whether only the head was asked for: a program looked, nobody read."""
    return _ONLY_HEAD in request.scope
