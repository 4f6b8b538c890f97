"""What the account is told over JSON: read it, and mark it as read."""

import json

from fastapi import APIRouter

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.v1.schemas.inbox import AlarmOut, InboxOut, ReadIn, ToldOut
from api.v1.schemas.problems import READING, WRITING
from api.web.promise_rows import most_urgent_first
from directives.models.base import saved_id
from directives.rules.two_times import AsOf
from directives.services.inbox import read_everything, read_message, read_promise, view_inbox

router = APIRouter(prefix="/inbox", tags=["inbox"])


@router.get("", responses=READING)
def read_inbox(session: DbSession, actor: CurrentActor, now: Now, today: Today) -> InboxOut:
    """Return what the account was told and has not read, and what was read in the last month."""
    found = view_inbox(session, actor, AsOf(today, now))
    told = {saved_id(one.view.commitment): one for one in found.promises}
    ordered = most_urgent_first([one.view for one in found.promises])
    return InboxOut(
        unread=found.unread,
        promises=[ToldOut.of(told[saved_id(view.commitment)]) for view in ordered],
        alarms=[
            AlarmOut(
                id=saved_id(one),
                kind=one.kind,
                details=json.loads(one.details),
                told_at=one.created_at,
                read_at=one.read_at,
            )
            for one in found.messages
        ],
    )


@router.post("/read", responses=WRITING)
def mark_read(
    said: ReadIn, session: DbSession, actor: CurrentActor, now: Now, today: Today
) -> InboxOut:
    """Mark promises and alarms as read, or everything; doing it again changes nothing."""
    for commitment_id in said.commitment_ids:
        read_promise(session, actor, commitment_id, now=now)
    for alarm_id in said.alarm_ids:
        read_message(session, actor, alarm_id, now=now)
    if said.everything:
        read_everything(session, actor, now=now)
    session.expire_all()
    return read_inbox(session, actor, now, today)
