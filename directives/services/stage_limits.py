"""How long stages may take: an administrator sets it for a kind of document, from a day on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from directives.errors import StageNotOfKind, ValueInvalid
from directives.models.base import Subject
from directives.models.stage_limit import NewStageLimit, StageLimit
from directives.rules.permissions import Actor, check_can_administer, check_signed_in
from directives.rules.stage_limits import Limit, Limits, SetLimit
from directives.rules.stages import stages_of
from directives.rules.two_times import AsOf
from directives.services.changes import record_change
from directives.services.ladders import REMINDING
from directives.services.names import check_type
from directives.store.outbox import take_turn
from directives.store.stage_limits import list_stage_limits
from directives.translation import N_
from directives.vocabulary import CommitmentKind, Procedure, Stage

_SHORTEST_REASON = 3
_NO_REASON = N_("Hãy ghi lý do của thay đổi.")
_NOTHING_CHANGES = N_("Thời hạn của bước đã như vậy, không có gì thay đổi.")


@dataclass(frozen=True, slots=True)
class LimitLine:
    """How long a stage may take on a day: for a kind of document, or for all (`type_code` empty).

    `set_by` is what was set; none: it is as shipped.
    """

    type_code: str
    stage: Stage
    procedure: Procedure
    limit: Limit | None
    set_by: SetLimit | None


def stage_limits(session: Session, known_at: datetime) -> Sequence[SetLimit]:
    """Return what was set by an instant, in the order of recording."""
    return [_said(row) for row in list_stage_limits(session, known_at)]


def limits_on(session: Session, at: AsOf) -> list[LimitLine]:
    """Return the limits of the stages entered on a day: for all kinds, then those set for one."""
    said = stage_limits(session, at.known_at)
    kinds = sorted({one.type_code for one in said} - {""})
    general = list(_lines(Limits(said), [*Stage], at))
    own = [
        line
        for code in kinds
        for line in _lines(Limits(said, code), stages_of(CommitmentKind.GUIDANCE, code), at)
        if line.set_by and line.set_by.type_code
    ]
    return [*general, *own]


def set_stage_limit(
    session: Session, actor: Actor, new: NewStageLimit, *, now: datetime
) -> StageLimit:
    """Say how long a stage may take from a day on; stages entered before it keep their limits.

    A day that has passed is taken as well: how a stage stood is still answered as it was known
    then.

    Raises:
        RightMissing: only administrators do.
        ValueUnknown: there is no such type of document.
        StageNotOfKind: documents of this type do not go through that stage.
        ValueInvalid: no reason is given, or nothing would change.
    """
    check_can_administer(actor)
    take_turn(session, REMINDING)
    _check(session, new, now)
    row = StageLimit.model_validate(
        new, update={"account_id": check_signed_in(actor), "recorded_at": now}
    )
    session.add(row)
    session.flush()
    after = row.model_dump(mode="json")
    subject = Subject("stage_limit", row.id)
    record_change(session, actor, "stage_limit.set", subject, now=now, after=after)
    return row


def _check(session: Session, new: NewStageLimit, now: datetime) -> None:
    if len(new.reason.strip()) < _SHORTEST_REASON:
        raise ValueInvalid(field="reason", reason=_NO_REASON)
    if new.type_code:
        check_type(session, new.type_code, field="type_code")
        if new.stage not in stages_of(CommitmentKind.GUIDANCE, new.type_code):
            raise StageNotOfKind(field="stage")
    limits = Limits(stage_limits(session, now), new.type_code)
    before = limits.set_for(new.stage, new.procedure, new.holds_from)
    is_same_kind = before is not None and before.type_code == new.type_code
    if (is_same_kind or not new.type_code) and limits.of(
        new.stage, new.procedure, new.holds_from
    ) == _limit(new):
        raise ValueInvalid(field="limit_days", reason=_NOTHING_CHANGES)


def _lines(limits: Limits, stages: Sequence[Stage], at: AsOf) -> Iterator[LimitLine]:
    for stage in stages:
        for procedure in Procedure:
            set_by = limits.set_for(stage, procedure, at.day)
            limit = limits.of(stage, procedure, at.day)
            yield LimitLine(limits.type_code, stage, procedure, limit, set_by)


def _said(row: StageLimit) -> SetLimit:
    return SetLimit(row.type_code, row.stage, row.procedure, _limit(row), row.holds_from)


def _limit(row: NewStageLimit) -> Limit | None:
    return Limit(row.limit_days, row.limit_unit) if row.limit_days and row.limit_unit else None
