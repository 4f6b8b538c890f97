import sqlalchemy as sa
from sqlmodel import Session, col

from directives.models.base import saved_id
from directives.models.document import Document
from directives.store.key_sets import among, among_given, fields_of, given
from tests.factories import make_document


def found(session: Session, keys: set[int] | None) -> set[int]:
    statement = sa.select(col(Document.id)).where(among(col(Document.id), keys))
    return set(session.execute(statement).scalars())


def test_rows_are_found_by_more_keys_than_a_statement_takes_values(session: Session) -> None:
    wanted = {saved_id(make_document(session)) for _ in range(2)}
    make_document(session)

    assert found(session, wanted | set(range(10_000_000, 10_070_000))) == wanted


def test_no_key_finds_nothing_and_none_asks_for_all(session: Session) -> None:
    every = {saved_id(make_document(session)) for _ in range(2)}

    assert found(session, set()) == set()
    assert found(session, None) == every


def test_a_kept_statement_is_given_its_keys_each_time(session: Session) -> None:
    statement = sa.select(col(Document.id)).where(among_given(col(Document.id)))
    for _ in range(2):
        wanted = {saved_id(make_document(session)) for _ in range(2)}

        assert set(session.execute(statement, given(wanted)).scalars()) == wanted


def test_given_rows_are_selected_as_columns_of_their_types(session: Session) -> None:
    rows: list[list[object]] = [[1, "điều 5", '[{"a": 1}]'], [None, "it's", "[]"]]
    fields = fields_of(rows, [sa.Integer(), sa.String(), sa.String()])

    assert [list(row) for row in session.execute(sa.select(*fields))] == rows
