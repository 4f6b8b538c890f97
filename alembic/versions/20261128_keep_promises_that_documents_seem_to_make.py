"""Keep promises that documents seem to make."""

import sqlalchemy as sa
from alembic import op

revision = "c4e8a1d79f30"
down_revision = "b8e5f1a07d36"
branch_labels = None
depends_on = None

REFERENCES = (
    ("account_id", "account"),
    ("commitment_id", "commitment"),
    ("document_id", "document"),
    ("lead_agency_id", "agency"),
)
PRECISIONS = (
    *("time", "day", "week", "half_month", "month", "quarter", "half", "year", "horizon"),
    *("session", "condition", "none"),
)


def stored_enum(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        "promise_proposal",
        sa.Column("due_from", sa.Date(), nullable=True),
        sa.Column("due_to", sa.Date(), nullable=True),
        sa.Column("due_operator", stored_enum("operator", "before", "on_or_before"), nullable=True),
        sa.Column("due_precision", stored_enum("precision", *PRECISIONS), nullable=False),
        sa.Column("due_phrase", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("promise", sa.String(), nullable=False),
        sa.Column("kind", stored_enum("commitmentkind", "guidance", "action"), nullable=False),
        sa.Column("expected_type_code", sa.String(), nullable=True),
        sa.Column("lead_agency_id", sa.Integer(), nullable=True),
        sa.Column("lead_words", sa.String(), nullable=False),
        sa.Column("coordinators", sa.String(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column(
            "status",
            stored_enum("proposalstate", "proposed", "confirmed", "rejected"),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(due_precision = 'none') = (due_to IS NULL)",
            name=op.f("ck_promise_proposal_undated_says_so"),
        ),
        sa.CheckConstraint(
            "(status = 'confirmed') = (commitment_id IS NOT NULL)",
            name=op.f("ck_promise_proposal_confirmed_as_what"),
        ),
        sa.CheckConstraint(
            "(status = 'proposed') = (decided_on IS NULL)",
            name=op.f("ck_promise_proposal_decided_on_a_day"),
        ),
        sa.CheckConstraint("quote <> ''", name=op.f("ck_promise_proposal_has_evidence")),
        sa.CheckConstraint(
            "status <> 'rejected' OR reason <> ''",
            name=op.f("ck_promise_proposal_rejected_says_why"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_promise_proposal_{column}_{table}")
            )
            for column, table in REFERENCES
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise_proposal")),
        sa.UniqueConstraint(
            "document_id", "identity", name=op.f("uq_promise_proposal_document_id_identity")
        ),
    )
    for column in ("document_id", "status"):
        op.create_index(op.f(f"ix_promise_proposal_{column}"), "promise_proposal", [column])


def downgrade() -> None:
    op.drop_table("promise_proposal")
