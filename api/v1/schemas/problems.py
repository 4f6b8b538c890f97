"""How refusals look (RFC 9457), and how OpenAPI tells of them."""

from http import HTTPStatus
from typing import Any

from pydantic import BaseModel


class Problem(BaseModel):
    """A refusal. `code` is stable for programs, `detail` is a sentence for people."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    field: str | None = None
    errors: list[dict[str, str]] | None = None
    document_id: int | None = None
    same: str | None = None  # bytes, text, number or near_text: in what a file is not new


_MEANING = {
    HTTPStatus.UNAUTHORIZED: "Nobody has signed in and no token was sent.",
    HTTPStatus.FORBIDDEN: "The account may not do it, or the CSRF token is missing.",
    HTTPStatus.NOT_FOUND: "There is no such record, or the account may not know of it.",
    HTTPStatus.CONFLICT: "The state of the catalogue forbids it now.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The request is larger than any file that is taken.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "A value is wrong; `field` names it.",
}

_READING = (HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)


def problems(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """Return the `responses` of a route that may be refused so."""
    content = {"application/problem+json": {"schema": Problem.model_json_schema()}}
    return {
        status.value: {"description": _MEANING[status], "content": content} for status in statuses
    }


READING = problems(*_READING)
WRITING = problems(*_MEANING)
