"""How long stages may take, to be read and changed: for all kinds of documents, or for one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.web.forms import typed_words
from api.web.names import type_choices, type_name
from api.web.promise_stages import limit_words
from api.web.rendering import render
from api.web.sent_forms import SentForm, Typed, typed_count, typed_day
from api.web.words import ReaderWords, Words
from directives.errors import DirectivesError, ValueInvalid
from directives.models.stage_limit import NewStageLimit, StageLimit
from directives.rules.permissions import check_can_administer
from directives.rules.stage_limits import Limit
from directives.rules.two_times import AsOf
from directives.services.stage_limits import LimitLine, limits_on, set_stage_limit
from directives.store.accounts import list_account_names
from directives.store.stage_limits import list_stage_limits
from directives.translation import N_
from directives.vocabulary import DayUnit, Procedure, Stage

ADDRESS = "/quan-tri/thoi-han-buoc"

router = APIRouter(include_in_schema=False)

_CHOOSE = N_("Hãy chọn trong danh sách.")
_DAYS = N_("Thời hạn của bước là từ 1 đến 1.000 ngày; để trống là không có thời hạn.")
_MOST_DAYS, _LONGEST = 1_000, 500


@dataclass(frozen=True, slots=True)
class LimitRow:
    """How long one stage may take today."""

    kind: str  # of document; empty: of all
    stage: Stage
    procedure: Procedure
    limit: str  # empty: none
    line: LimitLine


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change: of what, what it says, from when, why, by whom."""

    kind: str
    limit: str
    change: StageLimit
    by: str
    recorded_at: datetime


@router.get(ADDRESS)
def limits_page(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    *,
    now: Now,
    today: Today,
) -> Response:
    """Show how long stages entered today may take, and what was changed."""
    check_can_administer(actor)
    return _page(request, session, words, AsOf(today, now))


@router.post(ADDRESS)
def change_limit(
    request: Request,
    sent: SentForm,
    language: ReaderWords,
    type_code: Typed = "",
    stage: Typed = "",
    procedure: Typed = "",
    limit_days: Typed = "",
    limit_unit: Typed = "",
    holds_from: Typed = "",
    reason: Typed = "",
) -> Response:
    """Set how long a stage may take; what is wrong is shown again, beside its field."""
    check_can_administer(sent.actor)
    typed = {
        "type_code": typed_words(type_code),
        "stage": stage,
        "procedure": procedure,
        "limit_days": limit_days,
        "limit_unit": limit_unit,
        "holds_from": holds_from,
        "reason": typed_words(reason)[:_LONGEST],
    }
    try:
        with sent.session.begin_nested():
            set_stage_limit(sent.session, sent.actor, _said(typed, sent.at), now=sent.at.known_at)
    except DirectivesError as refused:
        errors = {refused.field or "": refused.message(language.catalogue.gettext)}
        return _page(request, sent.session, language, sent.at, errors=errors, typed=typed)
    return sent.see(f"{ADDRESS}#da-doi")


def _said(typed: Mapping[str, str], at: AsOf) -> NewStageLimit:
    for field, kind in (("stage", Stage), ("procedure", Procedure), ("limit_unit", DayUnit)):
        if typed[field] not in set(kind):
            raise ValueInvalid(field=field, reason=_CHOOSE)
    days = typed_count(typed["limit_days"], field="limit_days")
    if days is not None and not 1 <= days <= _MOST_DAYS:
        raise ValueInvalid(field="limit_days", reason=_DAYS)
    return NewStageLimit.model_validate(
        {
            **typed,
            "limit_days": days,
            "limit_unit": typed["limit_unit"] if days is not None else None,
            "holds_from": typed_day(typed["holds_from"], field="holds_from") or at.day,
        }
    )


def _page(
    request: Request,
    session: Session,
    words: Words,
    at: AsOf,
    *,
    errors: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    blank = dict.fromkeys(("type_code", "stage", "procedure", "limit_days", "limit_unit"), "")
    return render(
        request,
        "stage_limits.html",
        status_code=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
        rows=[_row(one, words) for one in limits_on(session, at) if one.limit or one.set_by],
        changes=_changes(session, words, at),
        types=type_choices(words),
        stages=[(one.value, words.label(one)) for one in Stage],
        procedures=[(one.value, words.label(one)) for one in Procedure],
        units=[(one.value, words.label(one)) for one in DayUnit],
        typed=typed or {**blank, "holds_from": words.day(at.day), "reason": ""},
        errors=dict(errors or {}),
    )


def _row(line: LimitLine, words: Words) -> LimitRow:
    kind = type_name(line.type_code, words) if line.type_code else ""
    return LimitRow(kind, line.stage, line.procedure, limit_words(line.limit, words), line)


def _changes(session: Session, words: Words, at: AsOf) -> Sequence[ChangeRow]:
    changes = list_stage_limits(session, at.known_at)
    names = list_account_names(session, [one.account_id for one in changes])
    return [
        ChangeRow(
            kind=type_name(one.type_code, words) if one.type_code else "",
            limit=limit_words(_limit(one), words),
            change=one,
            by=names.get(one.account_id, ""),
            recorded_at=one.recorded_at,
        )
        for one in reversed(changes)
    ]


def _limit(one: StageLimit) -> Limit | None:
    return Limit(one.limit_days, one.limit_unit) if one.limit_days and one.limit_unit else None
