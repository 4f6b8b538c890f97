"""Where the domain's refusals meet HTTP: a problem (RFC 9457) for programs, a page for people."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import ValidationError
from starlette.exceptions import HTTPException

from api.sent_once import SentBefore
from api.web.rendering import language_of, render
from api.web.sent_back import page_above, sent_back
from directives.errors import (
    Conflict,
    DirectivesError,
    DocumentAlreadyRegistered,
    DocumentAmbiguous,
    Forbidden,
    Invalid,
    NotFound,
    NotSignedIn,
)
from directives.translation import N_, translator

STATUS_OF: dict[type[DirectivesError], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    Forbidden: HTTPStatus.FORBIDDEN,
}

_PROBLEM = "application/problem+json"
_WRONG_REQUEST = N_("Yêu cầu không hợp lệ.")
_REFUSALS = {
    HTTPStatus.NOT_FOUND: N_("Không có trang này."),
    HTTPStatus.METHOD_NOT_ALLOWED: N_("Trang này không nhận yêu cầu như vậy."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: N_("Điều gửi lên quá lớn."),
}
_WRONG_VALUE = N_("Giá trị không hợp lệ.")
_REASONS = {
    "missing": N_("Thiếu giá trị."),
    "string_too_short": N_("Giá trị quá ngắn."),
    "string_too_long": N_("Giá trị quá dài."),
    "enum": N_("Không phải là một trong các giá trị được dùng."),
    "date_from_datetime_parsing": N_("Ngày phải viết như 2025-10-15."),
    "date_parsing": N_("Ngày phải viết như 2025-10-15."),
    "int_parsing": N_("Phải là một số nguyên."),
}


def status_of(error: DirectivesError) -> HTTPStatus:
    """Return the status of a refusal by its kind; 401 where signing in would help."""
    if isinstance(error, NotSignedIn):
        return HTTPStatus.UNAUTHORIZED
    return next(status for kind, status in STATUS_OF.items() if isinstance(error, kind))


def is_for_programs(request: Request) -> bool:
    """Tell whether a request wants JSON rather than a page."""
    return request.url.path.startswith("/api/")


def install_error_handlers(app: FastAPI) -> None:
    """Let the application answer refusals in the reader's language."""
    app.add_exception_handler(DirectivesError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(ValidationError, _typed_unfit)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(SentBefore, _sent_before)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, DirectivesError)
    status = status_of(error)
    detail = error.message(translator(language_of(request)))
    if is_for_programs(request):
        more = _extensions(error)
        return _problem(status, error.code, detail, field=error.field, **more)
    if isinstance(error, NotSignedIn) and request.method == "GET":
        return RedirectResponse(f"/dang-nhap?next={request.url.path}", HTTPStatus.SEE_OTHER)
    return await _told_on_page(request, {error.field or "": detail}, status, detail)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    translate = translator(language_of(request))
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    wrong = [
        {
            "field": _printable(".".join(map(str, found["loc"][1:]))),
            "reason": translate(_REASONS.get(found["type"], _WRONG_VALUE)),
        }
        for found in error.errors()
    ]
    if is_for_programs(request):
        field = wrong[0]["field"] if wrong else None
        return _problem(
            status, "request_invalid", translate(_WRONG_REQUEST), field=field, errors=wrong
        )
    errors = {one["field"]: one["reason"] for one in wrong}
    return await _told_on_page(request, errors, status, translate(_WRONG_REQUEST))


async def _typed_unfit(request: Request, error: Exception) -> Response:
    """Tell of a form that does not fit the record made of it; elsewhere it is a fault of ours."""
    assert isinstance(error, ValidationError)
    if request.method != "POST" or is_for_programs(request):
        raise error
    translate = translator(language_of(request))
    errors = {
        ".".join(map(str, found["loc"])): translate(_REASONS.get(found["type"], _WRONG_VALUE))
        for found in error.errors()
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return await _told_on_page(request, errors, status, translate(_WRONG_REQUEST))


async def _told_on_page(
    request: Request, errors: Mapping[str, str], status: HTTPStatus, detail: str
) -> Response:
    """Return the page of the form that was sent, with its errors; else a page of the refusal."""
    again = await sent_back(request, errors, status) if request.method == "POST" else None
    return again or render(
        request, "error.html", status_code=status, status=status.value, detail=detail
    )


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    if is_for_programs(request):
        answer: Response = _problem(status, status.name.lower(), status.phrase)
    elif status is HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
        answer = _page_above(request)
    else:
        detail = translator(language_of(request))(_REFUSALS.get(status, _WRONG_REQUEST))
        answer = render(
            request, "error.html", status_code=status, status=status.value, detail=detail
        )
    answer.headers.update(error.headers or {})
    return answer


def _page_above(request: Request) -> Response:
    """Lead whoever reads an address that only takes forms to the page of the form."""
    asked = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(page_above(request, request.url.path) + asked, HTTPStatus.SEE_OTHER)


async def _sent_before(_request: Request, error: Exception) -> Response:
    """Lead to what the same request did the first time (RFC 9110, section 9.3.3)."""
    assert isinstance(error, SentBefore)
    return RedirectResponse(error.address, HTTPStatus.SEE_OTHER)


def _printable(name: str) -> str:
    """Return a field's name as sent, without the half characters that no answer can carry."""
    return name.encode("utf-8", "replace").decode()


def _extensions(error: DirectivesError) -> dict[str, object]:
    """Return what a program needs to go on: the record that stands in the way."""
    if isinstance(error, DocumentAmbiguous):
        return {"document_ids": error.values.get("document_ids")}
    if isinstance(error, DocumentAlreadyRegistered):
        return {name: error.values.get(name) for name in ("document_id", "same")}
    return {}


def _problem(
    status: HTTPStatus, code: str, detail: str, *, field: str | None = None, **more: object
) -> JSONResponse:
    body = {
        "type": f"urn:directives:problem:{code}",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        "code": code,
        "field": field,
        **more,
    }
    return JSONResponse(body, status.value, media_type=_PROBLEM)
