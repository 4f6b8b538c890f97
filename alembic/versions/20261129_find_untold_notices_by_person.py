"""Find the notices of some people that no letter tells yet without passing everybody's."""

import sqlalchemy as sa
from alembic import op

revision = "7a3e94b1d0c8"
down_revision = "d7c1f04a9b62"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_notice_message_id", table_name="notice")
    _index("ix_notice_untold", "contact_id", sa.text("message_id IS NULL"))
    _index("ix_notice_told_by", "message_id", sa.text("message_id IS NOT NULL"))


def downgrade() -> None:
    op.drop_index("ix_notice_told_by", table_name="notice")
    op.drop_index("ix_notice_untold", table_name="notice")
    op.create_index("ix_notice_message_id", "notice", ["message_id"])


def _index(name: str, column: str, where: sa.TextClause) -> None:
    op.create_index(name, "notice", [column], sqlite_where=where, postgresql_where=where)
