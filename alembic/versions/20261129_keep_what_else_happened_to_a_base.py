"""Keep what else happened to the base of a suspicion: the next recomputation fills it in."""

import sqlalchemy as sa
from alembic import op

revision = "d7b41f6e93a8"
down_revision = "d18b6c40e9a7"
branch_labels = None
depends_on = None


def upgrade() -> None:
    also = sa.Column("also", sa.String(), nullable=False, server_default="[]")
    op.add_column("suspicion", also)


def downgrade() -> None:
    op.drop_column("suspicion", "also")
