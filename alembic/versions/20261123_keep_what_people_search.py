"""Keep what people search, and the searches they save."""

import sqlalchemy as sa
from alembic import op

revision = "3f7a94c2e1b8"
down_revision = "8c1f0b6d2a57"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_search_log()
    _create_saved_search()


def _create_search_log() -> None:
    op.create_table(
        "search_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("searched_on", sa.Date(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("query_folded", sa.String(), nullable=False),
        sa.Column("filters", sa.String(), nullable=False),
        sa.Column("result_count", sa.Integer(), nullable=False),
        sa.Column("place_code", sa.String(), nullable=True),
        sa.Column("opened_document_id", sa.Integer(), nullable=True),
        sa.Column("opened_provision_id", sa.String(), nullable=False),
        sa.Column("opened_position", sa.Integer(), nullable=True),
        sa.CheckConstraint("result_count >= 0", name=op.f("ck_search_log_counted")),
        sa.CheckConstraint(
            "(opened_document_id IS NULL) = (opened_position IS NULL)",
            name=op.f("ck_search_log_opened_at_a_position"),
        ),
        sa.ForeignKeyConstraint(
            ["place_code"], ["place.code"], name=op.f("fk_search_log_place_code_place")
        ),
        sa.ForeignKeyConstraint(
            ["opened_document_id"],
            ["document.id"],
            name=op.f("fk_search_log_opened_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_log")),
        sa.UniqueConstraint("key", name=op.f("uq_search_log_key")),
    )
    for column in ("searched_on", "query_folded"):
        op.create_index(op.f(f"ix_search_log_{column}"), "search_log", [column])


def _create_saved_search() -> None:
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("filters", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_saved_search_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.UniqueConstraint(
            "account_id", "query", "filters", name=op.f("uq_saved_search_account_id_query_filters")
        ),
    )
    op.create_index(op.f("ix_saved_search_account_id"), "saved_search", ["account_id"])


def downgrade() -> None:
    op.drop_table("saved_search")
    op.drop_table("search_log")
