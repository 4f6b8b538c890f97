"""Keep in which hours letters go out, as the administrator set them.

Append-only: the database refuses UPDATE and DELETE.
"""

import sqlalchemy as sa
from alembic import op

revision = "a9c3e7d150b4"
down_revision = "a3f81c07d95e"
branch_labels = None
depends_on = None

TABLE = "sending_hours"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_hour", sa.Integer(), nullable=False),
        sa.Column("until_hour", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "0 <= from_hour AND from_hour < until_hour AND until_hour <= 24",
            name=op.f("ck_sending_hours_hours"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sending_hours_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sending_hours")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {TABLE}_refuse_{verb.lower()} BEFORE {verb} ON {TABLE}"
            f" BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
        )


def downgrade() -> None:
    op.drop_table(TABLE)
