import pytest
from sqlmodel import Session

from directives.store.effects import list_acts, list_edges, list_holds
from tests.statements import count_statements


def test_acts_edges_and_links_are_read_from_indexes(session: Session) -> None:
    """SQLite uses an index of some rows only where the statement repeats its condition."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        pytest.skip("PostgreSQL plans by how many rows there are")
    with count_statements(connection.engine) as asked:
        list_acts(session, [1])
        list_edges(session, [1])
        list_holds(session, [1])
    explained = ["EXPLAIN QUERY PLAN " + one.replace("?", "''") for one in asked]
    plans = [" ".join(row.detail for row in connection.exec_driver_sql(one)) for one in explained]

    names = ("ix_relation_acts", "ix_relation_rests", "ix_coverage_link_of_document")
    for plan, name in zip(plans, names, strict=True):
        assert f"COVERING INDEX {name}" in plan
