"""Keep when it was recorded that a body takes over from another, and every time it was said.

What is there was known since ever: it was shipped, or nobody noted when it was recorded.
"""

import sqlalchemy as sa
from alembic import op

revision = "0c7d5e92ba14"
down_revision = "c4f7120e9ab6"
branch_labels = None
depends_on = None

TABLE = "agency_succession"
ONCE = "uq_agency_succession_agency_id_successor_id"
APPENDED = "uq_agency_succession_agency_id_successor_id_succeeds_on_scope"


def upgrade() -> None:
    with op.batch_alter_table(TABLE) as successions:
        recorded_at = sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True)
        successions.add_column(recorded_at)
        successions.drop_constraint(op.f(ONCE), type_="unique")
        successions.create_unique_constraint(
            op.f(APPENDED), ["agency_id", "successor_id", "succeeds_on", "scope"]
        )


def downgrade() -> None:
    last = f"SELECT max(id) FROM {TABLE} GROUP BY agency_id, successor_id"  # noqa: S608
    op.execute(f"DELETE FROM {TABLE} WHERE id NOT IN ({last})")  # noqa: S608
    with op.batch_alter_table(TABLE) as successions:
        successions.drop_constraint(op.f(APPENDED), type_="unique")
        successions.create_unique_constraint(op.f(ONCE), ["agency_id", "successor_id"])
        successions.drop_column("recorded_at")
