"""Keep what documents tell other bodies to issue."""

import sqlalchemy as sa
from alembic import op

revision = "6b0d7e51c3fa"
down_revision = "c83e54d1f06b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "expectation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("provision_id", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("agency_words", sa.String(), nullable=False),
        sa.Column("expected_type_code", sa.String(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("quote_sha256", sa.String(), nullable=False),
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
        sa.Column("fulfilled_by_id", sa.Integer(), nullable=True),
        sa.Column("gap_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("quote <> ''", name=op.f("ck_expectation_has_evidence")),
        *(
            sa.ForeignKeyConstraint(
                [column], [target], name=op.f(f"fk_expectation_{column}_{target.split('.')[0]}")
            )
            for column, target in (
                ("document_id", "document.id"),
                ("agency_id", "agency.id"),
                ("fulfilled_by_id", "document.id"),
                ("gap_id", "gap.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expectation")),
        sa.UniqueConstraint(
            "document_id",
            "provision_id",
            "agency_words",
            "quote_sha256",
            name=op.f("uq_expectation_document_id_provision_id_agency_words_quote_sha256"),
        ),
    )
    op.create_index(op.f("ix_expectation_agency_id"), "expectation", ["agency_id"])
    op.create_index(op.f("ix_expectation_document_id"), "expectation", ["document_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_expectation_document_id"), table_name="expectation")
    op.drop_index(op.f("ix_expectation_agency_id"), table_name="expectation")
    op.drop_table("expectation")
