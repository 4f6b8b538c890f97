"""Refuse changes of what is append-only, and start the change stamp.

What was said stays said: a ledger that can be edited proves nothing.
"""

import sqlalchemy as sa
from alembic import op

revision = "5d1b2f7c9e04"
down_revision = "15aaaf6a32c7"
branch_labels = None
depends_on = None

TABLES = ("fact", "move", "commitment_event", "audit_event", "indicator_reading")


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$"
            " BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
        )
        for table in TABLES:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
    else:
        for table in TABLES:
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table}"
                    f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
    stamp = sa.table("catalogue_stamp", sa.column("id"), sa.column("value"))
    op.bulk_insert(stamp, [{"id": 1, "value": 0}])


def downgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table in TABLES:
        if postgresql:
            op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        else:
            op.execute(f"DROP TRIGGER {table}_refuse_update")
            op.execute(f"DROP TRIGGER {table}_refuse_delete")
    if postgresql:
        op.execute("DROP FUNCTION refuse_change()")
    op.execute("DELETE FROM catalogue_stamp")
