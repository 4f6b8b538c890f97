"""Keep how the working calendar changed, and that it moved a date."""

import sqlalchemy as sa
from alembic import op

revision = "c9d2e71f4b08"
down_revision = "f1c86b2d7a35"
branch_labels = None
depends_on = None

TABLE = "calendar_change"
KINDS = (
    "holiday",
    "compensatory",
    "swapped_off",
    "makeup_workday",
    "proposed_swap",
    "holiday_estimate",
)
REASONS = (
    "waiting_for_document",
    "collecting_comments",
    "legal_conflict",
    "resources",
    "reorganisation",
    "higher_decision",
    "other",
)


def upgrade() -> None:
    kind = sa.Enum(
        *KINDS, name="calendardaykind", native_enum=False, create_constraint=True, length=32
    )
    op.create_table(
        TABLE,
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", kind, nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_calendar_change_says_why")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_calendar_change_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_change")),
    )
    op.create_index(op.f("ix_calendar_change_day"), TABLE, ["day"])
    _refuse_changes(TABLE)
    op.add_column("notice", sa.Column("moved_from", sa.Date(), nullable=True))
    _take_reasons((*REASONS, "calendar"))


def _take_reasons(reasons: tuple[str, ...]) -> None:
    """Let a move have these reasons; on SQLite the table is made anew and loses its triggers."""
    name = op.f("ck_move_movereason")
    listed = ", ".join(f"'{one}'" for one in reasons)
    with op.batch_alter_table("move") as move:
        move.drop_constraint(name, type_="check")
        move.create_check_constraint(name, f"reason IN ({listed})")
    if op.get_bind().dialect.name == "sqlite":
        _refuse_changes("move")


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
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE move DISABLE TRIGGER move_append_only")
    else:
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER move_refuse_{verb}")
    # The dates stay as they were moved; only the word for it is older than this table.
    op.execute("UPDATE move SET reason = 'other' WHERE reason = 'calendar'")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE move ENABLE TRIGGER move_append_only")
    _take_reasons(REASONS)
    with op.batch_alter_table("notice") as notice:
        notice.drop_column("moved_from")
    op.drop_table(TABLE)
