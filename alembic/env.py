"""Alembic's way in: the address comes from the caller, or from the settings by hand."""

from typing import Any

import sqlalchemy as sa
from alembic import context
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

import directives.models  # noqa: F401 - fills the metadata
from directives.settings import Settings


def render_item(kind: str, item: Any, _autogen_context: Any) -> Any:
    """Write plain SQLAlchemy types, so that migrations need no import of SQLModel."""
    if kind != "type":
        return False
    if isinstance(item, AutoString):
        return "sa.String()"
    if type(item).__name__ == "UTCDateTime":
        return "sa.DateTime(timezone=True)"
    return False


def run(connection: sa.Connection) -> None:
    """Run the migrations asked for on an open connection."""
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        render_item=render_item,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


connection = context.config.attributes.get("connection")
if connection is None:
    # No pool: a pooled connection would keep locks after Alembic is done.
    engine = sa.create_engine(Settings().database, poolclass=sa.NullPool)
    with engine.begin() as connection:
        run(connection)
else:
    run(connection)
