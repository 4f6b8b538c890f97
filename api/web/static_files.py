"""Serve our own style sheet and script, and let browsers keep them for a year."""

import hashlib
from functools import cache
from http import HTTPStatus
from importlib import resources
from urllib.parse import parse_qs

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

KEEP_FOR_A_YEAR = "public, max-age=31536000, immutable"
FOUND = (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)


@cache
def content_hash(name: str) -> str:
    """Return a short hash of the bytes of a static file.

    Raises:
        FileNotFoundError: there is no such file.
    """
    source = resources.files("api.web").joinpath("static", name)
    return hashlib.sha256(source.read_bytes()).hexdigest()[:16]


def static_url(name: str) -> str:
    """Return an address that changes with the file: /static/style.css?v=0f3a….

    Raises:
        FileNotFoundError: there is no such file.
    """
    return f"/static/{name}?v={content_hash(name)}"


class KeptStaticFiles(StaticFiles):
    """The files of `api/web/static`; an address with the right hash never grows old."""

    def __init__(self) -> None:
        super().__init__(packages=[("api.web", "static")])

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer as usual and, where the address holds the file's hash, allow long keeping."""
        response = await super().get_response(path, scope)
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("v")
        if response.status_code in FOUND and asked == [content_hash(path)]:
            response.headers["Cache-Control"] = KEEP_FOR_A_YEAR
        return response
