"""Keep which stage a promise entered when."""

import sqlalchemy as sa
from alembic import op

revision = "7d02b9c4e618"
down_revision = "c4e8a1d79f30"
branch_labels = None
depends_on = None

TABLE = "commitment_stage"
STAGES = ("drafting", "comments", "appraisal", "submitted", "issuing", "doing", "reporting")


def stored_enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("stage", stored_enum("stage", *STAGES), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("procedure", stored_enum("procedure", "normal", "shortened"), nullable=False),
        sa.Column("limit_days", sa.Integer(), nullable=True),
        sa.Column("limit_unit", stored_enum("dayunit", "working", "calendar"), nullable=True),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(limit_days IS NULL) = (limit_unit IS NULL)",
            name=op.f("ck_commitment_stage_limit_says_which_days"),
        ),
        sa.CheckConstraint(
            "limit_days IS NULL OR limit_days > 0",
            name=op.f("ck_commitment_stage_limit_is_positive"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{other}_id"], [f"{other}.id"], name=op.f(f"fk_{TABLE}_{other}_id_{other}")
            )
            for other in ("commitment", "account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_stage")),
    )
    op.create_index(op.f("ix_commitment_stage_commitment_id"), TABLE, ["commitment_id"])
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
