import sqlalchemy as sa
from sqlmodel import Session

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
