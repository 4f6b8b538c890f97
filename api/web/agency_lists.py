"""Bodies as administrators find and add them."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.dependencies import CurrentActor, DbSession, Today
from api.web.addresses import Paged, PageNumber, paged
from api.web.agency_rows import ADDRESS, Became, what_became
from api.web.contact_forms import needed_day
from api.web.formatting import day
from api.web.forms import typed_words
from api.web.rendering import render
from api.web.sent_forms import SentForm, Typed
from api.web.words import ReaderWords
from directives.errors import DirectivesError
from directives.models.agency import Agency, NewAgency
from directives.models.base import saved_id
from directives.rules.permissions import check_can_administer
from directives.services import reorganisations
from directives.store.reorganisations import search_agencies
from directives.translation import N_

KINDS = {
    "ministry": N_("Bộ"),
    "ministerial": N_("Cơ quan ngang bộ"),
    "agency": N_("Cơ quan thuộc Chính phủ"),
    "central": N_("Cơ quan trung ương khác"),
    "department": N_("Sở, ban, ngành"),
    "local": N_("Ủy ban, hội đồng nhân dân"),
    "other": N_("Cơ quan khác"),
}

router = APIRouter(include_in_schema=False)


@router.get(ADDRESS)
def agency_list(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    today: Today,
    page: PageNumber,
    ten: str = "",
) -> Response:
    """Find bodies by name or abbreviation, former ones too."""
    check_can_administer(actor)
    found = paged(search_agencies(session, typed_words(ten)[:200]), page)
    became = what_became(session, found.rows, words)
    rows: Paged[tuple[Agency, Sequence[Became]]] = Paged(
        [(one, became[saved_id(one)]) for one in found.rows],
        found.page,
        found.last,
        found.total,
    )
    return render(request, "agencies.html", page=rows, asked=ten, today=today)


@router.get(ADDRESS + "/moi")
def new_form(request: Request, actor: CurrentActor, today: Today) -> Response:
    """Show the form for a body not known yet."""
    check_can_administer(actor)
    return _new(request, {"kind": "other", "on": day(today)}, {})


@router.post(ADDRESS + "/moi")
def add_agency(
    request: Request,
    sent: SentForm,
    words: ReaderWords,
    name: Typed = "",
    code: Typed = "",
    kind: Typed = "other",
    on: Typed = "",
) -> Response:
    """Add a body; what is wrong is shown again, beside its field."""
    check_can_administer(sent.actor)
    typed = {"name": typed_words(name), "code": typed_words(code), "kind": kind, "on": on}
    known = kind if kind in KINDS else "other"
    try:
        new = NewAgency(name=typed["name"], code=typed["code"])
        first = needed_day(on, field="on")
        added = reorganisations.add_agency(
            sent.session, sent.actor, new, kind=known, on=first, now=sent.at.known_at
        )
    except DirectivesError as refused:
        return _new(
            request, typed, {refused.field or "name": refused.message(words.catalogue.gettext)}
        )
    return sent.see(f"{ADDRESS}/{added.id}")


def _new(request: Request, typed: Mapping[str, str], errors: Mapping[str, str]) -> Response:
    status = 422 if errors else 200
    return render(
        request, "agency_new.html", typed=typed, errors=errors, kinds=KINDS, status_code=status
    )
