"""Keep why what is promised comes late, where that was said with the promise."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "a9e47c13d05b"
down_revision = "b58d2f90c6e1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    text = AutoString(length=2_000)
    op.add_column("commitment", sa.Column("delay_reason", text, nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("commitment", "delay_reason")
