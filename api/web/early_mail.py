"""The page on which a reader stops early reminders by mail, without signing in."""

from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now
from api.web.rendering import render
from directives.services.early_mail import choose_early_mail, readers_of

ADDRESS: Final = "/thu-nhac-som/{token}"

router = APIRouter(include_in_schema=False)

_OneClick = Annotated[str, Form(alias="List-Unsubscribe")]


@router.get(ADDRESS)
def show(request: Request, token: str, session: DbSession, _actor: CurrentActor) -> Response:
    """Show how it stands; nothing changes by looking."""
    return _page(request, session, token)


@router.post(ADDRESS)
def choose(
    request: Request,
    token: str,
    session: DbSession,
    _actor: CurrentActor,
    now: Now,
    *,
    wanted: Annotated[str, Form()] = "",
    one_click: _OneClick = "",
) -> Response:
    """Stop early reminders, or take them up again.

    A mail program that does it in one click (RFC 8058) follows no redirection, so it gets the page.
    """
    choose_early_mail(session, token, is_wanted=wanted == "1", now=now)
    if one_click:
        return _page(request, session, token)
    return RedirectResponse(request.url.path, HTTPStatus.SEE_OTHER)


def _page(request: Request, session: Session, token: str) -> Response:
    readers = readers_of(session, token)
    is_stopped = all(one.early_mail_declined_at for one in readers)
    response = render(
        request, "early_mail.html", readers=[one.name for one in readers], is_stopped=is_stopped
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
