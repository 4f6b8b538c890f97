"""Let gaps say whom they concern, reports how far they have come, and links who confirmed them."""

from alembic import op

revision = "61f3d80c4a9e"
down_revision = "9a61c07be2d4"
branch_labels = None
depends_on = None

_WORDS = "VARCHAR NOT NULL DEFAULT ''"
_INSTANT = {"sqlite": "DATETIME", "postgresql": "TIMESTAMP WITH TIME ZONE"}

# Added as columns: a batch would copy tables that others refer to.
COLUMNS = {
    "gap": {
        "procedure_code": _WORDS,
        "procedure_name": _WORDS,
        "affected_count": "INTEGER",
        "affected_unit": _WORDS,
        "interim_instruction": _WORDS,
        "interim_until": "DATE",
        "scope": _WORDS,
        "account_id": "INTEGER CONSTRAINT fk_gap_account_id_account REFERENCES account (id)",
        "merged_into_id": "INTEGER CONSTRAINT fk_gap_merged_into_id_gap REFERENCES gap (id)",
        "changed_at": "{instant}",
        "holds_from": "DATE",
    },
    "gap_report": {
        "document_id": "INTEGER CONSTRAINT fk_gap_report_document_id_document"
        " REFERENCES document (id)",
        "state": "VARCHAR(32) NOT NULL DEFAULT 'received' CONSTRAINT ck_gap_report_reportstate"
        " CHECK (state IN ('received', 'forwarded', 'in_progress', 'answered', 'duplicate',"
        " 'withdrawn'))",
        "state_on": "DATE",
        "changed_at": "{instant}",
    },
    "coverage_link": {
        "expires_on": "DATE",
        "origin": "VARCHAR NOT NULL DEFAULT 'manual'",
        "status": "VARCHAR(32) NOT NULL DEFAULT 'confirmed'"
        " CONSTRAINT ck_coverage_link_proposalstate"
        " CHECK (status IN ('proposed', 'confirmed', 'rejected'))",
        "suspect": _WORDS,
        "source_print": _WORDS,
        "gap_print": _WORDS,
        "changed_at": "{instant}",
        "holds_from": "DATE",
    },
}
INDEXES = {
    "gap": {"ix_gap_merged_into_id": ["merged_into_id"]},
    "gap_report": {
        "ix_gap_report_changed_at": ["changed_at"],
        "ix_gap_report_document_id": ["document_id"],
        "ix_gap_report_state": ["state"],
        "ix_gap_report_waiting": ["gap_id", "state", "place_code", "reported_on"],
    },
    "coverage_link": {
        "ix_coverage_link_answers": ["gap_id", "status", "document_id"],
        "ix_coverage_link_changed_at": ["changed_at"],
        "ix_coverage_link_status": ["status"],
    },
}
CHECKS = {
    "gap_report": "ck_gap_report_reportstate",
    "coverage_link": "ck_coverage_link_proposalstate",
}


def upgrade() -> None:
    _say_extents(", 'conflicting'")
    instant = _INSTANT[op.get_bind().dialect.name]
    for table, columns in COLUMNS.items():
        for name, kind in columns.items():
            op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind.format(instant=instant)}")
        for name, indexed in INDEXES[table].items():
            op.create_index(name, table, indexed)


def _say_extents(more: str) -> None:
    """Let the table of links, to which nothing refers yet, take these extents, too."""
    name = op.f("ck_coverage_link_extent")
    with op.batch_alter_table("coverage_link") as links:
        links.drop_constraint(name, type_="check")
        links.create_check_constraint(name, f"extent IN ('full', 'partial', 'interim'{more})")


def downgrade() -> None:
    op.execute("DELETE FROM coverage_link WHERE extent = 'conflicting'")
    for table, columns in reversed(COLUMNS.items()):
        for name in INDEXES[table]:
            op.drop_index(name, table_name=table)
        with op.batch_alter_table(table) as batch:
            if table in CHECKS:
                batch.drop_constraint(op.f(CHECKS[table]), type_="check")
            for name in columns:
                batch.drop_column(name)
    _say_extents("")
