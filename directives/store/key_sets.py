"""Rows whose key is one of many, in one statement, however many they are; and many new rows.

A list of values in a statement is compiled anew each time, SQLite takes 32,766 of them at most and,
seeing thousands, scans the table instead of using the index. So the keys travel as one value, and
so do rows to be written.
"""

import json
from collections.abc import Collection, Sequence
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


class _FieldOf(FunctionElement[Any]):
    """The element of a JSON array at a place."""

    name = "field_of"
    inherit_cache = True


@compiles(_FieldOf, "sqlite")
def _field_in_sqlite(element: _FieldOf, compiler: SQLCompiler, **options: Any) -> str:
    row, place = (compiler.process(part, **options) for part in element.clauses)
    return f"json_extract({row}, '$[{place}]')"


@compiles(_FieldOf, "postgresql")
def _field_in_postgresql(element: _FieldOf, compiler: SQLCompiler, **options: Any) -> str:
    row, place = (compiler.process(part, **options) for part in element.clauses)
    return f"({row}::json ->> {place})"


def fields_of(
    rows: Sequence[Sequence[object]], types: Sequence[sa.types.TypeEngine[Any]]
) -> list[ColumnElement[Any]]:
    """Return the columns of given rows, to be selected; they hold text and whole numbers."""
    given_rows = _ElementsOf(sa.literal(json.dumps(rows), sa.Text())).table_valued("value")
    return [
        sa.cast(_FieldOf(given_rows.c.value, sa.literal_column(str(place))), of_type)
        for place, of_type in enumerate(types)
    ]


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
