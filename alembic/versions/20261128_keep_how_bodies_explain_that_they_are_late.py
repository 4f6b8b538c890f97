"""Keep how bodies explain that they are late, beside the figure."""

import sqlalchemy as sa
from alembic import op

revision = "5c1e08d7b9f2"
down_revision = "a8f5026be4d3"
branch_labels = None
depends_on = None

TABLE = "commitment_explanation"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("explained_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(length=5000), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_commitment_explanation_account_id_account"),
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name=op.f("fk_commitment_explanation_commitment_id_commitment"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_explanation")),
    )
    op.create_index(op.f("ix_commitment_explanation_commitment_id"), TABLE, ["commitment_id"])
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
