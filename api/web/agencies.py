"""The page of a body: what became of it, and what administrators do with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Today
from api.web.addresses import RecordId
from api.web.agency_rows import ADDRESS, Became, what_became
from api.web.contact_forms import needed_day
from api.web.forms import typed_words
from api.web.names import Link, agency_names
from api.web.rendering import render
from api.web.sent_forms import Sent, SentForm, Typed
from api.web.words import ReaderWords, Words
from directives.errors import DirectivesError
from directives.models.agency import Agency, NewAgency
from directives.models.base import saved_id
from directives.rules.permissions import check_can_administer
from directives.services import reorganisations
from directives.services.names import agency_named
from directives.store.agencies import list_agencies
from directives.store.contacts import list_contacts

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """A body, what became of it, and the forms."""

    agency: Agency
    name: str
    parent: Link | None
    became: Sequence[Became]
    people: int
    is_over: bool
    typed: Mapping[str, str]
    errors: Mapping[str, str]
    names: Sequence[str]  # of all bodies, for the lists of the fields


@router.get(ADDRESS + "/{agency_id:int}")
def agency_page(
    request: Request,
    agency_id: RecordId,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    today: Today,
) -> Response:
    """Show a body, what became of it, and what can be done."""
    check_can_administer(actor)
    return _show(request, session, agency_id, {}, {}, words, today)


@router.post(ADDRESS + "/{agency_id:int}/doi-ten")
def rename(
    request: Request,
    agency_id: RecordId,
    sent: SentForm,
    words: ReaderWords,
    name: Typed = "",
    code: Typed = "",
    on: Typed = "",
) -> Response:
    """Continue a body under a new name; the page of the new one is shown."""

    def change() -> int:
        new = NewAgency(name=typed_words(name), code=typed_words(code))
        renamed = reorganisations.rename_agency(
            sent.session,
            sent.actor,
            agency_id,
            new,
            on=needed_day(on, field="on"),
            now=sent.at.known_at,
        )
        return saved_id(renamed)

    typed = {"rename-name": name, "rename-code": code, "rename-on": on}
    return _changed(request, sent, agency_id, words, "rename-", typed, change)


@router.post(ADDRESS + "/{agency_id:int}/sap-nhap")
def merge(
    request: Request,
    agency_id: RecordId,
    sent: SentForm,
    words: ReaderWords,
    successor: Typed = "",
    on: Typed = "",
    scope: Typed = "",
) -> Response:
    """End a body, or with a part named hand over that part; another answers from that day."""

    def change() -> int:
        heir = saved_id(agency_named(sent.session, typed_words(successor), field="successor"))
        first, part = needed_day(on, field="on"), typed_words(scope)
        if part:
            reorganisations.hand_over(
                sent.session,
                sent.actor,
                agency_id,
                heir,
                scope=part,
                on=first,
                now=sent.at.known_at,
            )
        else:
            reorganisations.merge_agencies(
                sent.session, sent.actor, [agency_id], heir, on=first, now=sent.at.known_at
            )
        return agency_id

    typed = {"merge-successor": successor, "merge-on": on, "merge-scope": scope}
    return _changed(request, sent, agency_id, words, "merge-", typed, change)


@router.post(ADDRESS + "/{agency_id:int}/cap-tren")
def place_under(
    request: Request, agency_id: RecordId, sent: SentForm, words: ReaderWords, parent: Typed = ""
) -> Response:
    """Say which body is above; nothing typed: none."""

    def change() -> int:
        named = typed_words(parent)
        above = saved_id(agency_named(sent.session, named, field="parent")) if named else None
        reorganisations.place_under(
            sent.session, sent.actor, agency_id, above, now=sent.at.known_at
        )
        return agency_id

    typed = {"under-parent": parent}
    return _changed(request, sent, agency_id, words, "under-", typed, change)


def _changed(
    request: Request,
    sent: Sent,
    agency_id: int,
    words: Words,
    form: str,
    typed: Mapping[str, str],
    change: Callable[[], int],
) -> Response:
    check_can_administer(sent.actor)
    try:
        with sent.session.begin_nested():
            shown = change()
    except DirectivesError as refused:
        if refused.field is None:
            raise
        errors = {f"{form}{refused.field}": refused.message(words.catalogue.gettext)}
        return _show(request, sent.session, agency_id, typed, errors, words, sent.at.day)
    return sent.see(f"{ADDRESS}/{shown}")


def _show(
    request: Request,
    session: Session,
    agency_id: int,
    typed: Mapping[str, str],
    errors: Mapping[str, str],
    words: Words,
    today: date,
) -> Response:
    agency = reorganisations.get_agency(session, agency_id)
    above = agency_names(session, [agency.parent_id], words)
    page = AgencyPage(
        agency=agency,
        name=words.name(agency.name, agency.name_en),
        parent=next((Link(name, f"{ADDRESS}/{key}") for key, name in above.items()), None),
        became=what_became(session, [agency], words)[agency_id],
        people=len(list_contacts(session, today, agency_id=agency_id)),
        is_over=agency.valid_to is not None and agency.valid_to < today,
        typed=typed,
        errors=errors,
        names=[one.name for one in list_agencies(session)],
    )
    return render(request, "agency.html", page=page, status_code=422 if errors else 200)
