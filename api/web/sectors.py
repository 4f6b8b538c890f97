"""Sectors as administrators keep them: add, name anew, retire."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession
from api.web.forms import typed_words
from api.web.rendering import render
from api.web.sent_forms import Sent, SentForm, Typed
from api.web.words import ReaderWords, Words
from directives.errors import DirectivesError
from directives.models.sector import NewSector, Sector
from directives.rules.permissions import check_can_administer
from directives.services.sectors import add_sector, change_sector, get_sector, retire_sector
from directives.store.agencies import list_sectors

ADDRESS = "/quan-tri/linh-vuc"

router = APIRouter(include_in_schema=False)


@router.get(ADDRESS)
def sector_list(request: Request, session: DbSession, actor: CurrentActor) -> Response:
    """List the sectors, those that were retired too."""
    check_can_administer(actor)
    return render(request, "sectors.html", sectors=list_sectors(session))


@router.get(ADDRESS + "/moi")
def new_form(request: Request, actor: CurrentActor) -> Response:
    """Show the form for a sector not known yet."""
    check_can_administer(actor)
    return _show(request, None, _typed("", "", ""), {})


@router.post(ADDRESS + "/moi")
def add(
    request: Request,
    sent: SentForm,
    words: ReaderWords,
    name: Typed = "",
    name_en: Typed = "",
    keywords: Typed = "",
) -> Response:
    """Add a sector; what is wrong is shown again, beside its field."""
    new = _typed(name, name_en, keywords)
    return _saved(
        request,
        sent,
        words,
        None,
        new,
        lambda: add_sector(sent.session, sent.actor, new, now=sent.at.known_at),
    )


@router.get(ADDRESS + "/{code}")
def sector_page(request: Request, code: str, session: DbSession, actor: CurrentActor) -> Response:
    """Show a sector, to be changed."""
    check_can_administer(actor)
    sector = get_sector(session, code)
    return _show(request, sector, NewSector.model_validate(sector.model_dump()), {})


@router.post(ADDRESS + "/{code}")
def change(
    request: Request,
    code: str,
    sent: SentForm,
    words: ReaderWords,
    name: Typed = "",
    name_en: Typed = "",
    keywords: Typed = "",
) -> Response:
    """Name a sector anew; what is wrong is shown again, beside its field."""
    new = _typed(name, name_en, keywords)
    return _saved(
        request,
        sent,
        words,
        code,
        new,
        lambda: change_sector(sent.session, sent.actor, code, new, now=sent.at.known_at),
    )


@router.post(ADDRESS + "/{code}/ngung")
def retire(code: str, sent: SentForm, again: Typed = "") -> RedirectResponse:
    """Offer a sector no more for what is new, or again."""
    retire_sector(sent.session, sent.actor, code, is_retired=not again, at=sent.at)
    return sent.see(f"{ADDRESS}#{code}")


def _typed(name: str, name_en: str, keywords: str) -> NewSector:
    said = (typed_words(name), typed_words(name_en), typed_words(keywords))
    return NewSector.model_construct(name=said[0], name_en=said[1][:200], keywords=said[2][:2_000])


def _saved(
    request: Request,
    sent: Sent,
    words: Words,
    code: str | None,
    new: NewSector,
    save: Callable[[], Sector],
) -> Response:
    check_can_administer(sent.actor)
    try:
        with sent.session.begin_nested():
            saved = save()
    except DirectivesError as refused:
        if refused.field is None:
            raise
        errors = {refused.field: refused.message(words.catalogue.gettext)}
        return _show(request, _known(sent.session, code), new, errors)
    return sent.see(f"{ADDRESS}#{saved.code}")


def _known(session: Session, code: str | None) -> Sector | None:
    return get_sector(session, code) if code else None


def _show(
    request: Request, sector: Sector | None, typed: NewSector, errors: Mapping[str, str]
) -> Response:
    return render(
        request,
        "sector.html",
        sector=sector,
        typed=typed,
        errors=errors,
        status_code=422 if errors else 200,
    )
