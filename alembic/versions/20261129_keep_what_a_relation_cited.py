"""Keep by which number or title a relation named its target: the target's may be corrected."""

import sqlalchemy as sa
from alembic import op

revision = "c4e8a17f02b9"
down_revision = "b7d2f4a81c35"
branch_labels = None
depends_on = None

_FILL = """
UPDATE relation SET cited_as = (
    SELECT COALESCE(key_exact, title) FROM document WHERE document.id = relation.target_id
)
"""


def upgrade() -> None:
    cited_as = sa.Column("cited_as", sa.String(), nullable=False, server_default="")
    op.add_column("relation", cited_as)
    op.execute(_FILL)


def downgrade() -> None:
    op.drop_column("relation", "cited_as")
