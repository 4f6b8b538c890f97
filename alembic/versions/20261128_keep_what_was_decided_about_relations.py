"""Say of each relation, as a fact, what was decided about it: its status is a projection."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "4be07d51a9c3"
down_revision = "3f7a94c2e1b8"
branch_labels = None
depends_on = None

FACT = sa.table(
    "fact",
    sa.column("id", sa.Integer),
    sa.column("subject_kind", sa.String),
    sa.column("subject_id", sa.Integer),
    sa.column("field", sa.String),
    sa.column("value", sa.String),
    sa.column("holds_on", sa.Date),
    sa.column("recorded_at", sa.DateTime),
    sa.column("account_id", sa.Integer),
    sa.column("reason", sa.String),
)
RELATION = sa.table(
    "relation",
    sa.column("id", sa.Integer),
    sa.column("source_id", sa.Integer),
    sa.column("status", sa.String),
    sa.column("recorded_at", sa.DateTime),
)


def upgrade() -> None:
    """Who recorded the source document recorded its relations."""
    first = (
        sa.select(FACT.c.account_id)
        .where(FACT.c.subject_kind == "document", FACT.c.subject_id == RELATION.c.source_id)
        .order_by(FACT.c.id)
        .limit(1)
        .scalar_subquery()
    )
    said = sa.select(
        sa.literal("relation"),
        RELATION.c.id,
        sa.literal("status"),
        '"' + sa.cast(RELATION.c.status, sa.String) + '"',
        sa.literal(date.min, sa.Date),
        RELATION.c.recorded_at,
        first,
        sa.literal(""),
    ).where(first.is_not(None))
    columns = [column.name for column in FACT.columns if column.name != "id"]
    op.execute(sa.insert(FACT).from_select(columns, said))


def downgrade() -> None:
    """The facts stay: they are append-only, and nothing reads them before this version."""
