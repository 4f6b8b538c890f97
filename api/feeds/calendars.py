"""The days promised by an agency, in a sector, and those of which a person is told."""

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from api.catalogue_memory import CatalogueMemory, Memory
from api.dependencies import DbSession, Now, Today
from api.feeds.answers import answer_cached
from api.feeds.calendar import MEDIA_TYPE, calendar
from api.feeds.promise_days import promise_days, promises_to_place
from api.web.addresses import RecordId
from api.web.names import agency_name, sector_name
from api.web.words import ReaderWords
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf
from directives.services.calendar_addresses import owner_of_calendar
from directives.services.commitment_views import CommitmentView
from directives.services.places import get_place
from directives.services.promise_calendars import (
    promises_of_agency,
    promises_of_sector,
    promises_told_to_oversight,
)
from directives.translation import N_
from directives.vocabulary import Role

router = APIRouter(include_in_schema=False)


@router.get("/co-quan/{agency_id:int}.ics")
def days_of_agency(
    request: Request,
    agency_id: RecordId,
    session: DbSession,
    words: ReaderWords,
    *,
    now: Now,
    today: Today,
) -> Response:
    """Give the days by which an agency promised something, or answers for it as successor."""
    agency, promises = promises_of_agency(session, agency_id, AsOf(today, now))
    days = promise_days(request, session, promises, words, today=today)
    name = words.say(N_("Thời hạn cam kết: {name}"), name=agency_name(agency, words))
    return answer_cached(request, calendar(name, days), MEDIA_TYPE)


@router.get("/linh-vuc/{code}.ics")
def days_of_sector(
    request: Request,
    code: str,
    session: DbSession,
    words: ReaderWords,
    *,
    now: Now,
    today: Today,
) -> Response:
    """Give the days by which something was promised in a sector or below it."""
    sector, promises = promises_of_sector(session, code, AsOf(today, now))
    days = promise_days(request, session, promises, words, today=today)
    name = words.say(N_("Thời hạn cam kết: {name}"), name=sector_name(sector, words))
    return answer_cached(request, calendar(name, days), MEDIA_TYPE)


@router.get("/toi/{secret}.ics")
def days_of_person(
    request: Request,
    secret: str,
    session: DbSession,
    memory: Memory,
    *,
    words: ReaderWords,
    now: Now,
    today: Today,
) -> Response:
    """Give the days of which the owner of a secret address is told."""
    owner = owner_of_calendar(session, secret)
    promises = promises_told_to(session, owner, AsOf(today, now), memory)
    days = promise_days(request, session, promises, words, today=today)
    name = words.say(N_("Thời hạn của tôi"))
    return answer_cached(request, calendar(name, days), MEDIA_TYPE, is_personal=True)


def promises_told_to(
    session: Session, actor: Actor, at: AsOf, memory: CatalogueMemory
) -> list[CommitmentView]:
    """Return the promises of which somebody is told.

    A drafter's are those of the agency, an officer's those for which the place waits; who
    oversees is told of those that are late beyond the last rung of the ladder.
    """
    if actor.role is Role.OVERSIGHT:
        return promises_told_to_oversight(session, at)
    if actor.place_code:
        view = get_place(session, actor.place_code, day=at.day)
        return promises_to_place(session, view, at, memory)
    if actor.agency_id:
        return promises_of_agency(session, actor.agency_id, at)[1]
    return []
