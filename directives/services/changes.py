"""Every change writes its audit row and its outbox row, in its own transaction."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from directives.models.base import Subject
from directives.rules.permissions import Actor, check_signed_in
from directives.store.audit import add_events
from directives.store.outbox import add_messages
from directives.store.stamps import wait_for_changes


def record_change(
    session: Session,
    actor: Actor,
    action: str,
    subject: Subject,
    *,
    now: datetime,
    **details: object,
) -> None:
    """Write who did what, and owe the outside the news of it.

    Args:
        session: The unit of work of the change.
        actor: Who acts; somebody must have signed in.
        action: "document.register", also the topic of the message.
        subject: The record changed; its id is None where the act made none (a refused file).
        now: The instant of the change.
        details: What changed; values that JSON can hold, dates as text.
    """
    record_changes(session, actor, action, [(subject, details)], now=now)


def record_changes(
    session: Session,
    actor: Actor,
    action: str,
    changes: Sequence[tuple[Subject, Mapping[str, object]]],
    *,
    now: datetime,
) -> None:
    """Write the same of many records at once: for each the subject, and what changed."""
    wait_for_changes(session)
    session.flush()  # what the rows name
    account_id = check_signed_in(actor)
    events = [
        {
            "at": now,
            "account_id": account_id,
            "action": action,
            "subject_kind": subject.kind,
            "subject_id": subject.id,
            "details": _written(details),
        }
        for subject, details in changes
    ]
    messages = [
        {
            "key": f"{action}:{subject.kind}:{subject.id}:{event_id}",
            "topic": action,
            "payload": _written(
                {"action": action, "subject": subject.kind, "id": subject.id, "details": details}
            ),
            "created_at": now,
        }
        for (subject, details), event_id in zip(changes, add_events(session, events), strict=True)
    ]
    add_messages(session, messages)


def _written(said: Mapping[str, object]) -> str:
    return json.dumps(said, ensure_ascii=False, default=str, sort_keys=True)
