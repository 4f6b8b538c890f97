"""Keep what drafters made of readings, uploads that wait, and what a file is to its document."""

import sqlalchemy as sa
from alembic import op

revision = "8c1f0b6d2a57"
down_revision = "517456adc18a"
branch_labels = None
depends_on = None

APPEND_ONLY = "reading_correction"
_NOT_WITHDRAWN = sa.text("state <> 'withdrawn'")


def upgrade() -> None:
    # Added as columns: a batch would copy the tables that others refer to.
    op.execute("ALTER TABLE document ADD COLUMN namesake INTEGER NOT NULL DEFAULT 0")
    op.execute(
        "ALTER TABLE document_file ADD COLUMN standing VARCHAR(32) NOT NULL DEFAULT 'current'"
        " CONSTRAINT ck_document_file_filestanding"
        " CHECK (standing IN ('current', 'attachment', 'superseded'))"
    )
    _index_identity("issuer_id", "key_exact", "series", "namesake")
    _create_reading_correction()
    _create_pending_upload()
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


def _index_identity(*columns: str) -> None:
    op.drop_index("uq_document_identity", table_name="document")
    op.create_index(
        "uq_document_identity",
        "document",
        list(columns),
        unique=True,
        sqlite_where=_NOT_WITHDRAWN,
        postgresql_where=_NOT_WITHDRAWN,
    )


def _create_reading_correction() -> None:
    op.create_table(
        "reading_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("suggested", sa.String(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("corrected", sa.String(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "accepted",
                "corrected",
                "cleared",
                name="reviewoutcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "suggested IS NOT NULL OR corrected IS NOT NULL",
            name=op.f("ck_reading_correction_says_something"),
        ),
        sa.CheckConstraint(
            "(suggested IS NULL) = (confidence IS NULL)",
            name=op.f("ck_reading_correction_suggested_with_confidence"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_reading_correction_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_reading_correction_document_id_document"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["document_file.id"],
            name=op.f("fk_reading_correction_file_id_document_file"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_correction")),
    )
    for column in ("document_id", "file_id"):
        op.create_index(op.f(f"ix_reading_correction_{column}"), "reading_correction", [column])


def _create_pending_upload() -> None:
    op.create_table(
        "pending_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("byte_count", sa.Integer(), nullable=False),
        sa.Column("reading", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("duplicate_id", sa.Integer(), nullable=False),
        sa.Column(
            "same",
            sa.Enum(
                "bytes",
                "text",
                "number",
                "near_text",
                name="sameness",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "attached",
                "new_version",
                "registered_anyway",
                name="pendingoutcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("byte_count > 0", name=op.f("ck_pending_upload_not_empty")),
        sa.CheckConstraint(
            "(outcome IS NULL) = (resolved_at IS NULL)",
            name=op.f("ck_pending_upload_resolved_with_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_pending_upload_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["duplicate_id"],
            ["document.id"],
            name=op.f("fk_pending_upload_duplicate_id_document"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_upload")),
    )
    for column in ("sha256", "account_id", "duplicate_id"):
        op.create_index(op.f(f"ix_pending_upload_{column}"), "pending_upload", [column])


def downgrade() -> None:
    op.drop_table("pending_upload")
    op.drop_table("reading_correction")
    _index_identity("issuer_id", "key_exact", "series")
    op.execute("ALTER TABLE document_file DROP COLUMN standing")
    op.execute("ALTER TABLE document DROP COLUMN namesake")
