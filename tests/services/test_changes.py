from pathlib import Path
from threading import Thread

from sqlmodel import Session

from directives.models.base import Subject
from directives.services.changes import record_change
from directives.store.audit import last_change
from directives.store.session import open_engine, unit_of_work
from directives.vocabulary import Role
from tests.databases import PostgresTemplate
from tests.factories import NOW, make_actor


def change(session: Session) -> int:
    actor = make_actor(session, Role.SYSTEM)
    record_change(session, actor, "gap.open", Subject("gap", 1), now=NOW)
    return last_change(session).audit_id


def test_changes_become_visible_in_the_order_of_their_rows(
    postgres_template: PostgresTemplate, tmp_path: Path
) -> None:
    with postgres_template.copy(tmp_path) as url:
        database = open_engine(url)
        written: list[int] = []

        def change_later() -> None:
            with unit_of_work(database) as session:
                written.append(change(session))

        later = Thread(target=change_later)
        with unit_of_work(database) as session:
            first = change(session)
            later.start()
            later.join(0.5)
            assert later.is_alive()  # it waits, or its row would be seen before ours
        later.join(20)
        database.dispose()

    assert written == [first + 1]
