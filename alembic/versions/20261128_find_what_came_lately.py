"""Let what came lately be found from the newest on."""

from alembic import op

revision = "a47c19f3e0d6"
down_revision = "d41e7a90c6b5"
branch_labels = None
depends_on = None

OLD, NEW, TABLE = "ix_coverage_link_status", "ix_coverage_link_recent", "coverage_link"


def upgrade() -> None:
    op.drop_index(OLD, table_name=TABLE)
    op.create_index(NEW, TABLE, ["status", "linked_on"])


def downgrade() -> None:
    op.drop_index(NEW, table_name=TABLE)
    op.create_index(OLD, TABLE, ["status"])
