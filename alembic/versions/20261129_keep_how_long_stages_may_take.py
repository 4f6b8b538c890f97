"""Keep how long stages may take, and let reminders of stages have a ladder of their own.

Limits of stages are append-only: the database refuses UPDATE and DELETE.
"""

import sqlalchemy as sa
from alembic import op

revision = "d18b6c40e9a7"
down_revision = "5d1f0c8e92a6"
branch_labels = None
depends_on = None

TABLE = "stage_limit"
STAGES = ("drafting", "comments", "appraisal", "submitted", "issuing", "doing", "reporting")


def stored_enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("type_code", sa.String(length=50), nullable=False),
        sa.Column("stage", stored_enum("stage", *STAGES), nullable=False),
        sa.Column("procedure", stored_enum("procedure", "normal", "shortened"), nullable=False),
        sa.Column("limit_days", sa.Integer(), nullable=True),
        sa.Column("limit_unit", stored_enum("dayunit", "working", "calendar"), nullable=True),
        sa.Column("holds_from", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(limit_days IS NULL) = (limit_unit IS NULL)",
            name=op.f("ck_stage_limit_limit_says_which_days"),
        ),
        sa.CheckConstraint(
            "limit_days IS NULL OR limit_days > 0", name=op.f("ck_stage_limit_limit_is_positive")
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_stage_limit_says_why")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_stage_limit_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_limit")),
    )
    _refuse_changes(TABLE)
    _take_ladders("'dated', 'undated', 'stage'")


def _take_ladders(kinds: str) -> None:
    """Let changes be of these ladders; on SQLite the table is made anew and loses its triggers."""
    name = op.f("ck_ladder_change_ladderkind")
    with op.batch_alter_table("ladder_change") as changes:
        changes.drop_constraint(name, type_="check")
        changes.create_check_constraint(name, f"kind IN ({kinds})")
    if op.get_bind().dialect.name == "sqlite":
        _refuse_changes("ladder_change")


def _refuse_changes(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def downgrade() -> None:
    is_postgres = op.get_bind().dialect.name == "postgresql"
    if is_postgres:
        op.execute("ALTER TABLE ladder_change DISABLE TRIGGER ladder_change_append_only")
    else:
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER ladder_change_refuse_{verb}")
    op.execute("DELETE FROM ladder_change WHERE kind = 'stage'")
    if is_postgres:
        op.execute("ALTER TABLE ladder_change ENABLE TRIGGER ladder_change_append_only")
    _take_ladders("'dated', 'undated'")
    op.drop_table(TABLE)
