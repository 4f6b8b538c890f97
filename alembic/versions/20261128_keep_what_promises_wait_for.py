"""Keep what promises wait for."""

import sqlalchemy as sa
from alembic import op

revision = "2f6d81b7a0c3"
down_revision = "f6b19d83a2c7"
branch_labels = None
depends_on = None

TABLE = "commitment_block"
REFERENCES = (
    ("by_commitment_id", "commitment"),
    ("by_document_id", "document"),
    ("commitment_id", "commitment"),
    ("account_id", "account"),
)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("by_commitment_id", sa.Integer(), nullable=True),
        sa.Column("by_document_id", sa.Integer(), nullable=True),
        sa.Column("is_lifted", sa.Boolean(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(by_commitment_id IS NULL) <> (by_document_id IS NULL)",
            name=op.f("ck_commitment_block_one_of_two"),
        ),
        sa.CheckConstraint(
            "by_commitment_id <> commitment_id", name=op.f("ck_commitment_block_not_by_itself")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{other}.id"], name=op.f(f"fk_{TABLE}_{column}_{other}")
            )
            for column, other in REFERENCES
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_block")),
    )
    for column in ("commitment_id", "by_commitment_id"):
        op.create_index(op.f(f"ix_commitment_block_{column}"), TABLE, [column])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {TABLE}_refuse_{verb.lower()} BEFORE {verb} ON {TABLE}"
            f" BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
        )


def downgrade() -> None:
    op.drop_table(TABLE)
