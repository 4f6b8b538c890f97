"""Bring a database to the newest schema."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory


def migrations_folder() -> Path:
    """Return the folder of the migrations: inside the installed package, or of the checkout."""
    packaged = Path(str(resources.files("directives"))) / "_migrations"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "alembic"


def migration_config(connection: sa.Connection) -> Config:
    """Return Alembic's configuration bound to an open connection."""
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(engine: sa.Engine, revision: str = "head") -> None:
    """Create or upgrade the schema, in one transaction."""
    with engine.begin() as connection:
        command.upgrade(migration_config(connection), revision)


def downgrade(engine: sa.Engine, revision: str = "base") -> None:
    """Take the schema back, in one transaction.

    SQLite takes a column away by building the table anew and dropping the old one, which rows that
    refer to it forbid. So it looks at references when all is done, as its manual says
    (https://sqlite.org/lang_altertable.html#otheralter).

    Raises:
        RuntimeError: rows would refer to nothing; nothing was changed.
    """
    with engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            with connection.begin():
                command.downgrade(migration_config(connection), revision)
            return
        with _references_unchecked(connection), connection.begin():
            command.downgrade(migration_config(connection), revision)
            if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                message = f"rows would refer to nothing: {broken[:5]}"
                raise RuntimeError(message)


@contextmanager
def _references_unchecked(connection: sa.Connection) -> Iterator[None]:
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA foreign_keys = OFF")  # without effect within a transaction
    try:
        yield
    finally:
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()


def is_newest(engine: sa.Engine) -> bool:
    """Tell whether the schema is that of this program."""
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(migration_config(connection))
        found = MigrationContext.configure(connection).get_current_heads()
        return set(found) == set(scripts.get_heads())
