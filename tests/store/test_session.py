from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from directives.store.read_once import read_once
from directives.store.session import reading, unit_of_work
from directives.store.stamps import last_stamp, next_stamp


def test_a_reader_sees_what_is_committed_while_a_writer_works(database: sa.Engine) -> None:
    with unit_of_work(database) as writer:
        before = last_stamp(writer)
    with unit_of_work(database) as writer:
        next_stamp(writer)
        with reading(database) as reader:
            assert last_stamp(reader) == before

    with reading(database) as reader:
        assert last_stamp(reader) == before + 1


def test_what_a_reader_changes_is_not_kept(database: sa.Engine) -> None:
    with reading(database) as reader:
        before = last_stamp(reader)
        next_stamp(reader)

    with Session(database) as session:
        assert last_stamp(session) == before


@pytest.fixture
def asked() -> list[tuple[int, bool]]:
    """What was read, in its order."""
    return []


@pytest.fixture
def twice(asked: list[tuple[int, bool]]) -> Any:
    """A reading of twice a number."""

    @read_once
    def twice(_session: Session, number: int, *, is_negative: bool = False) -> int:
        asked.append((number, is_negative))
        return number * (-2 if is_negative else 2)

    return twice


def test_a_reader_asks_for_the_same_once(
    database: sa.Engine, twice: Any, asked: list[tuple[int, bool]]
) -> None:
    for _ in range(2):  # nothing is kept from one session to the next
        with reading(database) as reader:
            found = [twice(reader, 1), twice(reader, 1), twice(reader, 2)]
            found += [twice(reader, 1, is_negative=True), twice(reader, 1, is_negative=True)]
        assert found == [2, 2, 4, -2, -2]

    assert asked == [(1, False), (2, False), (1, True)] * 2


def test_who_may_write_asks_each_time(
    database: sa.Engine, twice: Any, asked: list[tuple[int, bool]]
) -> None:
    with unit_of_work(database) as writer:
        assert [twice(writer, 1), twice(writer, 1)] == [2, 2]

    assert asked == [(1, False), (1, False)]
