"""Queue notices ahead of their day without telling anybody before."""

import sqlalchemy as sa
from alembic import op

revision = "c4d81f3b6e20"
down_revision = "8d14b7e0c95a"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("notice", sa.Column("not_before", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("notice", "not_before")
