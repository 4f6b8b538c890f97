"""What could not be delivered, for the administrator to send again once it is mended."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api.dependencies import CurrentActor, DbSession, Now, check_csrf
from api.web.addresses import RecordId
from api.web.rendering import render
from directives.services.delivery import retry_message, view_failed

router = APIRouter(include_in_schema=False)

ADDRESS = "/quan-tri/thu-khong-gui-duoc"


@router.get(ADDRESS)
def dead_letters(request: Request, session: DbSession, actor: CurrentActor) -> HTMLResponse:
    """Show what was given up, the newest first."""
    return render(request, "dead_letters.html", messages=view_failed(session, actor))


@router.post(ADDRESS + "/{message_id:int}/gui-lai")
def retry(
    request: Request,
    message_id: RecordId,
    session: DbSession,
    actor: CurrentActor,
    now: Now,
    *,
    csrf_token: Annotated[str, Form()] = "",
) -> RedirectResponse:
    """Owe a message anew; the next round carries it."""
    check_csrf(request, csrf_token)
    retry_message(session, actor, message_id, now=now)
    return RedirectResponse(ADDRESS, status_code=HTTPStatus.SEE_OTHER)
