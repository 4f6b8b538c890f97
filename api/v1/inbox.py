"""What the account is told over JSON: read it, mark it as read, put reminders off."""

import json
from http import HTTPStatus

from fastapi import APIRouter

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.v1.schemas.inbox import AlarmOut, InboxOut, ReadIn, SnoozeIn, ToldOut
from api.v1.schemas.problems import READING, WRITING
from api.v1.schemas.values import PathKey
from api.web.promise_rows import most_urgent_first
from directives.models.base import saved_id
from directives.rules.two_times import AsOf
from directives.services.inbox import read_everything, read_message, read_promise, view_inbox
from directives.services.snoozes import put_off, wake

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


@router.post("/snoozes", status_code=HTTPStatus.CREATED, responses=WRITING)
def put_promise_off(
    said: SnoozeIn, session: DbSession, actor: CurrentActor, now: Now, today: Today
) -> InboxOut:
    """Rest from reminders of a promise for some days; those above are told all the same."""
    put_off(session, actor, said.commitment_id, days=said.days, reason=said.reason, now=now)
    session.expire_all()
    return read_inbox(session, actor, now, today)


@router.delete("/snoozes/{commitment_id}", status_code=HTTPStatus.NO_CONTENT, responses=WRITING)
def wake_promise(commitment_id: PathKey, session: DbSession, actor: CurrentActor, now: Now) -> None:
    """Be reminded of a promise again; doing it again changes nothing."""
    wake(session, actor, commitment_id, now=now)
