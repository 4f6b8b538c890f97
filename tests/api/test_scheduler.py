import threading
from collections import Counter
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from api.mailing import Post, write_and_deliver_by_hand
from api.scheduler import (
    ANSWERS_KEPT_DAYS,
    BUSY_MINUTES,
    SEARCHES_KEPT_DAYS,
    forget_old_answers,
    forget_old_searches,
    make_scheduler,
    queue_notices,
    settle_suspicions,
)
from directives import clock
from directives.mail import MemoryMailer
from directives.models.notice import Notice
from directives.models.outbox import OutboxMessage
from directives.services.answered_requests import keep_answer
from directives.services.ladders import REMINDING
from directives.services.search_log import Searched, record_searches
from directives.settings import Settings
from directives.store.notices import list_untold
from directives.store.outbox import take_turn
from directives.store.session import reading, unit_of_work
from directives.vocabulary import RelationKind
from tests.factories import NOW, TODAY, make_actor, make_commitment, make_contact, make_document
from tests.services.test_suspicions import relate


def test_a_tick_queues_what_is_owed_and_the_next_nothing(database: sa.Engine) -> None:
    with unit_of_work(database) as session:
        make_contact(session)
        make_commitment(session)

    settings = Settings()
    assert (queue_notices(database, settings), queue_notices(database, settings)) == (4, 0)
    with Session(database) as session:
        today = clock.ha_noi_date(clock.current_time())
        assert len(list_untold(session, today)) > 0


@pytest.mark.parametrize("job", ["queue", "letters"])
def test_who_waits_for_the_turn_reads_afterwards_which_moment_it_is(
    database: sa.Engine, job: str
) -> None:
    with unit_of_work(database) as session:
        make_contact(session)
        make_commitment(session)
    moment, later = NOW, NOW + timedelta(minutes=5)
    queue = partial(queue_notices, database, Settings(), current_time=lambda: moment)
    post = Post(database, MemoryMailer(), base_url="", language="vi", current_time=lambda: moment)
    if job == "letters":
        queue()
    written = col((Notice if job == "queue" else OutboxMessage).created_at)
    with reading(database) as session:
        before = session.exec(select(written)).all()

    waiting = threading.Thread(
        target=queue if job == "queue" else partial(write_and_deliver_by_hand, post, TODAY)
    )
    with unit_of_work(database) as session:
        take_turn(session, REMINDING)
        waiting.start()
        waiting.join(0.5)
        moment = later
    waiting.join()

    with reading(database) as session:
        after = session.exec(select(written)).all()
    assert Counter(after) - Counter(before) == {later: len(after) - len(before)}
    assert len(after) > len(before)


def test_a_tick_forgets_what_was_searched_long_ago(database: sa.Engine) -> None:
    today = clock.ha_noi_date(clock.current_time())
    with unit_of_work(database) as session:
        for key, days in (("old", SEARCHES_KEPT_DAYS + 2), ("new", SEARCHES_KEPT_DAYS - 2)):
            day = today - timedelta(days=days)
            record_searches(session, [Searched(key, "phụ cấp", 0)], day=day)

    assert (forget_old_searches(database), forget_old_searches(database)) == (1, 0)


def test_a_tick_forgets_which_forms_were_answered_long_ago(database: sa.Engine) -> None:
    now = clock.current_time()
    with unit_of_work(database) as session:
        actor = make_actor(session)
        for key, days in (("old", ANSWERS_KEPT_DAYS + 2), ("new", ANSWERS_KEPT_DAYS - 2)):
            keep_answer(session, actor, key, "/cam-ket/1", now=now - timedelta(days=days))

    assert (forget_old_answers(database), forget_old_answers(database)) == (1, 0)


def test_a_tick_finds_what_became_doubtful_as_days_passed(database: sa.Engine) -> None:
    today = clock.ha_noi_date(clock.current_time())
    with unit_of_work(database) as session:
        base = make_document(session, expires_on=today - timedelta(days=1))
        guide = make_document(session)
        relate(session, guide, RelationKind.GUIDES, base)

    assert (settle_suspicions(database), settle_suspicions(database)) == (1, 0)


@pytest.fixture
def impatient(tmp_path: Path) -> sa.Engine:
    """An empty SQLite database whose writers wait for nobody."""
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'some.db'}", connect_args={"timeout": 0})

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def test_a_job_that_found_the_database_busy_comes_again_soon(
    impatient: sa.Engine, caplog: pytest.LogCaptureFixture
) -> None:
    job = make_scheduler(impatient, Settings()).get_job("queue_notices")

    with impatient.begin():
        job.func(*job.args, **job.kwargs)

    soon = clock.current_time() + timedelta(minutes=BUSY_MINUTES)
    assert job.next_run_time <= soon
    assert job.next_run_time > soon - timedelta(minutes=BUSY_MINUTES)
    assert caplog.messages == ["The database was busy: queue_notices comes again."]


def test_a_job_says_what_else_is_wrong_with_the_database(impatient: sa.Engine) -> None:
    job = make_scheduler(impatient, Settings()).get_job("queue_notices")

    with pytest.raises(OperationalError, match="no such table"):
        job.func(*job.args, **job.kwargs)
