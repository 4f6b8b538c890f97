"""The administrator's page of the hours in which letters go out."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import Session

from api.dependencies import CurrentActor, CurrentSettings, DbSession
from api.mailing import sending_hours
from api.web.addresses import whole_number
from api.web.rendering import render
from api.web.sent_forms import SentForm, Typed
from api.web.words import ReaderWords
from directives.errors import ValueInvalid
from directives.rules.permissions import check_can_administer
from directives.rules.sending import SendingHours
from directives.services.sending_hours import hours_in_force, set_hours
from directives.settings import Settings

ADDRESS = "/quan-tri/gio-gui-thu"

router = APIRouter(include_in_schema=False)


@router.get(ADDRESS)
def hours_page(
    request: Request, session: DbSession, actor: CurrentActor, settings: CurrentSettings
) -> Response:
    """Show the hours in force, to be changed."""
    check_can_administer(actor)
    return _page(request, session, settings)


@router.post(ADDRESS)
def change_hours(
    request: Request,
    sent: SentForm,
    settings: CurrentSettings,
    words: ReaderWords,
    *,
    from_hour: Typed = "",
    until_hour: Typed = "",
) -> Response:
    """Let letters go out in other hours from now on."""
    first, last = (whole_number(typed.strip()) for typed in (from_hour, until_hour))
    wanted = SendingHours(-1 if first is None else first, -1 if last is None else last)
    try:
        set_hours(sent.session, sent.actor, wanted, now=sent.at.known_at)
    except ValueInvalid as refused:
        errors = {"until_hour": refused.message(words.catalogue.gettext)}
        typed = {"from_hour": from_hour, "until_hour": until_hour}
        return _page(request, sent.session, settings, errors=errors, typed=typed)
    return sent.see(ADDRESS)


def _page(
    request: Request,
    session: Session,
    settings: Settings,
    *,
    errors: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    hours = hours_in_force(session, sending_hours(settings))
    return render(
        request,
        "sending_hours.html",
        status_code=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
        hours=hours,
        typed=typed or {"from_hour": hours.from_hour, "until_hour": hours.until_hour},
        errors=dict(errors or {}),
    )
