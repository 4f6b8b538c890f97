"""Keep what becomes of gaps and of the links to what answers them."""

import sqlalchemy as sa
from alembic import op

revision = "c83e54d1f06b"
down_revision = "7a20c95be1d4"
branch_labels = None
depends_on = None

APPEND_ONLY = ("gap_figure", "gap_merge", "gap_decision", "coverage_event")


def upgrade() -> None:
    _create_gap_figure()
    _create_gap_merge()
    _create_gap_decision()
    _create_gap_query()
    _create_coverage_event()
    for table in APPEND_ONLY:
        _refuse_changes(table)


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


def _create_gap_figure() -> None:
    op.create_table(
        "gap_figure",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("source_document_id", sa.Integer(), nullable=True),
        sa.Column("source_quote", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gap_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_gap_figure_account_id_account")
        ),
        sa.ForeignKeyConstraint(["gap_id"], ["gap.id"], name=op.f("fk_gap_figure_gap_id_gap")),
        sa.ForeignKeyConstraint(
            ["source_document_id"],
            ["document.id"],
            name=op.f("fk_gap_figure_source_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap_figure")),
    )
    op.create_index(op.f("ix_gap_figure_gap_id"), "gap_figure", ["gap_id"])


def _create_gap_merge() -> None:
    op.create_table(
        "gap_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gap_id", sa.Integer(), nullable=False),
        sa.Column("survivor_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "merge",
                "split",
                name="mergekind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("gap_id <> survivor_id", name=op.f("ck_gap_merge_not_into_itself")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_gap_merge_account_id_account")
        ),
        sa.ForeignKeyConstraint(["gap_id"], ["gap.id"], name=op.f("fk_gap_merge_gap_id_gap")),
        sa.ForeignKeyConstraint(
            ["survivor_id"], ["gap.id"], name=op.f("fk_gap_merge_survivor_id_gap")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap_merge")),
    )
    op.create_index(op.f("ix_gap_merge_gap_id"), "gap_merge", ["gap_id"])
    op.create_index(op.f("ix_gap_merge_survivor_id"), "gap_merge", ["survivor_id"])


def _create_gap_decision() -> None:
    op.create_table(
        "gap_decision",
        sa.Column(
            "kind",
            sa.Enum(
                "override",
                "not_applicable",
                "close",
                "lift",
                name="decisionkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "promised",
                "overdue",
                "interim",
                "partly_covered",
                "covered",
                "confirmed",
                "suspect",
                "not_applicable",
                "closed",
                name="gapstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gap_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(kind = 'override') = (expires_on IS NOT NULL)",
            name=op.f("ck_gap_decision_override_ends"),
        ),
        sa.CheckConstraint(
            "(kind = 'override') = (state IS NOT NULL)",
            name=op.f("ck_gap_decision_override_names_a_state"),
        ),
        sa.CheckConstraint(
            "kind <> 'not_applicable' OR approved_by <> ''",
            name=op.f("ck_gap_decision_is_approved"),
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_gap_decision_says_why")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_gap_decision_account_id_account")
        ),
        sa.ForeignKeyConstraint(["gap_id"], ["gap.id"], name=op.f("fk_gap_decision_gap_id_gap")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap_decision")),
    )
    op.create_index(op.f("ix_gap_decision_gap_id"), "gap_decision", ["gap_id"])


def _create_gap_query() -> None:
    op.create_table(
        "gap_query",
        sa.Column("query_folded", sa.String(), nullable=False),
        sa.Column("gap_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["gap_id"], ["gap.id"], name=op.f("fk_gap_query_gap_id_gap")),
        sa.PrimaryKeyConstraint("query_folded", name=op.f("pk_gap_query")),
    )
    op.create_index(op.f("ix_gap_query_gap_id"), "gap_query", ["gap_id"])


def _create_coverage_event() -> None:
    op.create_table(
        "coverage_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "proposed",
                "confirmed",
                "rejected",
                "suspected",
                "reanchored",
                name="linkeventkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "proposed",
                "confirmed",
                "rejected",
                name="proposalstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "extent",
            sa.Enum(
                "full",
                "partial",
                "interim",
                "conflicting",
                name="extent",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("rationale", sa.String(), nullable=False),
        sa.Column("suspect", sa.String(), nullable=False),
        sa.Column("source_print", sa.String(), nullable=False),
        sa.Column("gap_print", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_coverage_event_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["link_id"], ["coverage_link.id"], name=op.f("fk_coverage_event_link_id_coverage_link")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage_event")),
    )
    op.create_index(op.f("ix_coverage_event_link_id"), "coverage_event", ["link_id"])


def downgrade() -> None:
    op.drop_table("coverage_event")
    op.drop_table("gap_query")
    op.drop_table("gap_decision")
    op.drop_table("gap_merge")
    op.drop_table("gap_figure")
