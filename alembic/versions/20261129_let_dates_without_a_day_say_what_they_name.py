"""Let dates without a day say what they name: a session, an event.

On SQLite the text of the schema is edited, as its manual tells for constraints: others refer to
these tables, so they cannot be made anew. What was recorded since stays after a downgrade.
"""

import sqlalchemy as sa
from alembic import op

revision = "d7c1f04a9b62"
down_revision = "2b7e94d1c0f6"
branch_labels = None
depends_on = None

TABLES = ("commitment", "move", "promise_proposal")
BEFORE = "undated_says_so", "(due_precision = 'none') = (due_to IS NULL)"
DAY_OR_WORDS = (
    "CASE WHEN due_precision = 'none' THEN due_to IS NULL"
    " ELSE due_to IS NOT NULL OR due_phrase <> '' AND due_precision NOT IN ('time', 'day') END"
)
AFTER = "day_or_words", DAY_OR_WORDS


def upgrade() -> None:
    for table in TABLES:
        _exchange(table, BEFORE, AFTER)


def downgrade() -> None:
    for table in TABLES:
        _exchange(table, AFTER, BEFORE, unchecked=" NOT VALID")


def _exchange(
    table: str, old: tuple[str, str], new: tuple[str, str], *, unchecked: str = ""
) -> None:
    before, after = _written(table, *old), _written(table, *new)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT ck_{table}_{old[0]}")
        op.execute(f"ALTER TABLE {table} ADD {after}{unchecked}")
    else:
        _edit_schema(table, before, after)


def _written(table: str, name: str, rule: str) -> str:
    return f"CONSTRAINT ck_{table}_{name} CHECK ({rule})"


def _edit_schema(table: str, old: str, new: str) -> None:
    bind = op.get_bind()
    version = bind.execute(sa.text("PRAGMA schema_version")).scalar_one()
    op.execute("PRAGMA writable_schema = ON")
    edited = bind.execute(
        sa.text(
            "UPDATE sqlite_master SET sql = replace(sql, :old, :new)"
            " WHERE type = 'table' AND name = :table AND instr(sql, :old) > 0"
        ),
        {"old": old, "new": new, "table": table},
    )
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = OFF")
    if edited.rowcount != 1:
        raise RuntimeError(f"{table} does not say: {old}")
