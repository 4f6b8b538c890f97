"""Let promises name the provision that says them."""

from alembic import op

revision = "2b7e94d1c0f6"
down_revision = "a27c64e1f903"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Added as a column: a batch would copy a table that others refer to.
    op.execute(
        "ALTER TABLE commitment ADD COLUMN source_provision_id VARCHAR(200) NOT NULL DEFAULT ''"
    )


def downgrade() -> None:
    op.drop_column("commitment", "source_provision_id")
