"""The ladders of reminders: as shipped, or as an administrator changed them."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from directives.errors import ValueInvalid
from directives.models.base import Subject
from directives.models.ladder import LadderChange
from directives.rules.ladders import Ladders, check_ladder, in_order, read_steps, write_steps
from directives.rules.notices import Step
from directives.rules.permissions import Actor, check_can_administer, check_signed_in
from directives.services.changes import record_change
from directives.store.ladders import list_ladder_changes
from directives.store.outbox import take_turn
from directives.translation import N_
from directives.vocabulary import LadderKind

REMINDING = "remind"  # the job that climbs the ladders; they do not change while it runs

_SHORTEST_REASON = 3
_NO_REASON = N_("Hãy ghi lý do của thay đổi.")
_NOTHING_CHANGES = N_("Thang nhắc đã như vậy, không có gì thay đổi.")


def ladders(session: Session) -> Ladders:
    """Return the ladders that hold now."""
    found = Ladders()
    for one in list_ladder_changes(session):
        found = found.with_ladder(one.kind, read_steps(one.steps), one.every_days)
    return found


def set_ladder(
    session: Session,
    actor: Actor,
    kind: LadderKind,
    steps: Sequence[Step],
    *,
    every_days: int | None = None,
    reason: str,
    now: datetime,
) -> LadderChange:
    """Change a ladder; whoever was told as much by the old one is not told again.

    Raises:
        RightMissing: only administrators do.
        ValueInvalid: it cannot be climbed, it is as it was, or no reason is given.
    """
    check_can_administer(actor)
    take_turn(session, REMINDING)
    before = ladders(session)
    repeats = every_days if kind is LadderKind.UNDATED else None
    climbed = _checked(before, kind, in_order(steps), every_days=repeats, reason=reason)
    row = LadderChange(
        kind=kind,
        steps=write_steps(climbed),
        every_days=repeats,
        reason=reason.strip(),
        account_id=check_signed_in(actor),
        recorded_at=now,
    )
    session.add(row)
    session.flush()
    subject, old = Subject("ladder_change", row.id), write_steps(before.steps(kind))
    after = row.model_dump(mode="json")
    record_change(session, actor, "ladder.set", subject, now=now, before=old, after=after)
    return row


def _checked(
    before: Ladders,
    kind: LadderKind,
    climbed: Sequence[Step],
    *,
    every_days: int | None,
    reason: str,
) -> Sequence[Step]:
    """Return the steps if they make another ladder than before, and one that can be climbed."""
    if len(reason.strip()) < _SHORTEST_REASON:
        raise ValueInvalid(field="reason", reason=_NO_REASON)
    check_ladder(kind, climbed, every_days)
    if before.with_ladder(kind, climbed, every_days) == before:
        raise ValueInvalid(field="steps", reason=_NOTHING_CHANGES)
    return climbed
