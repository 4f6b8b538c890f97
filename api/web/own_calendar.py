"""The page of a person's own calendar: what is in it, its secret address, a new one."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession
from api.feeds.answers import absolute
from api.web.names import agency_names, place_names
from api.web.rendering import render
from api.web.sent_forms import SentForm
from api.web.words import ReaderWords, Words
from directives.rules.permissions import Actor
from directives.services.calendar_addresses import (
    calendar_address,
    renew_calendar_address,
    stop_calendar,
)
from directives.translation import N_
from directives.vocabulary import Role

ADDRESS = "/tai-khoan/lich"

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class OwnCalendarPage:
    """What the calendar holds, and under which address; both empty where there is none.

    Attributes:
        contents: What the account is told of, as a sentence; empty when it is told of nothing.
        address: The secret address, for programs that ask for it.
        made_at: Since when that is the address.
    """

    contents: str
    address: str
    made_at: datetime | None


@router.get(ADDRESS)
def own_calendar(
    request: Request, session: DbSession, actor: CurrentActor, words: ReaderWords
) -> HTMLResponse:
    """Show the signed-in person's calendar."""
    found = calendar_address(session, actor)
    page = OwnCalendarPage(
        contents=_contents(session, actor, words),
        address=absolute(request, f"/feeds/toi/{found.secret}.ics") if found else "",
        made_at=found.made_at if found else None,
    )
    response = render(request, "own_calendar.html", page=page)
    response.headers["Cache-Control"] = "no-store"
    return response


def _contents(session: Session, actor: Actor, words: Words) -> str:
    if actor.role is Role.OVERSIGHT:
        return words.say(N_("Các cam kết quá hạn đã đến mức phải báo cơ quan giám sát."))
    if actor.place_code:
        name = place_names(session, [actor.place_code]).get(actor.place_code, "")
        return words.say(N_("Thời hạn đã hứa của những việc mà {place} đang chờ."), place=name)
    if actor.agency_id:
        name = agency_names(session, [actor.agency_id], words).get(actor.agency_id, "")
        return words.say(N_("Thời hạn các cam kết mà {agency} chủ trì."), agency=name)
    return ""


@router.post(ADDRESS)
def renew(sent: SentForm) -> Response:
    """Make the address, or a new one in its place."""
    renew_calendar_address(sent.session, sent.actor, now=sent.at.known_at)
    return sent.see(ADDRESS)


@router.post(ADDRESS + "/bo")
def stop(sent: SentForm) -> Response:
    """Let the calendar have no address any more."""
    stop_calendar(sent.session, sent.actor, now=sent.at.known_at)
    return sent.see(ADDRESS)
