"""Keep what becomes of the reports of places, and what places say of guidance."""

import sqlalchemy as sa
from alembic import op

revision = "7a20c95be1d4"
down_revision = "61f3d80c4a9e"
branch_labels = None
depends_on = None

APPEND_ONLY = ("report_event", "report_limit", "guidance_mark", "receipt")


def upgrade() -> None:
    _create_report_event()
    _create_report_limit()
    _create_guidance_mark()
    _create_receipt()
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


def _create_report_event() -> None:
    op.create_table(
        "report_event",
        sa.Column(
            "state",
            sa.Enum(
                "received",
                "forwarded",
                "in_progress",
                "answered",
                "duplicate",
                "withdrawn",
                name="reportstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("other_gap_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state <> 'answered' OR document_id IS NOT NULL OR words <> ''",
            name=op.f("ck_report_event_answered_by_what"),
        ),
        sa.CheckConstraint(
            "state <> 'forwarded' OR agency_id IS NOT NULL",
            name=op.f("ck_report_event_forwarded_to_whom"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_report_event_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_report_event_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_report_event_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["other_gap_id"], ["gap.id"], name=op.f("fk_report_event_other_gap_id_gap")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["gap_report.id"], name=op.f("fk_report_event_report_id_gap_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_event")),
    )
    op.create_index(op.f("ix_report_event_report_id"), "report_event", ["report_id"])


def _create_report_limit() -> None:
    op.create_table(
        "report_limit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "received",
                "forwarded",
                "in_progress",
                "answered",
                "duplicate",
                "withdrawn",
                name="reportstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("working_days", sa.Integer(), nullable=False),
        sa.Column("holds_from", sa.Date(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("working_days > 0", name=op.f("ck_report_limit_at_least_a_day")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_report_limit_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_limit")),
    )


def _create_guidance_mark() -> None:
    op.create_table(
        "guidance_mark",
        sa.Column("place_code", sa.String(), nullable=False),
        sa.Column(
            "clarity",
            sa.Enum(
                "clear",
                "unclear",
                "not_fitting",
                "taken_back",
                name="clarity",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("marked_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "clarity IN ('clear', 'taken_back') OR words <> ''",
            name=op.f("ck_guidance_mark_says_why"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_guidance_mark_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_guidance_mark_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["place_code"], ["place.code"], name=op.f("fk_guidance_mark_place_code_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidance_mark")),
    )
    op.create_index(op.f("ix_guidance_mark_document_id"), "guidance_mark", ["document_id"])
    op.create_index(
        "ix_guidance_mark_document_place", "guidance_mark", ["document_id", "place_code"]
    )
    op.create_index(op.f("ix_guidance_mark_place_code"), "guidance_mark", ["place_code"])


def _create_receipt() -> None:
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("place_code", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_receipt_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_receipt_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["place_code"], ["place.code"], name=op.f("fk_receipt_place_code_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint(
            "document_id", "place_code", name=op.f("uq_receipt_document_id_place_code")
        ),
    )
    op.create_index(op.f("ix_receipt_document_id"), "receipt", ["document_id"])
    op.create_index(op.f("ix_receipt_place_code"), "receipt", ["place_code"])


def downgrade() -> None:
    op.drop_table("receipt")
    op.drop_table("guidance_mark")
    op.drop_table("report_limit")
    op.drop_table("report_event")
