from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from sqlmodel import Session, func, select

from api.search_recorder import SearchRecorder
from directives.models.search import SearchLog
from directives.services.search_log import Searched
from tests.factories import TODAY


def count(engine: sa.Engine) -> int:
    with Session(engine) as session:
        return session.exec(select(func.count()).select_from(SearchLog)).one()


def test_searches_of_many_threads_are_all_written(database: sa.Engine) -> None:
    recorder = SearchRecorder(database)

    with ThreadPoolExecutor(8) as pool:
        for number in range(200):
            pool.submit(recorder.write, TODAY, Searched(f"k{number}", "phụ cấp", 1))

    assert count(database) == 200


def test_what_cannot_be_written_is_logged_and_dropped(
    sqlite_engine: sa.Engine, caplog: pytest.LogCaptureFixture
) -> None:
    recorder = SearchRecorder(sqlite_engine)

    recorder.write(TODAY, Searched("k", "phụ cấp", -1))
    recorder.write(TODAY, Searched("l", "phụ cấp", 1))

    assert "Searches could not be recorded" in caplog.text
    assert count(sqlite_engine) == 1
