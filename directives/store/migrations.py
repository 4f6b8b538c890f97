"""Bring a database to the newest schema."""

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
    """Take the schema back, in one transaction."""
    with engine.begin() as connection:
        command.downgrade(migration_config(connection), revision)


def is_newest(engine: sa.Engine) -> bool:
    """Tell whether the schema is that of this program."""
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(migration_config(connection))
        found = MigrationContext.configure(connection).get_current_heads()
        return set(found) == set(scripts.get_heads())
