from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import Session

from api.scheduler import (
    SEARCHES_KEPT_DAYS,
    forget_old_searches,
    queue_notices,
    settle_suspicions,
)
from directives import clock
from directives.services.search_log import Searched, record_searches
from directives.settings import Settings
from directives.store.notices import list_untold
from directives.store.session import unit_of_work
from directives.vocabulary import RelationKind
from tests.factories import make_commitment, make_contact, make_document
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


def test_a_tick_forgets_what_was_searched_long_ago(database: sa.Engine) -> None:
    today = clock.ha_noi_date(clock.current_time())
    with unit_of_work(database) as session:
        for key, days in (("old", SEARCHES_KEPT_DAYS + 2), ("new", SEARCHES_KEPT_DAYS - 2)):
            day = today - timedelta(days=days)
            record_searches(session, [Searched(key, "phụ cấp", 0)], day=day)

    assert (forget_old_searches(database), forget_old_searches(database)) == (1, 0)


def test_a_tick_finds_what_became_doubtful_as_days_passed(database: sa.Engine) -> None:
    today = clock.ha_noi_date(clock.current_time())
    with unit_of_work(database) as session:
        base = make_document(session, expires_on=today - timedelta(days=1))
        guide = make_document(session)
        relate(session, guide, RelationKind.GUIDES, base)

    assert (settle_suspicions(database), settle_suspicions(database)) == (1, 0)
