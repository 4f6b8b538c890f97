"""Places as administrators find and add them, and the page of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.dependencies import CurrentActor, DbSession, Today
from api.web.addresses import Paged, PageNumber, paged
from api.web.contact_forms import needed_day
from api.web.formatting import day
from api.web.forms import typed_words
from api.web.names import Link, place_names
from api.web.place_change_kinds import changes_of
from api.web.place_history import ADDRESS, HistoryRow, ImpactRow, history_of, impact_rows
from api.web.place_rows import KIND_WORDS
from api.web.rendering import render
from api.web.sent_forms import SentForm, Typed
from api.web.words import ReaderWords
from directives.errors import DirectivesError
from directives.models.place import NewPlace, Place
from directives.rules.permissions import check_can_administer
from directives.rules.place_names import PROVINCE_KINDS
from directives.rules.vietnamese import fold
from directives.services.place_changes import add_place
from directives.services.place_records import get_recorded_place
from directives.store.place_impact import count_impact
from directives.store.places import list_provinces, search_places

_MOST_FOUND = 1_000

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class KeptPlacePage:
    """A place, its history, what names it, and what can be done."""

    place: Place
    name: str
    history: Sequence[HistoryRow]
    impact: Sequence[ImpactRow]
    changes: Sequence[Link]


@router.get(ADDRESS)
def place_list(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    today: Today,
    page: PageNumber,
    ten: str = "",
) -> Response:
    """Find places by name, also by a former one; without words, the provinces."""
    check_can_administer(actor)
    asked = typed_words(ten)[:200]
    found = (
        search_places(session, fold(asked), limit=_MOST_FOUND)
        if asked
        else list_provinces(session, today)
    )
    shown = paged(found, page)
    names = place_names(session, [one.code for one in shown.rows])
    rows: Paged[tuple[Place, str]] = Paged(
        [(one, names[one.code]) for one in shown.rows], shown.page, shown.last, shown.total
    )
    return render(request, "kept_places.html", page=rows, asked=asked)


@router.get(ADDRESS + "/moi")
def new_form(request: Request, actor: CurrentActor, today: Today, tinh: str = "") -> Response:
    """Show the form for a place not known yet."""
    check_can_administer(actor)
    return _new(request, {"kind": "", "province": tinh, "on": day(today)}, {})


@router.post(ADDRESS + "/moi")
def add(
    request: Request,
    sent: SentForm,
    words: ReaderWords,
    code: Typed = "",
    name: Typed = "",
    province: Typed = "",
    kind: Typed = "",
    on: Typed = "",
) -> Response:
    """Add a place; what is wrong is shown again, beside its field."""
    check_can_administer(sent.actor)
    said = {"code": code, "name": name, "province": province, "kind": kind, "on": on}
    typed = {field: typed_words(text) for field, text in said.items()}
    new = NewPlace(
        code=typed["code"],
        name=typed["name"],
        kind=typed["kind"],
        province_code=typed["province"],
    )
    try:
        first = needed_day(on, field="on")
        with sent.session.begin_nested():
            added = add_place(sent.session, sent.actor, new, on=first, now=sent.at.known_at)
    except DirectivesError as refused:
        return _new(request, typed, {refused.field or "": refused.message(words.catalogue.gettext)})
    return sent.see(f"{ADDRESS}/{added.code}")


def _new(request: Request, typed: Mapping[str, str], errors: Mapping[str, str]) -> Response:
    return render(
        request,
        "kept_place_new.html",
        typed=typed,
        errors=errors,
        kinds={kind: KIND_WORDS[kind] for kind in PROVINCE_KINDS},
        status_code=422 if errors else 200,
    )


@router.get(ADDRESS + "/{code}")
def place_page(
    request: Request, code: str, session: DbSession, actor: CurrentActor, words: ReaderWords
) -> Response:
    """Show a place as it is recorded, its history, and what can be done."""
    check_can_administer(actor)
    place = get_recorded_place(session, code)
    page = KeptPlacePage(
        place=place,
        name=place_names(session, [code])[code],
        history=history_of(session, place, words),
        impact=impact_rows(count_impact(session, [code]), place, words),
        changes=[
            Link(words.say(change.title), f"{ADDRESS}/{code}/{key}")
            for key, change in changes_of(place).items()
        ],
    )
    return render(request, "kept_place.html", page=page)
