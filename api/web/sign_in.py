"""Sign in and out."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.dependencies import (
    SESSION_COOKIE,
    CurrentActor,
    CurrentSettings,
    DbSession,
    Now,
    check_csrf,
)
from api.web.addresses import local_path
from api.web.forms import check_form_token, form_token, keep_form_token
from api.web.rendering import render
from api.web.words import ReaderWords
from directives.errors import FormExpired, SignInRefused
from directives.services.accounts import sign_in, sign_out
from directives.settings import Settings
from directives.translation import N_

router = APIRouter(include_in_schema=False)

_SECONDS_PER_HOUR = 3600

Field = Annotated[str, Form(max_length=400)]


@router.get("/dang-nhap")
def sign_in_form(
    request: Request,
    actor: CurrentActor,
    settings: CurrentSettings,
    next: str = "/",  # noqa: A002 - the name in the address
) -> Response:
    """Show the form; who has signed in goes on."""
    if actor.account_id is not None:
        return RedirectResponse(local_path(next), HTTPStatus.SEE_OTHER)
    return _form(request, settings, goes_to=next)


@router.post("/dang-nhap")
def open_sign_in(
    request: Request,
    session: DbSession,
    _actor: CurrentActor,
    settings: CurrentSettings,
    words: ReaderWords,
    now: Now,
    username: Field = "",
    password: Field = "",
    next: Field = "/",  # noqa: A002 - the name in the address
    form_token: Field = "",
) -> Response:
    """Sign in and go on to where the reader came from."""
    errors = {}
    if not username.strip():
        errors["username"] = words.say(N_("Hãy điền tên đăng nhập."))
    if not password:
        errors["password"] = words.say(N_("Hãy điền mật khẩu."))
    token = ""
    if not errors:
        try:
            check_form_token(request, form_token)
            token, _opened = sign_in(
                session, username, password, hours=settings.session_hours, now=now
            )
        except (SignInRefused, FormExpired) as refused:
            errors[""] = refused.message(words.catalogue.gettext)
    if errors:
        return _form(request, settings, goes_to=next, username=username, errors=errors)
    response = RedirectResponse(local_path(next), HTTPStatus.SEE_OTHER)
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=settings.session_hours * _SECONDS_PER_HOUR,
        httponly=True,
        secure=settings.secure_cookies,
        samesite="lax",
    )
    return response


@router.post("/dang-xuat")
def close_sign_in(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    now: Now,
    csrf_token: Field = "",
) -> RedirectResponse:
    """Sign out and go home; who was signed out meanwhile goes home, too."""
    if actor.account_id is not None:
        check_csrf(request, csrf_token)
        sign_out(session, request.cookies.get(SESSION_COOKIE, ""), now=now)
    response = RedirectResponse("/", HTTPStatus.SEE_OTHER)
    response.delete_cookie(SESSION_COOKIE)
    return response


def _form(
    request: Request,
    settings: Settings,
    *,
    goes_to: str,
    username: str = "",
    errors: dict[str, str] | None = None,
) -> Response:
    token = form_token(request)
    response = render(
        request,
        "sign_in.html",
        status_code=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
        form_token=token,
        goes_to=local_path(goes_to),
        username=username,
        errors=errors or {},
    )
    response.headers["Cache-Control"] = "no-store"
    keep_form_token(response, token, settings)
    return response
