"""Keep since when it is known that a promise is to close a gap."""

import sqlalchemy as sa
from alembic import op

revision = "f1b86c3d0e75"
down_revision = "5be21d90c7f4"
branch_labels = None
depends_on = None

TABLE = "commitment_gap"
INDEXES = {
    "ix_commitment_gap_of_gap": ["gap_id", "commitment_id", "recorded_at"],
    "ix_commitment_gap_of_commitment": ["commitment_id", "gap_id", "recorded_at"],
}


def upgrade() -> None:
    """What is there was said with the promise; on SQLite the table is made anew."""
    _allow_changes()
    op.add_column(TABLE, sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE commitment_gap SET recorded_at = (SELECT commitment.recorded_at FROM commitment"
        " WHERE commitment.id = commitment_gap.commitment_id)"
    )
    op.drop_index("ix_commitment_gap_gap_id", TABLE)
    with op.batch_alter_table(TABLE) as ties:
        ties.alter_column("recorded_at", existing_type=sa.DateTime(timezone=True), nullable=False)
    for name, columns in INDEXES.items():
        op.create_index(name, TABLE, columns)
    _refuse_changes()


def downgrade() -> None:
    _allow_changes()
    for name in INDEXES:
        op.drop_index(name, TABLE)
    with op.batch_alter_table(TABLE) as ties:
        ties.drop_column("recorded_at")
    op.create_index("ix_commitment_gap_gap_id", TABLE, ["gap_id"])
    _refuse_changes()


def _allow_changes() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP TRIGGER {TABLE}_append_only ON {TABLE}")
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(f"DROP TRIGGER {TABLE}_refuse_{verb.lower()}")


def _refuse_changes() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {TABLE}_refuse_{verb.lower()} BEFORE {verb} ON {TABLE}"
            f" BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
        )
