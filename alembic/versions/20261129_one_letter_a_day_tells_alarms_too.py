"""One letter a day tells alarms, too: those of letters of their own that wait go into it."""

from alembic import op

revision = "e4a7c1d90b35"
down_revision = "c93b5f2ae716"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Release the alarms that no letter has told, and close their letters: none goes any more."""
    op.execute(
        """
        UPDATE inbox_message SET letter_id = NULL WHERE letter_id IN (
            SELECT id FROM outbox_message WHERE topic LIKE 'mail.alarm.%' AND delivered_at IS NULL
        )
        """
    )
    op.execute(
        """
        UPDATE outbox_message
        SET delivered_at = created_at, failed_at = NULL, leased_until = NULL
        WHERE topic LIKE 'mail.alarm.%' AND delivered_at IS NULL
        """
    )


def downgrade() -> None:
    """Leave everything as it is: what waits is told by either version."""
