"""Give people a calendar address."""

import sqlalchemy as sa
from alembic import op

revision = "d41e7a90c6b5"
down_revision = "d4a17f3e9b60"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_address",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_calendar_address_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_calendar_address")),
        sa.UniqueConstraint("secret", name=op.f("uq_calendar_address_secret")),
    )


def downgrade() -> None:
    op.drop_table("calendar_address")
