"""The first page of those who run the service: what they keep, each a page."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.dependencies import CurrentActor, CurrentSettings, DbSession, Now, Today
from api.mailing import sending_hours
from api.web.rendering import render
from directives.rules.permissions import check_can_administer
from directives.services.heartbeat import take_pulse
from directives.store.contacts import list_contacts, list_out_of_reach
from directives.store.outbox import list_failed
from directives.store.webhooks import count_failed_webhooks, count_webhooks

ADDRESS = "/quan-tri"

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class AdministrationPage:
    """How what the service stands on is kept."""

    people: int
    out_of_reach: int
    webhooks: int
    webhooks_failed: int  # switched off because nothing arrived
    dead_letters: int
    is_silent: bool  # a day of sending hours has passed without reminders


@router.get(ADDRESS)
def administration(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    settings: CurrentSettings,
    *,
    now: Now,
    today: Today,
) -> Response:
    """Show what is administered, with what is missing."""
    check_can_administer(actor)
    page = AdministrationPage(
        people=len(list_contacts(session, today)),
        out_of_reach=len(list_out_of_reach(session, today)),
        webhooks=count_webhooks(session),
        webhooks_failed=count_failed_webhooks(session),
        dead_letters=len(list_failed(session)),
        is_silent=take_pulse(session, now=now, hours=sending_hours(settings)).reminders.is_silent,
    )
    return render(request, "administration.html", page=page)
