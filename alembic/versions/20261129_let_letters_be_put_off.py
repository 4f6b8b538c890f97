"""Let a letter be answered by putting it off, and keep when the secret of links was renewed."""

import sqlalchemy as sa
from alembic import op

revision = "f4c71ae85d30"
down_revision = "d7b41f6e93a8"
branch_labels = None
depends_on = None

KINDS = ("done", "date", "accept", "reject")


def upgrade() -> None:
    op.add_column(
        "signing_secret", sa.Column("renewed_at", sa.DateTime(timezone=True), nullable=True)
    )
    _take_answers((*KINDS, "snooze"))


def _take_answers(kinds: tuple[str, ...]) -> None:
    """Let answers be of these kinds; on SQLite the table is made anew and loses its triggers."""
    name, listed = op.f("ck_mail_answer_mailanswerkind"), ", ".join(f"'{one}'" for one in kinds)
    with op.batch_alter_table("mail_answer") as answers:
        answers.drop_constraint(name, type_="check")
        answers.create_check_constraint(name, f"kind IN ({listed})")
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER mail_answer_refuse_{verb.lower()} BEFORE {verb} ON mail_answer"
                " BEGIN SELECT RAISE(ABORT, 'mail_answer is append-only'); END"
            )


def downgrade() -> None:
    is_postgres = op.get_bind().dialect.name == "postgresql"
    if is_postgres:
        op.execute("ALTER TABLE mail_answer DISABLE TRIGGER mail_answer_append_only")
    else:
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER mail_answer_refuse_{verb}")
    op.execute("DELETE FROM mail_answer WHERE kind = 'snooze'")
    if is_postgres:
        op.execute("ALTER TABLE mail_answer ENABLE TRIGGER mail_answer_append_only")
    _take_answers(KINDS)
    with op.batch_alter_table("signing_secret") as secret:
        secret.drop_column("renewed_at")
