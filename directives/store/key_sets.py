"""Rows whose key is one of many, in one statement, however many they are.

A list of values in a statement is compiled anew each time, SQLite takes 32,766 of them at most and,
seeing thousands, scans the table instead of using the index. So the keys travel as one value.
"""

import json
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

_GIVEN = "keys"


class _ElementsOf(FunctionElement[Any]):
    """The elements of a JSON array, as rows."""

    name = "elements_of"
    inherit_cache = True


@compiles(_ElementsOf, "sqlite")
def _of_sqlite(element: _ElementsOf, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_ElementsOf, "postgresql")
def _of_postgresql(element: _ElementsOf, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array_elements_text({compiler.process(element.clauses, **options)}::json)"


def among(column: Mapped[Any], keys: Collection[int] | None) -> ColumnElement[bool]:
    """Return the condition that a column has one of these keys; None asks for all rows."""
    if keys is None:
        return sa.true()
    return _among(column, sa.literal(_as_one_value(keys), sa.Text()))


def among_words(column: Mapped[str], words: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that a column has one of these words."""
    rows = _ElementsOf(sa.literal(json.dumps(list(words)), sa.Text())).table_valued("value")
    return column.in_(sa.select(sa.cast(rows.c.value, sa.Text())))


def among_given(column: Mapped[Any]) -> ColumnElement[bool]:
    """Return the same condition for a statement that is kept: `given` brings its keys each time."""
    return _among(column, sa.bindparam(_GIVEN, type_=sa.Text()))


def given(keys: Collection[int]) -> dict[str, str]:
    """Return the parameters of a statement with `among_given`."""
    return {_GIVEN: _as_one_value(keys)}


def _among(column: Mapped[Any], keys: ColumnElement[str]) -> ColumnElement[bool]:
    rows = _ElementsOf(keys).table_valued("value")
    return column.in_(sa.select(sa.cast(rows.c.value, sa.BigInteger())))


def _as_one_value(keys: Collection[int]) -> str:
    return json.dumps(sorted(keys))
