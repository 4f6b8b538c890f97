"""Keep which causes a decision about a suspicion covers."""

from alembic import op

revision = "b2d90f4c7a13"
down_revision = "6b0d7e51c3fa"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Added as a column: a batch would copy the table with its triggers.
    op.execute("ALTER TABLE suspicion_decision ADD COLUMN covers VARCHAR NOT NULL DEFAULT '[]'")


def downgrade() -> None:
    op.execute("ALTER TABLE suspicion_decision DROP COLUMN covers")
