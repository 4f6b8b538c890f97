"""Keep the working calendar."""

import sqlalchemy as sa
from alembic import op

revision = "517456adc18a"
down_revision = "5d1b2f7c9e04"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "holiday",
                "compensatory",
                "swapped_off",
                "makeup_workday",
                "proposed_swap",
                "holiday_estimate",
                name="calendardaykind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "confirmed",
                "computed",
                "unverified",
                name="calendardaystatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )


def downgrade() -> None:
    op.drop_table("calendar_day")
