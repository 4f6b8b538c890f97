"""Carry the letters of the outbox to the mail server."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import uuid4

from sqlalchemy import Engine

from api.letters import digest_letter
from api.recall_letters import recall_letter
from directives import clock
from directives.errors import AddressRefused, MailNotSetUp, MailNotTaken, MailPerhapsTaken
from directives.mail import Letter, Mailer, SmtpMailer, SmtpServer
from directives.models.base import saved_id
from directives.rules.sending import SendingHours
from directives.services.accounts import system_actor
from directives.services.calendar import working_calendar
from directives.services.delivery import (
    record_address_refused,
    record_delivered,
    record_failed_attempt,
    take_message,
)
from directives.services.digests import TOPIC, write_digests
from directives.services.heartbeat import DELIVERY, beat
from directives.services.ladders import REMINDING
from directives.services.recall_letters import TOPIC as RECALL_TOPIC
from directives.services.sending_hours import hours_in_force
from directives.settings import Settings
from directives.store.mail_answers import signing_secret
from directives.store.outbox import find_oldest_waiting, hurry, take_turn
from directives.store.session import reading, unit_of_work

FAILURES_IN_A_ROW = 5
"""After so many letters that were not taken something is wrong with the server, or with what it
knows of us; the round ends."""

_TOPICS = (RECALL_TOPIC, TOPIC)

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Round:
    """What became of the letters of one round."""

    sent: int = 0
    postponed: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Post:
    """All that a round needs; `current_time` is asked for each letter."""

    engine: Engine
    mailer: Mailer
    base_url: str
    language: str
    actor: str = "system:scheduler"
    current_time: Callable[[], datetime] = clock.current_time


@dataclass(frozen=True, slots=True)
class Taken:
    """A leased letter, and the token that may say what became of it."""

    id: int
    token: str
    letter: Letter


def smtp_mailer(settings: Settings) -> SmtpMailer:
    """Return the mailer that the operator set up.

    Raises:
        MailNotSetUp: no server or no sender is set.
    """
    if not settings.smtp_host or not settings.mail_from:
        raise MailNotSetUp
    return SmtpMailer(
        SmtpServer(
            host=settings.smtp_host,
            port=settings.smtp_port,
            security=settings.smtp_security,
            sender=settings.mail_from,
            user=settings.smtp_user,
            password=settings.smtp_password.get_secret_value(),
            ca_file=settings.smtp_ca_file,
        )
    )


def sending_hours(settings: Settings) -> SendingHours:
    """Return the hours of the settings; what an administrator set goes before them."""
    return SendingHours(settings.mail_from_hour, settings.mail_until_hour)


def write_and_deliver(post: Post, hours: SendingHours) -> Round:
    """Write the letters of today and carry all that wait; nothing outside the hours."""

    def day_of_sending() -> date | None:
        now = post.current_time()
        with reading(post.engine) as session:
            allowed = hours_in_force(session, hours)
            is_open = allowed.allow(now, working_calendar(session))
        return clock.ha_noi_date(now) if is_open else None

    return _run(post, day_of_sending)


def write_and_deliver_by_hand(post: Post, day: date, *, begun_on: date | None = None) -> Round:
    """Write the letters of a day and carry all that wait, at any hour; none on a day off.

    Pauses after failures are cut short: who sends by hand has mended what was wrong. The round
    ends with the day on which the work began, now if not said: what is left would come beside a
    letter of the next.
    """
    begun_on = begun_on or clock.ha_noi_date(post.current_time())
    with unit_of_work(post.engine) as session:
        for topic in _TOPICS:
            hurry(session, topic)

    def day_of_sending() -> date | None:
        if clock.ha_noi_date(post.current_time()) != begun_on:
            return None
        with reading(post.engine) as session:
            return day if working_calendar(session).is_working(day) else None

    return _run(post, day_of_sending)


def _run(post: Post, day_of_sending: Callable[[], date | None]) -> Round:
    done = Round()
    day = day_of_sending()
    if day is None:
        return done
    with unit_of_work(post.engine) as session:
        take_turn(session, REMINDING)  # who waits for it reads afterwards which moment it is
        actor = system_actor(session, post.actor)
        write_digests(session, actor, today=day, now=post.current_time())
    in_a_row = 0
    try:
        while day is not None and in_a_row < FAILURES_IN_A_ROW:
            taken = _take(post, day)
            if taken is None:
                break
            in_a_row = 0 if _carry(post, taken, done, day=day) else in_a_row + 1
            day = day_of_sending()
    finally:
        post.mailer.close()
    with unit_of_work(post.engine) as session:
        # A round that leaves letters behind and sends none is no sign of life.
        if done.sent or find_oldest_waiting(session, _TOPICS) is None:
            beat(session, DELIVERY, now=post.current_time())
    return done


def _take(post: Post, day: date) -> Taken | None:
    """Lease the next letter."""
    token = uuid4().hex
    with unit_of_work(post.engine) as session:
        actor = system_actor(session, post.actor)
        now = post.current_time()
        digest = partial(digest_letter, secret=signing_secret(session))
        # In the order of sending: a recall does not wait.
        letters: list[tuple[str, Callable[..., Letter]]] = [
            (RECALL_TOPIC, recall_letter),
            (TOPIC, digest),
        ]
        for topic, letter_of in letters:
            message = take_message(session, actor, topic, token=token, day=day, now=now)
            if message is not None:
                letter = letter_of(message, base_url=post.base_url, language=post.language)
                return Taken(saved_id(message), token, letter)
    return None


def _carry(post: Post, taken: Taken, done: Round, *, day: date) -> bool:
    """Hand over one letter and record what became of it; tells whether the server took it."""
    try:
        post.mailer.send(taken.letter)
    except AddressRefused as refused:
        done.refused += 1
        with unit_of_work(post.engine) as session:
            actor = system_actor(session, post.actor)
            now = post.current_time()
            record_address_refused(session, actor, taken.id, reason=str(refused), now=now)
        return False
    except (MailNotTaken, MailPerhapsTaken) as failed:
        done.postponed += 1
        _log.warning("A letter waits: %s", failed)
        with unit_of_work(post.engine) as session:
            record_failed_attempt(
                session,
                taken.id,
                token=taken.token,
                reason=str(failed),
                now=post.current_time(),
                may_be_taken=isinstance(failed, MailPerhapsTaken),
            )
        return False
    done.sent += 1
    with unit_of_work(post.engine) as session:
        record_delivered(session, taken.id, day=day, now=post.current_time())
    return True
