"""Name the promised document: its title is said apart, and what puts it right is appended."""

import sqlalchemy as sa
from alembic import op

revision = "c93b5f2ae716"
down_revision = "a7c41e9d02b8"
branch_labels = None
depends_on = None

TABLE = "commitment_title"
NAMING = ("commitment", "promise_proposal")
VERBS = ("UPDATE", "DELETE")


def upgrade() -> None:
    for table in NAMING:
        op.add_column(table, sa.Column("expected_title", sa.String(length=1000), nullable=True))
    op.create_table(
        TABLE,
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_commitment_title_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name=op.f("fk_commitment_title_commitment_id_commitment"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_title")),
    )
    op.create_index(op.f("ix_commitment_title_commitment_id"), TABLE, ["commitment_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for verb in VERBS:
        op.execute(
            f"CREATE TRIGGER {TABLE}_refuse_{verb.lower()} BEFORE {verb} ON {TABLE}"
            f" BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
        )
    known = f"EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id)"  # noqa: S608 - our names
    op.execute(
        f"CREATE TRIGGER {TABLE}_refuse_replace BEFORE INSERT ON {TABLE} WHEN {known}"
        f" BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
    )


def downgrade() -> None:
    op.drop_table(TABLE)
    for table in NAMING:
        op.drop_column(table, "expected_title")
