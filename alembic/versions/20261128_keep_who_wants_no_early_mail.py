"""Keep who wants no early reminders by mail."""

import sqlalchemy as sa
from alembic import op

revision = "f6b19d83a2c7"
down_revision = "d2f7c4b8e091"
branch_labels = None
depends_on = None


def upgrade() -> None:
    declined = sa.Column("early_mail_declined_at", sa.DateTime(timezone=True), nullable=True)
    op.add_column("contact", declined)


def downgrade() -> None:
    with op.batch_alter_table("contact") as contact:
        contact.drop_column("early_mail_declined_at")
