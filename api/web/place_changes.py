"""A place is renamed, merged, divided, moved: first what that would do, then it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now
from api.web.contact_forms import needed_day
from api.web.forms import typed_words
from api.web.names import place_names
from api.web.place_change_kinds import CHANGES, Asked, PlaceChange, TypedChange, changes_of
from api.web.place_history import ADDRESS, ImpactRow, impact_rows
from api.web.place_rows import KIND_WORDS
from api.web.rendering import render
from api.web.sent_forms import SentForm
from api.web.words import ReaderWords, Words
from directives.errors import DirectivesError, PlaceEnded, PlaceNotFound
from directives.models.place import Place
from directives.rules.permissions import Actor, check_can_administer
from directives.rules.place_names import PROVINCE_KINDS
from directives.services.place_records import get_recorded_place
from directives.store.place_impact import count_impact

_FIELDS = {"successor": "to", "province": "to", "code": ""}  # of a refusal -> of the form

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class PlaceChangePage:
    """The form of one change; with `impact`, what it would concern, to be confirmed."""

    place: Place
    name: str
    key: str
    change: PlaceChange
    typed: TypedChange
    errors: Mapping[str, str]
    impact: Sequence[ImpactRow] | None
    others: Sequence[str]  # names of the receiving places


def asked_change(
    name: str = "", kind: str = "", to: str = "", scope: str = "", on: str = ""
) -> TypedChange:
    """Return the fields that an address carries."""
    return TypedChange(*(typed_words(one)[:2_000] for one in (name, kind, to, scope, on)))


@router.get(ADDRESS + "/{code}/{key}")
def look_ahead(
    request: Request,
    code: str,
    key: str,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    now: Now,
    typed: Annotated[TypedChange, Depends(asked_change)],
    xem: str = "",
) -> Response:
    """Show the form; with `xem`, also what the change would concern."""
    check_can_administer(actor)
    place, change = _found(session, code, key)
    if not xem:
        shown = typed if typed.name else TypedChange(**{**asdict(typed), "name": place.name})
        return _show(request, session, place, key, shown)
    impact = impact_rows(count_impact(session, [code]), place, words)
    trial = session.begin_nested()
    try:
        asked = _make(session, actor, code, change, typed, now)
    except DirectivesError as refused:
        return _show(request, session, place, key, typed, errors=_errors(refused, words))
    finally:
        trial.rollback()
    others = asked.others() if "to" in change.fields else []
    return _show(request, session, place, key, typed, impact=impact, others=others)


def sent_change(
    name: Annotated[str, Form(max_length=400)] = "",
    kind: Annotated[str, Form(max_length=40)] = "",
    to: Annotated[str, Form(max_length=2_000)] = "",
    scope: Annotated[str, Form(max_length=2_000)] = "",
    on: Annotated[str, Form(max_length=40)] = "",
) -> TypedChange:
    """Return the fields as they were sent."""
    return asked_change(name, kind, to, scope, on)


@router.post(ADDRESS + "/{code}/{key}")
def save_change(
    request: Request,
    code: str,
    key: str,
    sent: SentForm,
    words: ReaderWords,
    typed: Annotated[TypedChange, Depends(sent_change)],
) -> Response:
    """Make the change."""
    check_can_administer(sent.actor)
    place, change = _found(sent.session, code, key)
    try:
        with sent.session.begin_nested():
            _make(sent.session, sent.actor, code, change, typed, sent.at.known_at)
    except DirectivesError as refused:
        return _show(request, sent.session, place, key, typed, errors=_errors(refused, words))
    return sent.see(f"{ADDRESS}/{code}")


def _found(session: Session, code: str, key: str) -> tuple[Place, PlaceChange]:
    place = get_recorded_place(session, code)
    if place.valid_to is not None:
        raise PlaceEnded(name=place.name, ended_on=f"{place.valid_to:%d/%m/%Y}")
    if key not in changes_of(place):
        raise PlaceNotFound(place=f"{code}/{key}")
    return place, CHANGES[key]


def _make(
    session: Session,
    actor: Actor,
    code: str,
    change: PlaceChange,
    typed: TypedChange,
    now: datetime,
) -> Asked:
    asked = Asked(session, actor, code, typed, needed_day(typed.on, field="on"), now)
    change.make(asked)
    return asked


def _errors(refused: DirectivesError, words: Words) -> dict[str, str]:
    field = refused.field or ""
    return {_FIELDS.get(field, field): refused.message(words.catalogue.gettext)}


def _show(
    request: Request,
    session: Session,
    place: Place,
    key: str,
    typed: TypedChange,
    *,
    errors: Mapping[str, str] | None = None,
    impact: Sequence[ImpactRow] | None = None,
    others: Sequence[str] = (),
) -> Response:
    names = place_names(session, [place.code, *others])
    page = PlaceChangePage(
        place,
        names[place.code],
        key,
        CHANGES[key],
        typed,
        errors or {},
        impact,
        [names[other] for other in others],
    )
    kinds = {kind: KIND_WORDS[kind] for kind in PROVINCE_KINDS}
    status = 422 if errors else 200
    return render(request, "place_change.html", page=page, kinds=kinds, status_code=status)
