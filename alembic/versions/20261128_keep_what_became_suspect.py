"""Keep from which day to which a relation acts, what became suspect, and what was decided."""

import sqlalchemy as sa
from alembic import op

revision = "9a61c07be2d4"
down_revision = "4be07d51a9c3"
branch_labels = None
depends_on = None

APPEND_ONLY = "suspicion_decision"
REASONS = ("amended", "replaced", "repealed", "suspended", "expired", "recalled")


def upgrade() -> None:
    # Added as columns: a batch would copy the table that others refer to.
    op.execute("ALTER TABLE relation ADD COLUMN acts_from DATE")
    op.execute(
        "ALTER TABLE relation ADD COLUMN acts_to DATE CONSTRAINT ck_relation_acts_in_order"
        " CHECK (acts_to IS NULL OR acts_from IS NULL OR acts_to >= acts_from)"
    )
    _create_suspicion()
    _create_decision()
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {APPEND_ONLY}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE"
            f" ON {APPEND_ONLY} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    else:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {APPEND_ONLY}_refuse_{verb.lower()} BEFORE {verb} ON {APPEND_ONLY}"
                f" BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY} is append-only'); END"
            )


def _create_suspicion() -> None:
    op.create_table(
        "suspicion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "subject_kind", _words("suspectkind", "document", "coverage_link"), nullable=False
        ),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("gap_id", sa.Integer(), nullable=True),
        sa.Column("reason", _words("suspicionreason", *REASONS), nullable=False),
        sa.Column("base_id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=True),
        sa.Column("cause_key", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("holds_on", sa.Date(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lapsed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(subject_kind = 'coverage_link') = (gap_id IS NOT NULL)",
            name=op.f("ck_suspicion_link_of_gap"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_suspicion_{column}_{table}")
            )
            for column, table in (
                ("document_id", "document"),
                ("gap_id", "gap"),
                ("base_id", "document"),
                ("act_id", "document"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspicion")),
    )
    standing = sa.text("lapsed_at IS NULL")
    op.create_index(
        "uq_suspicion_standing",
        "suspicion",
        ["subject_kind", "subject_id", "cause_key"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )
    for column in ("document_id", "gap_id", "base_id"):
        op.create_index(op.f(f"ix_suspicion_{column}"), "suspicion", [column])


def _create_decision() -> None:
    op.create_table(
        "suspicion_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("suspicion_id", sa.Integer(), nullable=False),
        sa.Column(
            "outcome", _words("suspicionoutcome", "cleared", "acted", "expired"), nullable=False
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_suspicion_decision_has_a_reason")),
        sa.ForeignKeyConstraint(
            ["suspicion_id"],
            ["suspicion.id"],
            name=op.f("fk_suspicion_decision_suspicion_id_suspicion"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_suspicion_decision_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspicion_decision")),
    )
    op.create_index(
        op.f("ix_suspicion_decision_suspicion_id"), "suspicion_decision", ["suspicion_id"]
    )


def _words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def downgrade() -> None:
    op.drop_table("suspicion_decision")
    op.drop_table("suspicion")
    op.execute("ALTER TABLE relation DROP COLUMN acts_to")
    op.execute("ALTER TABLE relation DROP COLUMN acts_from")
