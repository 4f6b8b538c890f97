"""Let the counting of reports read their index alone."""

from alembic import op

revision = "e2b94c70d5a8"
down_revision = "b2d90f4c7a13"
branch_labels = None
depends_on = None

NAME, TABLE = "ix_gap_report_waiting", "gap_report"
ALL_THAT_COUNTING_ASKS = [
    "gap_id",
    "state",
    "reported_on",
    "recorded_at",
    "changed_at",
    "state_on",
]


def upgrade() -> None:
    op.drop_index(NAME, table_name=TABLE)
    op.create_index(NAME, TABLE, ALL_THAT_COUNTING_ASKS)


def downgrade() -> None:
    op.drop_index(NAME, table_name=TABLE)
    op.create_index(NAME, TABLE, ["gap_id", "state", "place_code", "reported_on"])
