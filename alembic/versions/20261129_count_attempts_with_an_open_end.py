"""Count attempts with an open end."""

import sqlalchemy as sa
from alembic import op

revision = "4c8f1e6b90d7"
down_revision = "b6d20f83e1a7"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "outbox_message",
        sa.Column("open_attempts", sa.Integer(), nullable=False, server_default="0"),
    )
    # How earlier attempts ended was not kept, so each of these letters may have been taken.
    op.execute(
        "UPDATE outbox_message SET open_attempts = attempts"
        " WHERE delivered_at IS NULL AND attempts > 0"
    )


def downgrade() -> None:
    op.drop_column("outbox_message", "open_attempts")
