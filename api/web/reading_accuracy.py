"""How accurate reading is in use, as those who checked it decided."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.dependencies import CurrentActor, DbSession
from api.web.rendering import render
from api.web.review_page import LABELS
from api.web.words import ReaderWords
from directives.rules.permissions import check_signed_in
from directives.services.reading_accuracy import accuracy_in_use

router = APIRouter(include_in_schema=False)


@router.get("/bao-cao/do-chinh-xac")
def reading_accuracy(
    request: Request, session: DbSession, actor: CurrentActor, words: ReaderWords
) -> HTMLResponse:
    """Show, field by field, what was accepted, corrected, cleared and missed."""
    check_signed_in(actor)
    fields = accuracy_in_use(session)
    rows = [(words.say(LABELS[one.field]), one) for one in fields if one.shown or one.missed]
    return render(request, "reading_accuracy.html", rows=rows)
