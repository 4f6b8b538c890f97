import sqlalchemy as sa
from sqlmodel import Session

from api.scheduler import queue_notices
from directives.services.notices import TOPIC
from directives.store.outbox import list_messages
from directives.store.session import unit_of_work
from tests.factories import make_commitment


def test_a_tick_queues_what_is_owed_and_the_next_nothing(database: sa.Engine) -> None:
    with unit_of_work(database) as session:
        make_commitment(session)

    assert (queue_notices(database), queue_notices(database)) == (1, 0)
    with Session(database) as session:
        assert len(list_messages(session, TOPIC)) == 1
