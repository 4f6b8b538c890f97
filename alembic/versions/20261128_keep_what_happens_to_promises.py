"""Keep what happens to promises while they run: accepted, transferred, paused, reported."""

import sqlalchemy as sa
from alembic import op

revision = "9b3d5c0e72a4"
down_revision = "3e7b90a1d5c4"
branch_labels = None
depends_on = None

TABLE = "commitment_step"
KINDS = ("accepted", "rejected", "transferred", "paused", "resumed", "reported", "returned")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="stepkind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(length=5000), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(kind = 'transferred') = (agency_id IS NOT NULL)",
            name=op.f("ck_commitment_step_transferred_to_whom"),
        ),
        sa.CheckConstraint(
            "kind NOT IN ('rejected', 'transferred', 'paused', 'returned') OR words <> ''",
            name=op.f("ck_commitment_step_says_why"),
        ),
        sa.CheckConstraint(
            "kind <> 'reported' OR document_id IS NOT NULL OR words <> ''",
            name=op.f("ck_commitment_step_reported_by_what"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{other}_id"], [f"{other}.id"], name=op.f(f"fk_{TABLE}_{other}_id_{other}")
            )
            for other in ("agency", "document", "commitment", "account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_step")),
    )
    op.create_index(op.f("ix_commitment_step_commitment_id"), TABLE, ["commitment_id"])
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
