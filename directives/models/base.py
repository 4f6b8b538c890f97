"""What all tables share: names of constraints, stored enums, JSON."""

from enum import StrEnum
from typing import Any, NamedTuple, Protocol

import sqlalchemy as sa
from sqlmodel import SQLModel

# Constraints have names, so that migrations can drop what they made.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class _TextOf(sa.Enum):
    """An enum stored as text, of which a value read is looked up at once.

    The library does so in two calls, thousands of times for a page.
    """

    def result_processor(self, dialect: Any, coltype: Any) -> Any:  # noqa: ARG002
        """Return what turns a value read into its member; LookupError where there is none."""
        kind = self.enum_class
        members = {member.value: member for member in kind} if kind is not None else {}
        return {None: None, **members}.__getitem__


def stored_enum(kind: type[StrEnum]) -> Any:
    """Return the column type that stores an enum's values (not its names) as text."""
    return _TextOf(
        kind,
        native_enum=False,
        create_constraint=True,
        name=kind.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
        length=32,
    )


class Saved(Protocol):
    """A row of a table with a numeric key."""

    id: int | None


def saved_id(row: Saved) -> int:
    """Return the key of a row that was flushed; an unsaved row here is a bug."""
    if row.id is None:
        raise RuntimeError(f"{type(row).__name__} was not flushed")
    return row.id


class Subject(NamedTuple):
    """The record that a fact, an audit row or a message is about."""

    kind: str
    id: int | None
