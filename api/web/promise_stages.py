"""The stages of a promise on its page, and the form by which it enters the next one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from api.web.addresses import RecordId
from api.web.formatting import day as written_day
from api.web.forms import typed_words
from api.web.sent_forms import SentForm, Typed, typed_count, typed_day
from api.web.words import Words
from directives.errors import ValueInvalid
from directives.models.commitment_stage import NewStage
from directives.rules.stage_limits import Limit
from directives.rules.stages import StageStanding
from directives.services.commitment_stages import enter_stage
from directives.translation import N_
from directives.vocabulary import DayUnit, Procedure, Stage

router = APIRouter(include_in_schema=False)

_CHOOSE = N_("Hãy chọn trong danh sách.")
_DAYS_OF_A_LIMIT = N_("Thời hạn của bước là từ 1 đến 1.000 ngày.")
_LONGEST, _MOST_DAYS = 2_000, 1_000


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage: when it was entered and left, its limit, and how it stands."""

    stage: Stage
    entered_on: date
    left_on: date | None
    limit: str  # "10 ngày làm việc"; empty: none
    limit_set_from: date | None  # set by an administrator for stages entered from that day on
    due_on: date | None
    told: str
    is_late: bool


def stage_rows(standings: Sequence[StageStanding], today: date, words: Words) -> list[StageRow]:
    """Return the stages in their order, with everything decided."""
    return [
        StageRow(
            stage=one.entry.stage,
            entered_on=one.entry.entered_on,
            left_on=one.left_on,
            limit=limit_words(one.limit, words),
            limit_set_from=one.set_by.holds_from if one.set_by else None,
            due_on=one.due_on,
            told=_told(one, today, words),
            is_late=one.days_late > 0,
        )
        for one in standings
    ]


def stage_sentence(standings: Sequence[StageStanding], today: date, words: Words) -> str:
    """Return where the promise sits now, and whether that stage is late; empty once it ended."""
    if not standings or standings[-1].left_on is not None:
        return ""
    last = standings[-1]
    where = words.say(
        N_("Đang ở bước {stage} từ ngày {day}"),
        stage=words.label(last.entry.stage).lower(),
        day=written_day(last.entry.entered_on),
    )
    told = _told(last, today, words)
    return f"{where}; {told[:1].lower()}{told[1:]}."


@router.post("/cam-ket/{commitment_id:int}/buoc")
def enter(
    commitment_id: RecordId,
    sent: SentForm,
    stage: Typed = "",
    procedure: Typed = "",
    entered_on: Typed = "",
    limit_days: Typed = "",
    limit_unit: Typed = "",
    words: Typed = "",
) -> RedirectResponse:
    """Say that the promise entered a stage."""
    if stage not in set(Stage):
        raise ValueInvalid(field="stage", reason=_CHOOSE)
    if procedure not in set(Procedure):
        raise ValueInvalid(field="procedure", reason=_CHOOSE)
    days = typed_count(limit_days, field="limit_days")
    if days is not None and not 1 <= days <= _MOST_DAYS:
        raise ValueInvalid(field="limit_days", reason=_DAYS_OF_A_LIMIT)
    if days is not None and limit_unit not in set(DayUnit):
        raise ValueInvalid(field="limit_unit", reason=_CHOOSE)
    new = NewStage.model_validate(
        {
            "stage": stage,
            "procedure": procedure,
            "entered_on": typed_day(entered_on, field="entered_on") or sent.at.day,
            "limit_days": days,
            "limit_unit": limit_unit if days is not None else None,
            "words": typed_words(words)[:_LONGEST],
        }
    )
    enter_stage(sent.session, sent.actor, commitment_id, new, now=sent.at.known_at)
    return sent.see(f"/cam-ket/{commitment_id}#buoc")


def limit_words(limit: Limit | None, words: Words) -> str:
    """Return how long a stage may take, "10 ngày làm việc"; empty without a limit."""
    if limit is None:
        return ""
    if limit.unit is DayUnit.WORKING:
        return words.ngettext("{count} ngày làm việc", "{count} ngày làm việc", limit.days)
    return words.ngettext("{count} ngày", "{count} ngày", limit.days)


def _told(one: StageStanding, today: date, words: Words) -> str:
    if one.days_late:
        return words.ngettext(
            "Quá hạn của bước {count} ngày", "Quá hạn của bước {count} ngày", one.days_late
        )
    if one.due_on is None:
        return words.say(N_("Bước này chưa có thời hạn"))
    if one.left_on is not None:
        return words.say(N_("Xong đúng hạn của bước"))
    left = (one.due_on - today).days
    if left == 0:
        return words.say(N_("Đến hạn của bước hôm nay"))
    return words.ngettext(
        "Còn {count} ngày đến hạn của bước", "Còn {count} ngày đến hạn của bước", left
    )
