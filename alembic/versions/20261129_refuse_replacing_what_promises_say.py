"""Refuse INSERT OR REPLACE of what promises say: for most connections of SQLite it deletes unseen.

The triggers that refuse DELETE see it only where a connection asks for recursive triggers, as the
service's own do.
"""

from alembic import op

revision = "90b7d2e4c15f"
down_revision = "b4d9027e61fa"
branch_labels = None
depends_on = None

KEYS: dict[str, list[tuple[str, ...]]] = {
    "commitment": [("id",)],
    "commitment_block": [("id",)],
    "commitment_coordinator": [("id",)],
    "commitment_event": [("id",), ("commitment_id", "kind", "held_on")],
    "commitment_explanation": [("id",)],
    "commitment_gap": [("commitment_id", "gap_id")],
    "commitment_stage": [("id",)],
    "commitment_step": [("id",)],
    "move": [("id",)],
}


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for table, keys in KEYS.items():
        same = (" AND ".join(f"{name} = NEW.{name}" for name in key) for key in keys)
        known = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {one})" for one in same)  # noqa: S608 - our names
        op.execute(
            f"CREATE TRIGGER {table}_refuse_replace BEFORE INSERT ON {table} WHEN {known}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for table in KEYS:
        op.execute(f"DROP TRIGGER {table}_refuse_replace")
