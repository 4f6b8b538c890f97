"""Read what is done to a document, and the gaps it covers, from indexes."""

import sqlalchemy as sa
from alembic import op

revision = "8d14b7e0c95a"
down_revision = "f1b86c3d0e75"
branch_labels = None
depends_on = None

ACTS = (
    "target_id",
    "status",
    "kind",
    "source_id",
    "target_provision",
    "acts_from",
    "acts_to",
    "recorded_at",
)
IS_ACT = sa.text(
    "kind IN ('amends', 'repeals', 'replaces', 'revokes', 'suspends_effect', 'suspends_execution')"
)
LINKS = ("document_id", "status", "gap_id", "provision_id", "linked_on", "recorded_at")


def upgrade() -> None:
    op.create_index(
        "ix_relation_acts", "relation", ACTS, sqlite_where=IS_ACT, postgresql_where=IS_ACT
    )
    op.create_index("ix_coverage_link_of_document", "coverage_link", LINKS)
    op.drop_index("ix_coverage_link_document_id", "coverage_link")


def downgrade() -> None:
    op.create_index("ix_coverage_link_document_id", "coverage_link", ["document_id"])
    op.drop_index("ix_coverage_link_of_document", "coverage_link")
    op.drop_index("ix_relation_acts", "relation")
