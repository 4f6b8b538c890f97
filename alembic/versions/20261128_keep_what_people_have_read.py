"""Keep what people have read.

What a letter told already counts as read, so that nobody begins with a full inbox.
"""

import sqlalchemy as sa
from alembic import op

revision = "7c4d2e9b61f0"
down_revision = "9b3d5c0e72a4"
branch_labels = None
depends_on = None

ALARMS = ("reminders_silent", "address_broken", "body_unreached")


def upgrade() -> None:
    op.add_column("notice", sa.Column("read_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE notice SET read_at = created_at WHERE message_id IS NOT NULL")
    op.create_table(
        "inbox_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*ALARMS, name="alarm", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("details", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_inbox_message_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox_message")),
        sa.UniqueConstraint("account_id", "key", name=op.f("uq_inbox_message_account_id_key")),
    )


def downgrade() -> None:
    op.drop_table("inbox_message")
    with op.batch_alter_table("notice") as notice:
        notice.drop_column("read_at")
