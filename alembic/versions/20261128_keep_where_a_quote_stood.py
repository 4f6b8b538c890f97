"""Keep in which provision the words of a link stood: they may move to another one.

No link moved before, so what stands in the link is where its words stood at each of its events.
"""

from alembic import op

revision = "b7d2f4a81c35"
down_revision = "a9c3e7d150b4"
branch_labels = None
depends_on = None

TABLE = "coverage_event"
_FILL = """
UPDATE coverage_event SET provision_id =
    (SELECT provision_id FROM coverage_link WHERE coverage_link.id = coverage_event.link_id)
"""


def upgrade() -> None:
    op.execute(f"ALTER TABLE {TABLE} ADD COLUMN provision_id VARCHAR NOT NULL DEFAULT ''")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER {TABLE}_append_only")
        op.execute(_FILL)
        op.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER {TABLE}_append_only")
    else:
        op.execute(f"DROP TRIGGER {TABLE}_refuse_update")
        op.execute(_FILL)
        op.execute(
            f"CREATE TRIGGER {TABLE}_refuse_update BEFORE UPDATE ON {TABLE}"
            f" BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
        )


def downgrade() -> None:
    op.execute(f"ALTER TABLE {TABLE} DROP COLUMN provision_id")
