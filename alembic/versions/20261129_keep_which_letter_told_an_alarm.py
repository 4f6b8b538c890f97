"""Keep which letter told an alarm."""

from alembic import op

revision = "e6a0d92b4f13"
down_revision = "f4c71ae85d30"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "ALTER TABLE inbox_message ADD COLUMN letter_id INTEGER"
        " CONSTRAINT fk_inbox_message_letter_id_outbox_message REFERENCES outbox_message (id)"
    )


def downgrade() -> None:
    with op.batch_alter_table("inbox_message") as messages:
        messages.drop_column("letter_id")
