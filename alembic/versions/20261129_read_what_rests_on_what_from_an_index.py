"""Read what a document rests on from an index."""

from alembic import op

revision = "a27c64e1f903"
down_revision = "a9e47c13d05b"
branch_labels = None
depends_on = None

RESTS = ("source_id", "status", "kind", "target_id", "source_provision", "target_provision")


def upgrade() -> None:
    op.create_index("ix_relation_rests", "relation", RESTS)
    op.drop_index("ix_relation_source_id", "relation")


def downgrade() -> None:
    op.create_index("ix_relation_source_id", "relation", ["source_id"])
    op.drop_index("ix_relation_rests", "relation")
