"""Find what acts on a document without a look at all that cites it.

Revision ID: b8d03f6a17c5
Revises: 7d02b9c4e618
Create Date: 2026-11-28 22:25:00
"""

from alembic import op

revision = "b8d03f6a17c5"
down_revision = "7d02b9c4e618"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index relations by target and kind; it serves those who ask for the target alone, too."""
    op.create_index("ix_relation_target_id_kind", "relation", ["target_id", "kind"])
    op.drop_index("ix_relation_target_id", table_name="relation")
    op.drop_index("ix_suspicion_base_id", table_name="suspicion")  # nobody asks by it


def downgrade() -> None:
    """Index relations by target alone."""
    op.create_index("ix_suspicion_base_id", "suspicion", ["base_id"])
    op.create_index("ix_relation_target_id", "relation", ["target_id"])
    op.drop_index("ix_relation_target_id_kind", table_name="relation")
