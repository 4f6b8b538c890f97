"""What could not be delivered, for the administrator to send again once it is mended."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from api.dependencies import CurrentActor, DbSession
from api.web.addresses import RecordId
from api.web.rendering import render
from api.web.sent_forms import SentForm
from directives.services.delivery import retry_message, view_failed

router = APIRouter(include_in_schema=False)

ADDRESS = "/quan-tri/thu-khong-gui-duoc"


@router.get(ADDRESS)
def dead_letters(request: Request, session: DbSession, actor: CurrentActor) -> HTMLResponse:
    """Show what was given up, the newest first."""
    return render(request, "dead_letters.html", messages=view_failed(session, actor))


@router.post(ADDRESS + "/{message_id:int}/gui-lai")
def retry(message_id: RecordId, sent: SentForm) -> Response:
    """Owe a message anew; the next round carries it."""
    retry_message(sent.session, sent.actor, message_id, now=sent.at.known_at)
    return sent.see(ADDRESS)
