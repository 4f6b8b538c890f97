"""Keep by when bodies want to be done themselves, and on which deadline a notice stands.

Internal deadlines are append-only: the database refuses UPDATE and DELETE.
"""

import sqlalchemy as sa
from alembic import op

revision = "c93e5a1f7b24"
down_revision = "e3a95c0f7b24"
branch_labels = None
depends_on = None

TABLE = "internal_deadline"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{other}_id"], [f"{other}.id"], name=op.f(f"fk_{TABLE}_{other}_id_{other}")
            )
            for other in ("commitment", "agency", "account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_internal_deadline")),
    )
    op.create_index(op.f("ix_internal_deadline_commitment_id"), TABLE, ["commitment_id"])
    _refuse_changes()
    op.execute(
        "ALTER TABLE notice ADD COLUMN basis VARCHAR(32) NOT NULL DEFAULT 'due'"
        " CONSTRAINT ck_notice_noticebasis CHECK (basis IN ('due', 'internal', 'stage'))"
    )
    op.execute(
        "ALTER TABLE notice ADD COLUMN stage_id INTEGER"
        " CONSTRAINT fk_notice_stage_id_commitment_stage REFERENCES commitment_stage (id)"
    )


def _refuse_changes() -> None:
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
    op.execute("DELETE FROM notice WHERE basis <> 'due'")
    with op.batch_alter_table("notice") as notice:
        notice.drop_constraint(op.f("ck_notice_noticebasis"), type_="check")
        notice.drop_column("stage_id")
        notice.drop_column("basis")
    op.drop_table(TABLE)
