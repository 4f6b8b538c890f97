"""Let a document suspend another more than once, each time for days of its own."""

import sqlalchemy as sa
from alembic import op

revision = "e7a93f50c2d8"
down_revision = "c4e80b6d19f3"
branch_labels = None
depends_on = None

COLUMNS = ["source_id", "kind", "target_id", "source_provision", "target_provision"]
ONCE = "uq_relation_source_id_kind_target_id_source_provision_target_provision"
IS_SAID_ONCE = sa.text("kind NOT IN ('suspends_effect', 'suspends_execution')")
IN_ORDER = "ck_relation_acts_in_order"
DAYS = "acts_to IS NULL OR acts_from IS NULL OR acts_to >= acts_from"
ACTS = (
    "target_id",
    "status",
    "kind",
    "source_id",
    "target_provision",
    "acts_from",
    "acts_to",
    "recorded_at",
    "source_provision",
)
IS_ACT = sa.text(
    "kind IN ('amends', 'repeals', 'replaces', 'revokes', 'suspends_effect', 'suspends_execution')"
)


def upgrade() -> None:
    with op.batch_alter_table("relation") as relations:
        relations.drop_constraint(op.f(ONCE), type_="unique")
    op.create_index(
        "ix_relation_said_once",
        "relation",
        COLUMNS,
        unique=True,
        sqlite_where=IS_SAID_ONCE,
        postgresql_where=IS_SAID_ONCE,
    )


def downgrade() -> None:
    first = f"SELECT min(id) FROM relation GROUP BY {', '.join(COLUMNS)}"  # noqa: S608
    op.execute(f"DELETE FROM relation WHERE id NOT IN ({first})")  # noqa: S608
    op.drop_index("ix_relation_said_once", "relation")
    with op.batch_alter_table("relation") as relations:
        relations.create_unique_constraint(op.f(ONCE), COLUMNS)
        if op.get_bind().dialect.name == "sqlite":
            relations.drop_constraint(op.f(IN_ORDER), type_="check")
    if op.get_bind().dialect.name == "sqlite":
        _check_at_the_column()


def _check_at_the_column() -> None:
    """Put the check where an earlier migration, going back, expects it: it drops its column."""
    op.execute("ALTER TABLE relation RENAME COLUMN acts_to TO said_to")
    op.execute(f"ALTER TABLE relation ADD COLUMN acts_to DATE CONSTRAINT {IN_ORDER} CHECK ({DAYS})")
    op.execute("UPDATE relation SET acts_to = said_to")
    op.drop_index("ix_relation_acts", "relation")
    op.execute("ALTER TABLE relation DROP COLUMN said_to")
    op.create_index("ix_relation_acts", "relation", ACTS, sqlite_where=IS_ACT)
