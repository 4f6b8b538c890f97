"""What happened to a document that others rest on."""

import pytest

from directives.rules.chain_causes import relation_of


@pytest.mark.parametrize(
    ("key", "relation"),
    [("relation:12", 12), ("undated:7", 7), ("term:3:2025-01-01", None), ("recall:3", None)],
)
def test_a_cause_names_the_relation_that_it_comes_from(key: str, relation: int | None) -> None:
    assert relation_of(key) == relation
