"""Queue the notices that the promises call for; the outbox keeps each once."""

import json
from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from directives.models.base import Subject, saved_id
from directives.models.outbox import OutboxMessage
from directives.rules.notices import LADDER, Step, current_step
from directives.rules.permissions import Actor, check_can_queue_notices
from directives.rules.two_times import AsOf
from directives.services.changes import record_change
from directives.services.commitment_views import CommitmentView, view_commitments
from directives.store.outbox import list_known_keys
from directives.vocabulary import CommitmentState

TOPIC = "notice"

_RUNNING = {CommitmentState.IN_TIME, CommitmentState.OVERDUE}


def queue_due_notices(
    session: Session,
    actor: Actor,
    *,
    today: date,
    now: datetime,
    ladder: Sequence[Step] = LADDER,
) -> list[OutboxMessage]:
    """Queue the notice that each running promise calls for today, once per step and due date.

    Safe to run twice, late, or on any day: it asks which step should have been told by now.

    Raises:
        RightMissing: the actor is neither the service itself nor an administrator.
    """
    check_can_queue_notices(actor)
    owed: dict[str, OutboxMessage] = {}
    for view in view_commitments(session, AsOf(today, now)):
        due_to = view.standing.due.due_to
        if due_to is None or view.standing.state not in _RUNNING:
            continue
        step = current_step(due_to, today, ladder)
        if step is not None:
            key = notice_key(saved_id(view.commitment), due_to, step)
            owed[key] = _write_notice(view, due_to, step, key=key, now=now)
    known = list_known_keys(session, list(owed))
    queued = [message for key, message in owed.items() if key not in known]
    session.add_all(queued)
    session.flush()
    if queued:
        subject = Subject("notice", None)
        keys = [message.key for message in queued]
        record_change(session, actor, "notice.queue", subject, now=now, keys=keys)
    return queued


def notice_key(commitment_id: int, due_to: date, step: Step) -> str:
    """Return the key of a notice: the due date is in it, so a moved promise starts anew."""
    return f"notice:{commitment_id}:{due_to}:{step.days_from_due:+d}:{step.audience}"


def _write_notice(
    view: CommitmentView, due_to: date, step: Step, *, key: str, now: datetime
) -> OutboxMessage:
    payload = {
        "commitment_id": view.commitment.id,
        "promise": view.commitment.promise,
        "lead_agency_id": view.commitment.lead_agency_id,
        "lead_words": view.commitment.lead_words,
        "due_to": due_to,
        "days_from_due": step.days_from_due,
        "audience": step.audience.value,
    }
    written = json.dumps(payload, ensure_ascii=False, default=str, sort_keys=True)
    return OutboxMessage(key=key, topic=TOPIC, payload=written, created_at=now)
