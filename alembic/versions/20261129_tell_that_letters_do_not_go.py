"""Tell that letters do not go."""

from alembic import op

revision = "5d1f0c8e92a6"
down_revision = "c93e5a1f7b24"
branch_labels = None
depends_on = None

ALARMS = ("reminders_silent", "address_broken", "body_unreached")


def upgrade() -> None:
    _take_alarms((*ALARMS, "mail_stuck"))


def downgrade() -> None:
    op.execute("DELETE FROM inbox_message WHERE kind = 'mail_stuck'")
    _take_alarms(ALARMS)


def _take_alarms(alarms: tuple[str, ...]) -> None:
    name = op.f("ck_inbox_message_alarm")
    listed = ", ".join(f"'{one}'" for one in alarms)
    with op.batch_alter_table("inbox_message") as message:
        message.drop_constraint(name, type_="check")
        message.create_check_constraint(name, f"kind IN ({listed})")
