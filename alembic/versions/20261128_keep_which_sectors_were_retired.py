"""Keep which sectors were retired."""

import sqlalchemy as sa
from alembic import op

revision = "a3f81c07d95e"
down_revision = "2f6d81b7a0c3"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sector", sa.Column("retired_on", sa.Date(), nullable=True))


def downgrade() -> None:
    # Not a batch: it would copy a table that others refer to.
    op.execute("ALTER TABLE sector DROP COLUMN retired_on")
