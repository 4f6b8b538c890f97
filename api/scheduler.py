"""The list of scheduled jobs. APScheduler only ticks; what is owed is asked of the database.

A job may run late, twice or on several nodes at once: each asks which state should hold today.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from apscheduler.schedulers.blocking import BlockingScheduler
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from api.lasting_objects import spare_lasting_objects
from api.mailing import Post, sending_hours, smtp_mailer, write_and_deliver
from api.webhook_rounds import send_webhooks, webhook_sender
from directives import clock
from directives.services.accounts import system_actor
from directives.services.answered_requests import forget_answers
from directives.services.heartbeat import SCHEDULER, beat, tell_if_silent
from directives.services.ladders import REMINDING
from directives.services.notices import queue_due_notices
from directives.services.search_log import forget_searches
from directives.services.suspicions import settle_all
from directives.settings import Settings
from directives.store.outbox import take_turn
from directives.store.session import is_busy, unit_of_work

_log = logging.getLogger(__name__)

Clock = Callable[[], datetime]

NOTICE_MINUTES = 60
DELIVERY_MINUTES = 5
FORGETTING_HOURS = 24
WEBHOOK_MINUTES = 1
SETTLING_MINUTES = 60
HEARTBEAT_MINUTES = 1
BUSY_MINUTES = 1
"""When a job comes again that found another process writing."""

ANSWERS_KEPT_DAYS = 7
"""Nobody sends the same form again later than that, nor does a program try a call again."""

SEARCHES_KEPT_DAYS = 180
"""What was searched is for counting, not for keeping; the page of needs looks no further back."""


def queue_notices(
    engine: Engine, settings: Settings, *, current_time: Clock = clock.current_time
) -> int:
    """Queue the notices due; returns how many were new.

    A silence that ends with this run is told first.
    """
    with unit_of_work(engine) as session:
        take_turn(session, REMINDING)  # who waits for it reads afterwards which moment it is
        now = current_time()
        tell_if_silent(session, now=now, hours=sending_hours(settings))
        actor = system_actor(session, "system:scheduler")
        return queue_due_notices(session, actor, today=clock.ha_noi_date(now), now=now).new


def deliver_letters(
    engine: Engine, settings: Settings, *, current_time: Clock = clock.current_time
) -> int:
    """Write and send the letters of the day, in the hours set; returns how many went.

    Raises:
        MailNotSetUp: no mail server was named.
    """
    base_url = settings.public_url.rstrip("/")
    post = Post(
        engine,
        smtp_mailer(settings),
        base_url=base_url,
        language=settings.language,
        current_time=current_time,
    )
    return write_and_deliver(post, sending_hours(settings)).sent


def forget_old_searches(engine: Engine, *, current_time: Clock = clock.current_time) -> int:
    """Delete what was searched long ago; returns how many searches that were."""
    today = clock.ha_noi_date(current_time())
    with unit_of_work(engine) as session:
        return forget_searches(session, before=today - timedelta(days=SEARCHES_KEPT_DAYS))


def forget_old_answers(engine: Engine, *, current_time: Clock = clock.current_time) -> int:
    """Delete which forms were answered long ago; returns how many those were."""
    before = current_time() - timedelta(days=ANSWERS_KEPT_DAYS)
    with unit_of_work(engine) as session:
        return forget_answers(session, before=before)


def settle_suspicions(engine: Engine, *, current_time: Clock = clock.current_time) -> int:
    """Find what became suspect by the passing of days; returns how much was raised or fell away."""
    now = current_time()
    with unit_of_work(engine) as session:
        settled = settle_all(session, system_actor(session, "system:scheduler"), now=now)
        return settled.raised + settled.lapsed


def tell_webhooks(
    engine: Engine, settings: Settings, *, current_time: Clock = clock.current_time
) -> int:
    """Send what webhooks are owed; returns how many messages arrived."""
    return send_webhooks(engine, webhook_sender(settings), current_time=current_time).sent


def show_alive(engine: Engine, *, current_time: Clock = clock.current_time) -> int:
    """Leave a sign that a scheduler runs; the health page tells how old it is."""
    with unit_of_work(engine) as session:
        beat(session, SCHEDULER, now=current_time())
    return 1


def make_scheduler(
    engine: Engine, settings: Settings, *, current_time: Clock = clock.current_time
) -> BlockingScheduler:
    """Return the scheduler with its jobs, not started.

    The jobs ask `current_time` which moment it is; the ticks go by the clock of the machine. A
    tick that was missed runs late rather than never, and several missed ones run once; a job that
    waited in vain for another writer comes again soon.
    """
    scheduler = BlockingScheduler(
        timezone=clock.HA_NOI,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )

    def every(job: Callable[..., int], *args: object, **period: int) -> None:
        scheduler.add_job(
            _come_again_when_busy,
            "interval",
            args=(scheduler, job, *args),
            kwargs={"current_time": current_time},
            id=job.__name__,
            next_run_time=clock.current_time(),
            **period,
        )

    every(show_alive, engine, minutes=HEARTBEAT_MINUTES)
    every(queue_notices, engine, settings, minutes=NOTICE_MINUTES)
    every(forget_old_searches, engine, hours=FORGETTING_HOURS)
    every(forget_old_answers, engine, hours=FORGETTING_HOURS)
    every(settle_suspicions, engine, minutes=SETTLING_MINUTES)
    every(tell_webhooks, engine, settings, minutes=WEBHOOK_MINUTES)
    if settings.smtp_host:
        every(deliver_letters, engine, settings, minutes=DELIVERY_MINUTES)
    return scheduler


def _come_again_when_busy(
    scheduler: BlockingScheduler, job: Callable[..., int], *args: object, current_time: Clock
) -> None:
    """Run a job; where the database was busy nothing was written, and it comes again soon."""
    try:
        job(*args, current_time=current_time)
    except OperationalError as error:
        if not is_busy(error):
            raise
        _log.warning("The database was busy: %s comes again.", job.__name__)
        soon = clock.current_time() + timedelta(minutes=BUSY_MINUTES)
        scheduler.modify_job(job.__name__, next_run_time=soon)


def run_scheduler(engine: Engine, settings: Settings) -> None:
    """Run the jobs until interrupted."""
    scheduler = make_scheduler(engine, settings)
    spare_lasting_objects()
    scheduler.start()
