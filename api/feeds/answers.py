"""How a feed is answered: with an address of its own, and not at all where nothing is new."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from http import HTTPStatus

from fastapi import Request, Response

from api.feeds.atom import MEDIA_TYPE, Entry, Feed, atom, tag_uri
from api.web.words import Words
from directives.translation import N_

KEPT_SECONDS = 300

_PRODUCT = N_("Theo dõi văn bản hướng dẫn")


def answer_atom(
    request: Request,
    title: str,
    page: str,
    entries: Sequence[Entry],
    *,
    words: Words,
    now: datetime,
) -> Response:
    """Answer with a feed whose page shows the same."""
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    product = words.say(_PRODUCT)
    body = atom(
        Feed(
            id=tag_uri(host_of(request), f"feeds{page}"),
            title=f"{title} - {product}",
            author=product,
            language=words.language,
            updated=entries[0].updated if entries else midnight,
            url=absolute(request, page),
            own_url=str(request.url),
            entries=entries,
        )
    )
    return answer_cached(request, body, MEDIA_TYPE)


def answer_cached(
    request: Request, body: bytes, media_type: str, *, is_personal: bool = False
) -> Response:
    """Answer with a body that may be kept a while, or say that it is the one already had.

    What is personal is kept by the reader's own program only, and found by no search engine.
    """
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    kept = f"max-age={KEPT_SECONDS}"
    headers = {"ETag": etag, "Cache-Control": kept, "Vary": "Cookie"}
    if is_personal:
        headers |= {"Cache-Control": f"private, {kept}", "X-Robots-Tag": "noindex"}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def host_of(request: Request) -> str:
    """Return the host that identifiers of this service are made of."""
    return request.url.hostname or "localhost"


def absolute(request: Request, path: str) -> str:
    """Return an address on this site; `path` holds its query and fragment."""
    return str(request.base_url).rstrip("/") + path
