"""Keep through whom bodies and places are reached, and who is away."""

import sqlalchemy as sa
from alembic import op

revision = "d4a17f3e9b60"
down_revision = "e2b94c70d5a8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contact",
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("place_code", sa.String(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("is_head", sa.Boolean(), nullable=False),
        sa.Column("deputy_of_id", sa.Integer(), nullable=True),
        sa.Column("office", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "address_state",
            sa.Enum(
                "works",
                "broken",
                name="addressstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(agency_id IS NULL) <> (place_code IS NULL)", name=op.f("ck_contact_body_or_place")
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_contact_days")
        ),
        sa.CheckConstraint(
            "deputy_of_id IS NULL OR deputy_of_id <> id", name=op.f("ck_contact_not_own_deputy")
        ),
        sa.CheckConstraint("name <> '' AND email <> ''", name=op.f("ck_contact_can_be_written_to")),
        *(
            sa.ForeignKeyConstraint(
                [column], [target], name=op.f(f"fk_contact_{column}_{target.split('.')[0]}")
            )
            for column, target in (
                ("agency_id", "agency.id"),
                ("place_code", "place.code"),
                ("account_id", "account.id"),
                ("deputy_of_id", "contact.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    for column in ("agency_id", "place_code", "account_id", "deputy_of_id"):
        op.create_index(op.f(f"ix_contact_{column}"), "contact", [column])
    op.create_table(
        "absence",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("to_on >= from_on", name=op.f("ck_absence_days")),
        sa.CheckConstraint(
            "deputy_id IS NULL OR deputy_id <> contact_id", name=op.f("ck_absence_not_own_deputy")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_absence_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["deputy_id"], ["contact.id"], name=op.f("fk_absence_deputy_id_contact")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index(op.f("ix_absence_contact_id"), "absence", ["contact_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_absence_contact_id"), table_name="absence")
    op.drop_table("absence")
    for column in ("deputy_of_id", "account_id", "place_code", "agency_id"):
        op.drop_index(op.f(f"ix_contact_{column}"), table_name="contact")
    op.drop_table("contact")
