"""Keep who was told what, and who delivers which message.

The row of the job is the lock of those who run it, so that every node may.
"""

import sqlalchemy as sa
from alembic import op

revision = "f1c86b2d7a35"
down_revision = "5c1e08d7b9f2"
branch_labels = None
depends_on = None

DELIVERY = (
    "last_error",
    "failed_at",
    "leased_until",
    "lease_token",
    "next_attempt_at",
    "attempts",
    "recipient",
    "delivered_on",
)
AUDIENCES = ("person", "unit_head", "office", "oversight")


def upgrade() -> None:
    with op.batch_alter_table("outbox_message") as message:
        message.add_column(sa.Column("delivered_on", sa.Date(), nullable=True))
        message.add_column(sa.Column("recipient", sa.String(), nullable=False, server_default=""))
        message.add_column(sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"))
        message.add_column(sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=True))
        message.add_column(sa.Column("lease_token", sa.String(), nullable=False, server_default=""))
        message.add_column(sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True))
        message.add_column(sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True))
        message.add_column(sa.Column("last_error", sa.String(), nullable=False, server_default=""))
    op.create_index(op.f("ix_outbox_message_recipient"), "outbox_message", ["recipient"])
    job_run = op.create_table(
        "job_run",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_run")),
    )
    op.bulk_insert(job_run, [{"name": "remind", "done_at": None}])
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column(
            "audience",
            sa.Enum(
                *AUDIENCES, name="audience", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("due_to", sa.Date(), nullable=True),
        sa.Column("instead_of_agency_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("overtaken_at", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_notice_{column}_{table}")
            )
            for column, table in (
                ("commitment_id", "commitment"),
                ("contact_id", "contact"),
                ("instead_of_agency_id", "agency"),
                ("message_id", "outbox_message"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("key", name=op.f("uq_notice_key")),
    )
    for column in ("commitment_id", "contact_id", "message_id"):
        op.create_index(op.f(f"ix_notice_{column}"), "notice", [column])


def downgrade() -> None:
    for column in ("message_id", "contact_id", "commitment_id"):
        op.drop_index(op.f(f"ix_notice_{column}"), table_name="notice")
    op.drop_table("notice")
    op.drop_table("job_run")
    op.drop_index(op.f("ix_outbox_message_recipient"), table_name="outbox_message")
    with op.batch_alter_table("outbox_message") as message:
        for column in DELIVERY:
            message.drop_column(column)
