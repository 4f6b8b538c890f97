"""The form in which those who draft or oversee change what is said of a gap."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession
from api.web.addresses import RecordId
from api.web.formatting import day
from api.web.forms import typed_words
from api.web.names import Link, sector_choices
from api.web.rendering import render
from api.web.scope_words import KIND_WORDS, typed_scope
from api.web.sent_forms import SentForm, length_errors, typed_count, typed_day
from api.web.similar_gaps import shown
from api.web.words import ReaderWords, Words
from directives.errors import DirectivesError, GapNotFound, ValueUnknown
from directives.models.base import saved_id
from directives.models.gap import Gap
from directives.rules.permissions import check_can_open_gap
from directives.rules.scope import Scope
from directives.services.gaps import edit_gap
from directives.services.names import sector_named
from directives.services.similar_gaps import similar_gaps
from directives.store.agencies import list_sectors
from directives.store.gaps import find_gap
from directives.vocabulary import GapKind

router = APIRouter(include_in_schema=False)

_LONGEST = {
    "title": 500,
    "description": 10_000,
    "procedure_code": 50,
    "procedure_name": 500,
    "raised_by": 300,
    "affected_unit": 100,
    "interim_instruction": 10_000,
}
_SHORTEST = {"title": 3, "raised_by": 1}

_Field = Annotated[str, Form(max_length=200_000)]


@dataclass(frozen=True, slots=True)
class TypedGap:
    """The fields of the form, as typed."""

    title: str
    description: str
    kind: str
    sector: str
    procedure_code: str
    procedure_name: str
    raised_by: str
    raised_on: str
    affected_count: str
    affected_unit: str
    interim_instruction: str
    interim_until: str
    provinces: str
    kinds: Sequence[str]
    places: str
    exemptions: str
    reason: str = ""


def typed_gap(
    title: _Field = "",
    description: _Field = "",
    kind: _Field = "",
    sector: _Field = "",
    procedure_code: _Field = "",
    procedure_name: _Field = "",
    raised_by: _Field = "",
    raised_on: _Field = "",
    affected_count: _Field = "",
    affected_unit: _Field = "",
    interim_instruction: _Field = "",
    interim_until: _Field = "",
    provinces: _Field = "",
    kinds: Annotated[list[str] | None, Form()] = None,
    places: _Field = "",
    exemptions: _Field = "",
    reason: _Field = "",
) -> TypedGap:
    """Return the fields as they were sent."""
    return TypedGap(
        title=" ".join(typed_words(title).split()),
        description=typed_words(description),
        kind=kind,
        sector=sector.strip(),
        procedure_code=typed_words(procedure_code),
        procedure_name=typed_words(procedure_name),
        raised_by=typed_words(raised_by),
        raised_on=raised_on,
        affected_count=affected_count,
        affected_unit=typed_words(affected_unit),
        interim_instruction=typed_words(interim_instruction),
        interim_until=interim_until,
        provinces=provinces,
        kinds=kinds or [],
        places=places,
        exemptions=typed_words(exemptions),
        reason=typed_words(reason),
    )


@dataclass(frozen=True, slots=True)
class GapForm:
    """What the form shows."""

    gap: Link
    code: str
    typed: TypedGap
    kinds: Sequence[GapKind]
    commune_kinds: Sequence[tuple[str, str]]
    sectors: Sequence[tuple[str, str]]
    similar: Sequence[Link]  # other gaps that say nearly the same
    shown: str  # ids of the gap and of those, which are not shown again while typing
    found_none: bool  # asked for similar ones, and there are none


@router.get("/khoang-trong/{gap_id:int}/sua")
def edit_form(
    request: Request, gap_id: RecordId, session: DbSession, actor: CurrentActor, words: ReaderWords
) -> Response:
    """Show what is said of a gap, to be changed."""
    check_can_open_gap(actor)
    gap = _gap(session, gap_id)
    sectors = {saved_id(one): one.code for one in list_sectors(session)}
    return _show(request, session, gap, _typed(gap, sectors), {}, words)


@router.post("/khoang-trong/{gap_id:int}/sua")
def save(
    request: Request,
    gap_id: RecordId,
    sent: SentForm,
    words: ReaderWords,
    typed: Annotated[TypedGap, Depends(typed_gap)],
    find: _Field = "",
) -> Response:
    """Keep what was changed; what is wrong is shown again, beside its field.

    The button that finds similar gaps shows what was typed with them, and changes nothing.
    """
    check_can_open_gap(sent.actor)
    _gap(sent.session, gap_id)
    errors = length_errors(asdict(typed), words, shortest=_SHORTEST, longest=_LONGEST)
    if not errors and not find:
        try:
            values = _values(sent.session, typed)
            edit_gap(sent.session, sent.actor, gap_id, values, at=sent.at, reason=typed.reason)
        except DirectivesError as refused:
            field = refused.field or "title"
            errors = {field: refused.message(words.catalogue.gettext)}
    if errors or find:
        gap = _gap(sent.session, gap_id)
        return _show(request, sent.session, gap, typed, errors, words, asked=bool(find))
    return sent.see(f"/khoang-trong/{gap_id}")


def _gap(session: Session, gap_id: int) -> Gap:
    gap = find_gap(session, gap_id)
    if gap is None:
        raise GapNotFound
    return gap


def _values(session: Session, typed: TypedGap) -> dict[str, object]:
    """Return the fields of a gap that the form says; a refusal names the field."""
    try:
        kind = GapKind(typed.kind)
    except ValueError:
        raise ValueUnknown(field="kind", value=typed.kind) from None
    sector = sector_named(session, typed.sector, field="sector") if typed.sector else None
    scope = typed_scope(typed.provinces, typed.kinds, typed.places, typed.exemptions)
    return {
        "title": typed.title,
        "description": typed.description,
        "kind": kind,
        "sector_id": saved_id(sector) if sector else None,
        "procedure_code": typed.procedure_code,
        "procedure_name": typed.procedure_name,
        "raised_by": typed.raised_by,
        "raised_on": typed_day(typed.raised_on, field="raised_on"),
        "affected_count": typed_count(typed.affected_count, field="affected_count"),
        "affected_unit": typed.affected_unit,
        "interim_instruction": typed.interim_instruction,
        "interim_until": typed_day(typed.interim_until, field="interim_until"),
        "scope": str(scope),
    }


def _typed(gap: Gap, sectors: Mapping[int, str]) -> TypedGap:
    """Return what the form shows of a gap before anything is changed."""
    scope = Scope.parse(gap.scope)
    return TypedGap(
        title=gap.title,
        description=gap.description,
        kind=gap.kind.value,
        sector=sectors.get(gap.sector_id or 0, ""),
        procedure_code=gap.procedure_code,
        procedure_name=gap.procedure_name,
        raised_by=gap.raised_by,
        raised_on=day(gap.raised_on) if gap.raised_on else "",
        affected_count="" if gap.affected_count is None else str(gap.affected_count),
        affected_unit=gap.affected_unit,
        interim_instruction=gap.interim_instruction,
        interim_until=day(gap.interim_until) if gap.interim_until else "",
        provinces=", ".join(sorted(scope.provinces)),
        kinds=sorted(scope.kinds),
        places=", ".join(sorted(scope.places)),
        exemptions="\n".join(f"{key}: {why}" for key, why in sorted(scope.exemptions.items())),
    )


def _show(
    request: Request,
    session: Session,
    gap: Gap,
    typed: TypedGap,
    errors: Mapping[str, str],
    words: Words,
    *,
    asked: bool = False,
) -> HTMLResponse:
    near = similar_gaps(session, f"{typed.title}. {typed.description}") if typed.title else []
    other = [one for one in near if one.id != gap.id]
    page = GapForm(
        gap=Link(gap.title, f"/khoang-trong/{gap.id}"),
        code=gap.code,
        typed=typed,
        kinds=list(GapKind),
        commune_kinds=[(kind, words.say(said)) for kind, said in KIND_WORDS.items()],
        sectors=sector_choices(session, words, [typed.sector]),
        similar=[Link(one.title, f"/khoang-trong/{one.id}") for one in other],
        shown=shown(dict.fromkeys(map(saved_id, (gap, *near)))),
        found_none=asked and not other,
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return render(request, "gap_edit.html", status_code=status, page=page, errors=errors)
