"""Keep which letters came back."""

import sqlalchemy as sa
from alembic import op

revision = "c0a96e3f5d18"
down_revision = "b8d03f6a17c5"
branch_labels = None
depends_on = None


def upgrade() -> None:
    bounced_at = sa.Column("bounced_at", sa.DateTime(timezone=True), nullable=True)
    op.add_column("outbox_message", bounced_at)


def downgrade() -> None:
    with op.batch_alter_table("outbox_message") as message:
        message.drop_column("bounced_at")
