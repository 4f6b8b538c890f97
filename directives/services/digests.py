"""One letter a day for each person, with all that the person is to be told."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from directives.models.base import Subject, saved_id
from directives.models.notice import Notice
from directives.models.outbox import OutboxMessage
from directives.rules.notices import is_optional
from directives.rules.permissions import Actor, check_can_queue_notices
from directives.rules.promises import RUNNING
from directives.rules.two_times import AsOf
from directives.services.changes import record_change
from directives.services.commitment_views import CommitmentView, view_commitments
from directives.services.notices import JOB, whom_to_tell
from directives.services.owed_notices import Deadline, OwedNotices
from directives.services.recipients import Directory
from directives.store.agencies import list_agencies
from directives.store.notices import Untold, list_untold, mark_overtaken, mark_told
from directives.store.outbox import list_busy_recipients, list_known_keys, take_turn
from directives.vocabulary import NoticeBasis, Stage

TOPIC = "mail.digest"

_NO_DATE = date.max  # behind all that has one


def write_digests(session: Session, actor: Actor, *, today: date, now: datetime) -> int:
    """Write the letters of the day; returns how many.

    Who still waits for a letter, or had one today, gets no second one: what is new waits for
    the next. A promise that ended or moved since its notice was found is not told any more, nor is
    anybody told who is not the one to tell by now: who left office or is away, whose account was
    closed, whose body no longer answers for it. News of the calendar waits for who is away.

    Raises:
        RightMissing: the actor is neither the service itself nor an administrator.
    """
    check_can_queue_notices(actor)
    take_turn(session, JOB)
    waiting = list_untold(session, today)
    views = {saved_id(one.commitment): one for one in view_commitments(session, AsOf(today, now))}
    calls = OwedNotices(session, AsOf(today, now))
    letters = _by_address(_to_tell(session, waiting, views, calls, now=now))
    for address in list_busy_recipients(session, TOPIC, today):
        letters.pop(address, None)
    keys = {address: f"digest:{address}:{today}" for address in letters}
    known = list_known_keys(session, list(keys.values()))
    written = [address for address, key in keys.items() if key not in known]
    bodies = {saved_id(one): one.name for one in list_agencies(session)}
    for address in written:
        payload = _payload(letters[address], views, bodies, calls)
        message = OutboxMessage(
            key=keys[address], topic=TOPIC, recipient=address, payload=payload, created_at=now
        )
        session.add(message)
        session.flush()
        mark_told(session, [saved_id(one.notice) for one in letters[address]], saved_id(message))
    if written:
        subject = Subject("notice", None)
        record_change(
            session, actor, "notice.digest", subject, now=now, day=today, count=len(written)
        )
    return len(written)


def _to_tell(
    session: Session,
    waiting: Sequence[Untold],
    views: Mapping[int, CommitmentView],
    calls: OwedNotices,
    *,
    now: datetime,
) -> list[Untold]:
    """Return what is to be told now; what events overtook is marked as such."""
    directory = Directory(session, calls.day)
    standing = [one for one in waiting if _still_holds(one, views, calls)]
    reaching = [one for one in standing if _reaches_whom_to_tell(one, views, directory)]
    held = {saved_id(one.notice) for one in reaching}
    held |= {saved_id(one.notice) for one in standing if one.notice.moved_from}
    overtaken = [key for one in waiting if (key := saved_id(one.notice)) not in held]
    mark_overtaken(session, overtaken, now)
    return reaching


def _still_holds(untold: Untold, views: Mapping[int, CommitmentView], calls: OwedNotices) -> bool:
    notice = untold.notice
    view = views.get(notice.commitment_id)
    if view is None:
        return False
    if notice.moved_from:  # news of the calendar, whether or not a step is reached
        is_news = view.standing.due.due_to == notice.due_to
        return is_news and view.standing.state in RUNNING
    return Deadline.of(notice) in {owed.deadline for owed in calls.of(view)}


def _reaches_whom_to_tell(
    untold: Untold, views: Mapping[int, CommitmentView], directory: Directory
) -> bool:
    notice = untold.notice
    told = whom_to_tell(
        directory, views[notice.commitment_id], Deadline.of(notice), notice.audience
    )
    return notice.contact_id in {saved_id(one) for one in told.contacts}


def _by_address(waiting: Sequence[Untold]) -> dict[str, list[Untold]]:
    """Group by address: who answers for two bodies still gets one letter."""
    letters: dict[str, list[Untold]] = {}
    for one in waiting:
        letters.setdefault(one.email.casefold(), []).append(one)
    return letters


def _payload(
    letter: Sequence[Untold],
    views: Mapping[int, CommitmentView],
    bodies: Mapping[int, str],
    calls: OwedNotices,
) -> str:
    """Return what a letter says: each promise once, the most urgent first."""
    told: dict[int, list[Notice]] = {}
    for one in letter:
        told.setdefault(one.notice.commitment_id, []).append(one.notice)
    ordered = sorted(told, key=lambda key: (_first_day(told[key]), _latest(told[key]).id))
    entries = [_entry(told[key], views[key], bodies, calls.stage_of(key)) for key in ordered]
    said = {"name": letter[0].name, "email": letter[0].email, "day": calls.day, "entries": entries}
    return json.dumps(said, ensure_ascii=False, default=str, sort_keys=True)


def _entry(
    notices: Sequence[Notice],
    view: CommitmentView,
    bodies: Mapping[int, str],
    stage: Stage | None,
) -> dict[str, Any]:
    """Return what a letter says of one promise: who is told as the latest notice has it, and why.

    It stands on each deadline of which a notice tells, and is optional if all of them are.
    """
    latest, commitment = _latest(notices), view.commitment
    moved = [one.moved_from for one in notices if one.moved_from]
    deadlines = dict.fromkeys(Deadline.of(one) for one in notices)
    instead_of = latest.instead_of_agency_id
    return {
        "commitment_id": latest.commitment_id,
        "contact_id": latest.contact_id,
        "is_optional": not moved
        and all(is_optional(one.audience, one.days, one.due_to) for one in notices),
        "promise": commitment.promise,
        "body": bodies.get(commitment.lead_agency_id or 0, commitment.lead_words),
        "promised_on": commitment.promised_on,
        "deadlines": [
            {"basis": one.basis.value, "due_to": one.due_to}
            for one in sorted(deadlines, key=lambda one: list(NoticeBasis).index(one.basis))
        ],
        "stage": stage,
        "moved_from": moved[-1] if moved else None,
        "audience": latest.audience.value,
        "instead_of": bodies[instead_of] if instead_of else None,
    }


def _latest(notices: Sequence[Notice]) -> Notice:
    return max(notices, key=saved_id)


def _first_day(notices: Sequence[Notice]) -> date:
    return min(one.due_to or _NO_DATE for one in notices)
