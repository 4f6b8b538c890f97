"""Refuse changes of who took over from whom and what a source states, and replacing in any ledger.

When a takeover was recorded is read from the audit log where that was before the column was there;
what is left without an instant was shipped with the reference tables. A code names a promise, too.
"""

from alembic import op

revision = "5f1a8c3e7d92"
down_revision = "90b7d2e4c15f"
branch_labels = None
depends_on = None

NEWLY_KEPT = ("agency_succession", "gap_query", "statement")
VERBS = ("UPDATE", "DELETE")
REPLACED: dict[str, list[tuple[str, ...]]] = {
    "agency_succession": [("id",), ("agency_id", "successor_id", "succeeds_on", "scope")],
    "audit_event": [("id",)],
    "calendar_change": [("id",)],
    "commitment": [("id",), ("code",)],
    "coverage_event": [("id",)],
    "fact": [("id",)],
    "gap_decision": [("id",)],
    "gap_figure": [("id",)],
    "gap_merge": [("id",)],
    "gap_query": [("query_folded",)],
    "guidance_mark": [("id",)],
    "indicator_reading": [("id",)],
    "internal_deadline": [("id",)],
    "ladder_change": [("id",)],
    "mail_answer": [("id",), ("message_id", "commitment_id", "kind")],
    "place_succession": [("id",), ("place_code", "successor_code", "succeeds_on")],
    "reading_correction": [("id",)],
    "receipt": [("id",), ("document_id", "place_code")],
    "report_event": [("id",)],
    "report_limit": [("id",)],
    "sending_hours": [("id",)],
    "stage_limit": [("id",)],
    "statement": [("id",), ("code",)],
    "suspicion_decision": [("id",)],
}


def upgrade() -> None:
    _date_takeovers()
    if op.get_bind().dialect.name == "postgresql":
        for table in NEWLY_KEPT:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE"
                f" ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
        return
    for table in NEWLY_KEPT:
        for verb in VERBS:
            op.execute(
                f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    op.execute("DROP TRIGGER commitment_refuse_replace")
    for table, keys in REPLACED.items():
        _refuse_replacing(table, keys)


def _date_takeovers() -> None:
    """Give takeovers the instant at which somebody of this service recorded them."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    successor = (
        "json_extract(e.details, '$.successor_id')"
        if is_sqlite
        else "CAST(CAST(e.details AS json) ->> 'successor_id' AS integer)"
    )
    op.execute(
        "UPDATE agency_succession SET recorded_at = (SELECT min(e.at) FROM audit_event e"  # noqa: S608 - our names
        " WHERE e.action IN ('agency.rename', 'agency.merge', 'agency.hand_over')"
        f" AND e.subject_id = agency_succession.agency_id"
        f" AND {successor} = agency_succession.successor_id) WHERE recorded_at IS NULL"
    )


def _refuse_replacing(table: str, keys: list[tuple[str, ...]]) -> None:
    same = (" AND ".join(f"{name} = NEW.{name}" for name in key) for key in keys)
    known = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {one})" for one in same)  # noqa: S608 - our names
    op.execute(
        f"CREATE TRIGGER {table}_refuse_replace BEFORE INSERT ON {table} WHEN {known}"
        f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in NEWLY_KEPT:
            op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        return
    for table in REPLACED:
        op.execute(f"DROP TRIGGER {table}_refuse_replace")
    for table in NEWLY_KEPT:
        for verb in VERBS:
            op.execute(f"DROP TRIGGER {table}_refuse_{verb.lower()}")
    _refuse_replacing("commitment", [("id",)])
