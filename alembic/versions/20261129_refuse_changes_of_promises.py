"""Refuse changes of what was promised first, for which gaps and with whom: append-only too."""

from alembic import op

revision = "b58d2f90c6e1"
down_revision = "e82b40d7a1c5"
branch_labels = None
depends_on = None

TABLES = ("commitment", "commitment_gap", "commitment_coordinator")
VERBS = ("UPDATE", "DELETE")


def upgrade() -> None:
    for table in TABLES:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE"
                f" ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
            continue
        for verb in VERBS:
            op.execute(
                f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def downgrade() -> None:
    for table in TABLES:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
            continue
        for verb in VERBS:
            op.execute(f"DROP TRIGGER {table}_refuse_{verb.lower()}")
