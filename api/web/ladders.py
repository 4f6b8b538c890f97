"""The ladders of reminders, to be read and changed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession
from api.web.addresses import whole_number
from api.web.forms import typed_words
from api.web.rendering import render
from api.web.sent_forms import SentForm, Typed
from api.web.words import ReaderWords
from directives.errors import DirectivesError, ValueInvalid, ValueUnknown
from directives.rules.ladders import FIXED, Ladders, read_steps
from directives.rules.notices import Step
from directives.rules.permissions import check_can_administer
from directives.services.ladders import ladders, set_ladder
from directives.store.accounts import list_account_names
from directives.store.ladders import list_ladder_changes
from directives.translation import N_
from directives.vocabulary import Audience, LadderKind

ADDRESS = "/quan-tri/thang-nhac"

router = APIRouter(include_in_schema=False)

_DAYS = re.compile(r"[+\-−]?\d{1,5}")
_NOT_DAYS = N_("Hãy viết các số ngày, cách nhau bằng dấu phẩy, ví dụ -7, -3, 0.")


@dataclass(frozen=True, slots=True)
class LadderForm:
    """One ladder as its form shows it: the days of each circle."""

    kind: LadderKind
    days: Mapping[Audience, str]
    every: str  # empty where nothing is repeated
    reason: str
    errors: Mapping[str, str]  # by field, without the name of the ladder


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change of a ladder."""

    kind: LadderKind
    days: Sequence[tuple[Audience, str]]
    every: int | None
    reason: str
    by: str
    recorded_at: datetime


@router.get(ADDRESS)
def ladder_page(request: Request, session: DbSession, actor: CurrentActor) -> Response:
    """Show the ladders that hold, each to be changed."""
    check_can_administer(actor)
    return _show(request, session, None)


@router.post(ADDRESS + "/{kind}")
def change_ladder(
    request: Request,
    kind: str,
    sent: SentForm,
    words: ReaderWords,
    person: Typed = "",
    unit_head: Typed = "",
    office: Typed = "",
    oversight: Typed = "",
    every: Typed = "",
    reason: Typed = "",
) -> Response:
    """Change a ladder; what is wrong is shown again, beside its field."""
    check_can_administer(sent.actor)
    if kind not in list(LadderKind):
        raise ValueUnknown(field="kind", value=kind)
    typed = dict(zip(Audience, (person, unit_head, office, oversight), strict=True))
    said = typed_words(reason)[:500]
    try:
        with sent.session.begin_nested():
            set_ladder(
                sent.session,
                sent.actor,
                LadderKind(kind),
                _steps(typed),
                every_days=whole_number(every.strip()),
                reason=said,
                now=sent.at.known_at,
            )
    except DirectivesError as refused:
        field = "person" if refused.field == "steps" else refused.field or ""
        errors = {field: refused.message(words.catalogue.gettext)}
        return _show(
            request, sent.session, LadderForm(LadderKind(kind), typed, every, said, errors)
        )
    return sent.see(f"{ADDRESS}#{kind}")


def _steps(typed: Mapping[Audience, str]) -> list[Step]:
    """Return the steps that the days of each circle make; a refusal names the circle."""
    found = []
    for audience, text in typed.items():
        for part in filter(None, re.split(r"[,;\s]+", text)):
            if _DAYS.fullmatch(part) is None:
                raise ValueInvalid(field=audience.value, reason=_NOT_DAYS)
            found.append(Step(int(part.replace("−", "-")), audience))
    return found


def _show(request: Request, session: Session, refused: LadderForm | None) -> Response:
    found = ladders(session)
    forms = [
        refused if refused and refused.kind is kind else _form(found, kind) for kind in LadderKind
    ]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(
        request,
        "ladders.html",
        forms=forms,
        errors={f"{refused.kind.value}-{k}": v for k, v in refused.errors.items()}
        if refused
        else {},
        fixed=[(basis, _spoken(chase.steps), chase.every_days) for basis, chase in FIXED.items()],
        changes=_changes(session),
        status_code=status,
    )


def _form(found: Ladders, kind: LadderKind) -> LadderForm:
    every = str(found.undated.every_days) if kind is LadderKind.UNDATED else ""
    return LadderForm(kind, dict(_days(found.steps(kind))), every, "", {})


def _days(steps: Sequence[Step]) -> list[tuple[Audience, str]]:
    """Return the days of each circle, "-7, -3, 0"; a circle that is not told has none."""
    return [
        (
            audience,
            ", ".join(str(one.days_from_due) for one in steps if one.audience is audience),
        )
        for audience in Audience
    ]


def _spoken(steps: Sequence[Step]) -> list[tuple[Audience, str]]:
    """Return the days of each circle that is told."""
    return [pair for pair in _days(steps) if pair[1]]


def _changes(session: Session) -> list[ChangeRow]:
    changes = list_ladder_changes(session)
    names = list_account_names(session, [one.account_id for one in changes])
    return [
        ChangeRow(
            kind=one.kind,
            days=_spoken(read_steps(one.steps)),
            every=one.every_days,
            reason=one.reason,
            by=names.get(one.account_id, ""),
            recorded_at=one.recorded_at,
        )
        for one in reversed(changes)
    ]
