"""Create the catalogue."""

import sqlalchemy as sa
from alembic import op

revision = "15aaaf6a32c7"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "catalogue_stamp",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_stamp")),
    )
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("code", name=op.f("uq_indicator_code")),
    )
    op.create_table(
        "outbox_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("payload", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_message_key")),
    )
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_message_topic"), ["topic"], unique=False)

    op.create_table(
        "place",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_folded", sa.String(), nullable=False),
        sa.Column("province_code", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successor_code", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(level = 'commune') = (province_code IS NOT NULL)", name=op.f("ck_place_has_province")
        ),
        sa.CheckConstraint("level IN ('province', 'commune')", name=op.f("ck_place_level_known")),
        sa.ForeignKeyConstraint(
            ["province_code"], ["place.code"], name=op.f("fk_place_province_code_place")
        ),
        sa.ForeignKeyConstraint(
            ["successor_code"], ["place.code"], name=op.f("fk_place_successor_code_place")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_place")),
    )
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_name_folded"), ["name_folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_place_province_code"), ["province_code"], unique=False)

    op.create_table(
        "sector",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("keywords", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["sector.id"], name=op.f("fk_sector_parent_id_sector")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sector")),
        sa.UniqueConstraint("code", name=op.f("uq_sector_code")),
    )
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_folded", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("place_code", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from",
            name=op.f("ck_agency_days"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["agency.id"], name=op.f("fk_agency_parent_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["place_code"], ["place.code"], name=op.f("fk_agency_place_code_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("name", name=op.f("uq_agency_name")),
    )
    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agency_code"), ["code"], unique=False)
        batch_op.create_index(batch_op.f("ix_agency_name_folded"), ["name_folded"], unique=False)

    op.create_table(
        "place_kind",
        sa.Column("place_code", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_code"], ["place.code"], name=op.f("fk_place_kind_place_code_place")
        ),
        sa.PrimaryKeyConstraint("place_code", "valid_from", name=op.f("pk_place_kind")),
    )
    op.create_table(
        "account",
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "drafter",
                "officer",
                "oversight",
                "administrator",
                "system",
                "public",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("place_code", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "role <> 'drafter' OR agency_id IS NOT NULL", name=op.f("ck_account_drafter_has_agency")
        ),
        sa.CheckConstraint(
            "role <> 'officer' OR place_code IS NOT NULL", name=op.f("ck_account_officer_has_place")
        ),
        sa.CheckConstraint("role <> 'public'", name=op.f("ck_account_public_has_no_account")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_account_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["place_code"], ["place.code"], name=op.f("fk_account_place_code_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("username", name=op.f("uq_account_username")),
    )
    op.create_table(
        "agency_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("alias_folded", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_alias_agency_id_agency")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_alias")),
        sa.UniqueConstraint(
            "agency_id", "alias_folded", name=op.f("uq_agency_alias_agency_id_alias_folded")
        ),
    )
    with op.batch_alter_table("agency_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agency_alias_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_agency_alias_alias_folded"), ["alias_folded"], unique=False
        )

    op.create_table(
        "agency_succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.Column("succeeds_on", sa.Date(), nullable=True),
        sa.Column("scope", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_succession_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["agency.id"], name=op.f("fk_agency_succession_successor_id_agency")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_succession")),
        sa.UniqueConstraint(
            "agency_id", "successor_id", name=op.f("uq_agency_succession_agency_id_successor_id")
        ),
    )
    with op.batch_alter_table("agency_succession", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agency_succession_agency_id"), ["agency_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_agency_succession_successor_id"), ["successor_id"], unique=False
        )

    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("number_as_printed", sa.String(), nullable=True),
        sa.Column("key_exact", sa.String(), nullable=True),
        sa.Column("key_folded", sa.String(), nullable=True),
        sa.Column("serial", sa.Integer(), nullable=True),
        sa.Column("series", sa.String(), nullable=True),
        sa.Column("type_code", sa.String(), nullable=False),
        sa.Column("type_name", sa.String(), nullable=False),
        sa.Column("issuer_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("urgency", sa.String(), nullable=True),
        sa.Column("signer_name", sa.String(), nullable=True),
        sa.Column("signer_title", sa.String(), nullable=True),
        sa.Column(
            "drafting_stage",
            sa.Enum(
                "preparing",
                "commenting",
                "submitted",
                "issued",
                name="draftingstage",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("drafting_agency_id", sa.Integer(), nullable=True),
        sa.Column("is_illustration", sa.Boolean(), nullable=False),
        sa.Column("source_url", sa.String(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "published",
                "withdrawn",
                name="recordstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("is_stub", sa.Boolean(), nullable=False),
        sa.Column("owner_agency_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("change_stamp", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "key_exact IS NOT NULL OR NOT is_stub OR title <> ''",
            name=op.f("ck_document_has_a_name"),
        ),
        sa.CheckConstraint(
            "(key_exact IS NULL) = (key_folded IS NULL)", name=op.f("ck_document_keys_together")
        ),
        sa.CheckConstraint(
            "expires_on IS NULL OR effective_on IS NULL OR expires_on >= effective_on",
            name=op.f("ck_document_expires_after_effect"),
        ),
        sa.ForeignKeyConstraint(
            ["drafting_agency_id"],
            ["agency.id"],
            name=op.f("fk_document_drafting_agency_id_agency"),
        ),
        sa.ForeignKeyConstraint(
            ["issuer_id"], ["agency.id"], name=op.f("fk_document_issuer_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["owner_agency_id"], ["agency.id"], name=op.f("fk_document_owner_agency_id_agency")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_document_change_stamp"), ["change_stamp"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_document_issued_on"), ["issued_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_issuer_id"), ["issuer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_key_exact"), ["key_exact"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_key_folded"), ["key_folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_serial"), ["serial"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_type_code"), ["type_code"], unique=False)
        batch_op.create_index(
            "uq_document_identity",
            ["issuer_id", "key_exact", "series"],
            unique=True,
            sqlite_where=sa.text("state <> 'withdrawn'"),
            postgresql_where=sa.text("state <> 'withdrawn'"),
        )

    op.create_table(
        "sector_lead",
        sa.Column("sector_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_sector_lead_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["sector_id"], ["sector.id"], name=op.f("fk_sector_lead_sector_id_sector")
        ),
        sa.PrimaryKeyConstraint("sector_id", "agency_id", name=op.f("pk_sector_lead")),
    )
    op.create_table(
        "api_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_api_token_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_token_token_hash")),
    )
    with op.batch_alter_table("api_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_api_token_account_id"), ["account_id"], unique=False)

    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("details", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_audit_event_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_event_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_event_action"), ["action"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_event_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_event_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "commitment",
        sa.Column("due_from", sa.Date(), nullable=True),
        sa.Column("due_to", sa.Date(), nullable=True),
        sa.Column(
            "due_operator",
            sa.Enum(
                "before",
                "on_or_before",
                name="operator",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "due_precision",
            sa.Enum(
                "time",
                "day",
                "week",
                "half_month",
                "month",
                "quarter",
                "half",
                "year",
                "horizon",
                "session",
                "condition",
                "none",
                name="precision",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("due_phrase", sa.String(), nullable=False),
        sa.Column("promise", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "guidance",
                "action",
                name="commitmentkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("expected_type_code", sa.String(), nullable=True),
        sa.Column("lead_agency_id", sa.Integer(), nullable=True),
        sa.Column("lead_words", sa.String(), nullable=False),
        sa.Column("lead_is_inferred", sa.Boolean(), nullable=False),
        sa.Column("source_document_id", sa.Integer(), nullable=True),
        sa.Column("source_quote", sa.String(), nullable=False),
        sa.Column("sector_id", sa.Integer(), nullable=True),
        sa.Column("promised_on", sa.Date(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(due_precision = 'none') = (due_to IS NULL)",
            name=op.f("ck_commitment_undated_says_so"),
        ),
        sa.CheckConstraint(
            "lead_agency_id IS NOT NULL OR lead_words <> ''",
            name=op.f("ck_commitment_somebody_leads"),
        ),
        sa.CheckConstraint(
            "source_document_id IS NULL OR source_quote <> ''",
            name=op.f("ck_commitment_source_is_quoted"),
        ),
        sa.CheckConstraint(
            "due_from IS NULL OR due_to IS NULL OR due_from <= due_to",
            name=op.f("ck_commitment_interval"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_commitment_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["lead_agency_id"], ["agency.id"], name=op.f("fk_commitment_lead_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["sector_id"], ["sector.id"], name=op.f("fk_commitment_sector_id_sector")
        ),
        sa.ForeignKeyConstraint(
            ["source_document_id"],
            ["document.id"],
            name=op.f("fk_commitment_source_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
        sa.UniqueConstraint("code", name=op.f("uq_commitment_code")),
    )
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_commitment_lead_agency_id"), ["lead_agency_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_commitment_sector_id"), ["sector_id"], unique=False)

    op.create_table(
        "document_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("byte_count", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("byte_count > 0", name=op.f("ck_document_file_not_empty")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_document_file_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_file_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_file")),
        sa.UniqueConstraint(
            "document_id", "sha256", name=op.f("uq_document_file_document_id_sha256")
        ),
    )
    with op.batch_alter_table("document_file", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_document_file_document_id"), ["document_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_document_file_sha256"), ["sha256"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_document_file_text_sha256"), ["text_sha256"], unique=False
        )

    op.create_table(
        "document_sector",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("sector_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_sector_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["sector_id"], ["sector.id"], name=op.f("fk_document_sector_sector_id_sector")
        ),
        sa.PrimaryKeyConstraint("document_id", "sector_id", name=op.f("pk_document_sector")),
    )
    op.create_table(
        "fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("holds_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_fact_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["fact.id"], name=op.f("fk_fact_corrects_id_fact")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
    )
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.create_index(
            "ix_fact_subject", ["subject_kind", "subject_id", "field"], unique=False
        )

    op.create_table(
        "gap",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "no_guidance",
                "unclear",
                "conflicting",
                "outdated",
                "resource",
                name="gapkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("sector_id", sa.Integer(), nullable=True),
        sa.Column("raised_by", sa.String(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=True),
        sa.Column("source_document_id", sa.Integer(), nullable=True),
        sa.Column("source_quote", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["sector_id"], ["sector.id"], name=op.f("fk_gap_sector_id_sector")),
        sa.ForeignKeyConstraint(
            ["source_document_id"], ["document.id"], name=op.f("fk_gap_source_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap")),
        sa.UniqueConstraint("code", name=op.f("uq_gap_code")),
    )
    with op.batch_alter_table("gap", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gap_sector_id"), ["sector_id"], unique=False)

    op.create_table(
        "indicator_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("out_of", sa.Float(), nullable=True),
        sa.Column("qualifier", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=True),
        sa.Column("source_document_id", sa.Integer(), nullable=True),
        sa.Column("source_quote", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
            name=op.f("fk_indicator_reading_indicator_id_indicator"),
        ),
        sa.ForeignKeyConstraint(
            ["source_document_id"],
            ["document.id"],
            name=op.f("fk_indicator_reading_source_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_reading")),
    )
    with op.batch_alter_table("indicator_reading", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_indicator_reading_indicator_id"), ["indicator_id"], unique=False
        )

    op.create_table(
        "provision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("provision_id", sa.String(), nullable=False),
        sa.Column("parent_provision_id", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_provision_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provision")),
        sa.UniqueConstraint(
            "document_id", "provision_id", name=op.f("uq_provision_document_id_provision_id")
        ),
    )
    with op.batch_alter_table("provision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_provision_document_id"), ["document_id"], unique=False)

    op.create_table(
        "relation",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "has_basis",
                "implements",
                "guides",
                "amends",
                "replaces",
                "repeals",
                "corrects",
                "cites",
                "consolidates",
                "explains",
                "suspends_execution",
                "suspends_effect",
                "promulgates",
                "related",
                "responds_to",
                "urges",
                "revokes",
                name="relationkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("source_provision", sa.String(), nullable=False),
        sa.Column("target_provision", sa.String(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
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
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("source_id <> target_id", name=op.f("ck_relation_not_to_itself")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["document.id"], name=op.f("fk_relation_source_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["document.id"], name=op.f("fk_relation_target_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation")),
        sa.UniqueConstraint(
            "source_id",
            "kind",
            "target_id",
            "source_provision",
            "target_provision",
            name=op.f("uq_relation_source_id_kind_target_id_source_provision_target_provision"),
        ),
    )
    with op.batch_alter_table("relation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_relation_source_id"), ["source_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_relation_target_id"), ["target_id"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("csrf_token", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_account_id"), ["account_id"], unique=False)

    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("source_document_id", sa.Integer(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("holds_from", sa.Date(), nullable=True),
        sa.Column("holds_to", sa.Date(), nullable=True),
        sa.Column("about_kind", sa.String(), nullable=True),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_document_id"],
            ["document.id"],
            name=op.f("fk_statement_source_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("code", name=op.f("uq_statement_code")),
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_statement_source_document_id"), ["source_document_id"], unique=False
        )

    op.create_table(
        "commitment_coordinator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(agency_id IS NULL) <> (words = '')",
            name=op.f("ck_commitment_coordinator_agency_or_words"),
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_commitment_coordinator_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name=op.f("fk_commitment_coordinator_commitment_id_commitment"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_coordinator")),
    )
    with op.batch_alter_table("commitment_coordinator", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_commitment_coordinator_commitment_id"), ["commitment_id"], unique=False
        )

    op.create_table(
        "commitment_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "fulfilled",
                "withdrawn",
                name="commitmenteventkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind <> 'fulfilled' OR document_id IS NOT NULL OR words <> ''",
            name=op.f("ck_commitment_event_fulfilled_by_what"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_commitment_event_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name=op.f("fk_commitment_event_commitment_id_commitment"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_commitment_event_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_event")),
        sa.UniqueConstraint(
            "commitment_id",
            "kind",
            "held_on",
            name=op.f("uq_commitment_event_commitment_id_kind_held_on"),
        ),
    )
    with op.batch_alter_table("commitment_event", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_commitment_event_commitment_id"), ["commitment_id"], unique=False
        )

    op.create_table(
        "commitment_gap",
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("gap_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name=op.f("fk_commitment_gap_commitment_id_commitment"),
        ),
        sa.ForeignKeyConstraint(["gap_id"], ["gap.id"], name=op.f("fk_commitment_gap_gap_id_gap")),
        sa.PrimaryKeyConstraint("commitment_id", "gap_id", name=op.f("pk_commitment_gap")),
    )
    with op.batch_alter_table("commitment_gap", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commitment_gap_gap_id"), ["gap_id"], unique=False)

    op.create_table(
        "coverage_link",
        sa.Column("gap_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("provision_id", sa.String(), nullable=False),
        sa.Column(
            "extent",
            sa.Enum(
                "full",
                "partial",
                "interim",
                name="extent",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("rationale", sa.String(), nullable=False),
        sa.Column("linked_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("quote <> ''", name=op.f("ck_coverage_link_has_evidence")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_coverage_link_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_coverage_link_document_id_document")
        ),
        sa.ForeignKeyConstraint(["gap_id"], ["gap.id"], name=op.f("fk_coverage_link_gap_id_gap")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage_link")),
        sa.UniqueConstraint(
            "gap_id",
            "document_id",
            "provision_id",
            name=op.f("uq_coverage_link_gap_id_document_id_provision_id"),
        ),
    )
    with op.batch_alter_table("coverage_link", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coverage_link_document_id"), ["document_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_coverage_link_gap_id"), ["gap_id"], unique=False)

    op.create_table(
        "extracted_text",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("reading", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["document_file.id"], name=op.f("fk_extracted_text_file_id_document_file")
        ),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_extracted_text")),
    )
    op.create_table(
        "gap_report",
        sa.Column("place_code", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gap_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_gap_report_account_id_account")
        ),
        sa.ForeignKeyConstraint(["gap_id"], ["gap.id"], name=op.f("fk_gap_report_gap_id_gap")),
        sa.ForeignKeyConstraint(
            ["place_code"], ["place.code"], name=op.f("fk_gap_report_place_code_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap_report")),
        sa.UniqueConstraint("gap_id", "place_code", name=op.f("uq_gap_report_gap_id_place_code")),
    )
    with op.batch_alter_table("gap_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gap_report_gap_id"), ["gap_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gap_report_place_code"), ["place_code"], unique=False)

    op.create_table(
        "move",
        sa.Column("due_from", sa.Date(), nullable=True),
        sa.Column("due_to", sa.Date(), nullable=True),
        sa.Column(
            "due_operator",
            sa.Enum(
                "before",
                "on_or_before",
                name="operator",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "due_precision",
            sa.Enum(
                "time",
                "day",
                "week",
                "half_month",
                "month",
                "quarter",
                "half",
                "year",
                "horizon",
                "session",
                "condition",
                "none",
                name="precision",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("due_phrase", sa.String(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "waiting_for_document",
                "collecting_comments",
                "legal_conflict",
                "resources",
                "reorganisation",
                "higher_decision",
                "other",
                name="movereason",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason_words", sa.String(), nullable=False),
        sa.Column("source_document_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(due_precision = 'none') = (due_to IS NULL)", name=op.f("ck_move_undated_says_so")
        ),
        sa.CheckConstraint(
            "due_from IS NULL OR due_to IS NULL OR due_from <= due_to",
            name=op.f("ck_move_interval"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_move_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_move_commitment_id_commitment")
        ),
        sa.ForeignKeyConstraint(
            ["source_document_id"],
            ["document.id"],
            name=op.f("fk_move_source_document_id_document"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_move")),
    )
    with op.batch_alter_table("move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_move_commitment_id"), ["commitment_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_move_commitment_id"))

    op.drop_table("move")
    with op.batch_alter_table("gap_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gap_report_place_code"))
        batch_op.drop_index(batch_op.f("ix_gap_report_gap_id"))

    op.drop_table("gap_report")
    op.drop_table("extracted_text")
    with op.batch_alter_table("coverage_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coverage_link_gap_id"))
        batch_op.drop_index(batch_op.f("ix_coverage_link_document_id"))

    op.drop_table("coverage_link")
    with op.batch_alter_table("commitment_gap", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commitment_gap_gap_id"))

    op.drop_table("commitment_gap")
    with op.batch_alter_table("commitment_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commitment_event_commitment_id"))

    op.drop_table("commitment_event")
    with op.batch_alter_table("commitment_coordinator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commitment_coordinator_commitment_id"))

    op.drop_table("commitment_coordinator")
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statement_source_document_id"))

    op.drop_table("statement")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_account_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("relation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_relation_target_id"))
        batch_op.drop_index(batch_op.f("ix_relation_source_id"))

    op.drop_table("relation")
    with op.batch_alter_table("provision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_provision_document_id"))

    op.drop_table("provision")
    with op.batch_alter_table("indicator_reading", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_indicator_reading_indicator_id"))

    op.drop_table("indicator_reading")
    with op.batch_alter_table("gap", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gap_sector_id"))

    op.drop_table("gap")
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.drop_index("ix_fact_subject")

    op.drop_table("fact")
    op.drop_table("document_sector")
    with op.batch_alter_table("document_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_file_text_sha256"))
        batch_op.drop_index(batch_op.f("ix_document_file_sha256"))
        batch_op.drop_index(batch_op.f("ix_document_file_document_id"))

    op.drop_table("document_file")
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commitment_sector_id"))
        batch_op.drop_index(batch_op.f("ix_commitment_lead_agency_id"))

    op.drop_table("commitment")
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_event_subject_id"))
        batch_op.drop_index(batch_op.f("ix_audit_event_at"))
        batch_op.drop_index(batch_op.f("ix_audit_event_action"))
        batch_op.drop_index(batch_op.f("ix_audit_event_account_id"))

    op.drop_table("audit_event")
    with op.batch_alter_table("api_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_api_token_account_id"))

    op.drop_table("api_token")
    op.drop_table("sector_lead")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_document_identity",
            sqlite_where=sa.text("state <> 'withdrawn'"),
            postgresql_where=sa.text("state <> 'withdrawn'"),
        )
        batch_op.drop_index(batch_op.f("ix_document_type_code"))
        batch_op.drop_index(batch_op.f("ix_document_serial"))
        batch_op.drop_index(batch_op.f("ix_document_key_folded"))
        batch_op.drop_index(batch_op.f("ix_document_key_exact"))
        batch_op.drop_index(batch_op.f("ix_document_issuer_id"))
        batch_op.drop_index(batch_op.f("ix_document_issued_on"))
        batch_op.drop_index(batch_op.f("ix_document_change_stamp"))

    op.drop_table("document")
    with op.batch_alter_table("agency_succession", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agency_succession_successor_id"))
        batch_op.drop_index(batch_op.f("ix_agency_succession_agency_id"))

    op.drop_table("agency_succession")
    with op.batch_alter_table("agency_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agency_alias_alias_folded"))
        batch_op.drop_index(batch_op.f("ix_agency_alias_agency_id"))

    op.drop_table("agency_alias")
    op.drop_table("account")
    op.drop_table("place_kind")
    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agency_name_folded"))
        batch_op.drop_index(batch_op.f("ix_agency_code"))

    op.drop_table("agency")
    op.drop_table("sector")
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_province_code"))
        batch_op.drop_index(batch_op.f("ix_place_name_folded"))

    op.drop_table("place")
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_message_topic"))

    op.drop_table("outbox_message")
    op.drop_table("indicator")
    op.drop_table("catalogue_stamp")
