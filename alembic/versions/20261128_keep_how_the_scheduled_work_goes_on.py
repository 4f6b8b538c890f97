"""Keep how the scheduled work goes on.

One row for each job, beside that of the reminders.
"""

import sqlalchemy as sa
from alembic import op

revision = "3e7b90a1d5c4"
down_revision = "c9d2e71f4b08"
branch_labels = None
depends_on = None

JOBS = ("scheduler", "deliver")


def upgrade() -> None:
    job_run = sa.table("job_run", sa.column("name", sa.String), sa.column("done_at", sa.DateTime))
    op.bulk_insert(job_run, [{"name": name, "done_at": None} for name in JOBS])


def downgrade() -> None:
    op.execute("DELETE FROM job_run WHERE name IN ('scheduler', 'deliver')")
