from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event

import sqlalchemy as sa
from sqlmodel import Session

from directives.services.answered_requests import earlier_answer, forget_answers, keep_answer
from directives.store.session import open_engine, unit_of_work
from directives.vocabulary import Role
from tests.databases import PostgresTemplate
from tests.factories import NOW, make_actor


def test_an_answer_is_for_who_asked_and_for_what_was_asked(session: Session) -> None:
    actor, other = make_actor(session, Role.DRAFTER), make_actor(session, Role.OVERSIGHT)

    assert earlier_answer(session, actor, "a") is None
    keep_answer(session, actor, "a", "/cam-ket/1", now=NOW)

    assert earlier_answer(session, actor, "a") == "/cam-ket/1"
    assert earlier_answer(session, actor, "b") is None
    assert earlier_answer(session, other, "a") is None


def test_answers_are_forgotten_by_their_age(session: Session) -> None:
    actor = make_actor(session, Role.DRAFTER)
    keep_answer(session, actor, "old", "/cam-ket/1", now=NOW - timedelta(days=8))
    keep_answer(session, actor, "new", "/cam-ket/2", now=NOW)

    assert forget_answers(session, before=NOW - timedelta(days=7)) == 1
    session.expire_all()
    assert earlier_answer(session, actor, "old") is None
    assert earlier_answer(session, actor, "new") == "/cam-ket/2"


def test_the_same_request_of_the_same_instant_waits_for_the_first(database: sa.Engine) -> None:
    with unit_of_work(database) as session:
        actor = make_actor(session, Role.DRAFTER)
    asking = Event()

    def second() -> str | None:
        asking.set()
        with unit_of_work(database) as session:
            return earlier_answer(session, actor, "a")

    with ThreadPoolExecutor() as pool:
        with unit_of_work(database) as session:
            assert earlier_answer(session, actor, "a") is None
            answered = pool.submit(second)
            assert asking.wait(timeout=10)
            keep_answer(session, actor, "a", "/cam-ket/1", now=NOW)
        assert answered.result(timeout=10) == "/cam-ket/1"


def test_somebody_is_told_things_while_a_form_of_theirs_is_handled(
    postgres_template: PostgresTemplate, tmp_path: Path
) -> None:
    with postgres_template.copy(tmp_path) as url:
        database = open_engine(url)
        with unit_of_work(database) as session:
            actor = make_actor(session, Role.DRAFTER)
        with unit_of_work(database) as handling, unit_of_work(database) as telling:
            earlier_answer(handling, actor, "a")
            telling.execute(sa.text("SET LOCAL lock_timeout = '2s'"))
            keep_answer(telling, actor, "b", "/cam-ket/1", now=NOW)
        database.dispose()
