"""The list of contact persons, and the bodies that nobody reaches."""

from collections import Counter

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.web.addresses import Paged, PageNumber, paged, whole_number
from api.web.contact_rows import ADDRESS, body_name, contact_rows
from api.web.rendering import render
from api.web.words import ReaderWords
from directives.models.base import saved_id
from directives.rules.permissions import check_can_administer
from directives.rules.two_times import AsOf
from directives.services.promise_standings import running_promises
from directives.store.contacts import list_contacts, list_out_of_reach

router = APIRouter(include_in_schema=False)


@router.get(ADDRESS)
def contact_list(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    today: Today,
    page: PageNumber,
    agency: str = "",
    place: str = "",
) -> Response:
    """List the persons who are told, all or of one body or place."""
    check_can_administer(actor)
    found = list_contacts(session, today, agency_id=whole_number(agency), place_code=place or None)
    shown = paged(found, page)
    rows = contact_rows(session, shown.rows, words, today)
    body = body_name(session, whole_number(agency), place or None, words) if agency or place else ""
    new = f"{ADDRESS}/moi" + (f"?agency={agency}" if whole_number(agency) else "")
    return render(
        request,
        "contacts.html",
        page=Paged(rows, shown.page, shown.last, shown.total),
        body=body,
        new_url=f"{ADDRESS}/moi?place={place}" if place else new,
        out_of_reach=len(list_out_of_reach(session, today)),
    )


@router.get(ADDRESS + "/con-thieu")
def out_of_reach(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    now: Now,
    today: Today,
    page: PageNumber,
) -> Response:
    """List the bodies whom no notice reaches; those that have promised something come first."""
    check_can_administer(actor)
    promised: Counter[int | None] = Counter()
    for promises in running_promises(session, AsOf(today, now)):
        promised.update(one.lead_agency_id for one in promises)
    bodies = sorted(list_out_of_reach(session, today), key=lambda one: -promised[one.id])
    shown: Paged[tuple[int, str, int]] = paged(
        [(saved_id(one), words.name(one.name, one.name_en), promised[one.id]) for one in bodies],
        page,
    )
    return render(request, "contacts_missing.html", page=shown)
