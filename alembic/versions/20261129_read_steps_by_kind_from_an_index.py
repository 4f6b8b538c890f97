"""Read steps of promises by their kind from an index, without their words."""

from alembic import op

revision = "5be21d90c7f4"
down_revision = "7a3e94b1d0c8"
branch_labels = None
depends_on = None

INDEX = "ix_commitment_step_of_kind"
COLUMNS = ["kind", "commitment_id", "held_on", "recorded_at", "agency_id"]


def upgrade() -> None:
    op.create_index(INDEX, "commitment_step", COLUMNS)


def downgrade() -> None:
    op.drop_index(INDEX, "commitment_step")
