"""Read the clause by which a document acts from the index of acts, too."""

import sqlalchemy as sa
from alembic import op

revision = "c4e80b6d19f3"
down_revision = "e4a7c1d90b35"
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


def upgrade() -> None:
    _index((*ACTS, "source_provision"))


def downgrade() -> None:
    _index(ACTS)


def _index(columns: tuple[str, ...]) -> None:
    op.drop_index("ix_relation_acts", "relation")
    op.create_index(
        "ix_relation_acts", "relation", columns, sqlite_where=IS_ACT, postgresql_where=IS_ACT
    )
