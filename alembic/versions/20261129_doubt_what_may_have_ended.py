"""Let a suspicion say that it is not known since when its base has ended or is suspended."""

import sqlalchemy as sa
from alembic import op

revision = "b6d20f83e1a7"
down_revision = "e7a93f50c2d8"
branch_labels = None
depends_on = None

REASONS = ("amended", "replaced", "repealed", "suspended", "expired", "recalled")
CHECK = "ck_suspicion_suspicionreason"


def upgrade() -> None:
    _take_reasons(REASONS, (*REASONS, "day_unknown"))


def downgrade() -> None:
    op.execute(
        "DELETE FROM suspicion WHERE reason = 'day_unknown' AND NOT EXISTS (SELECT 1 FROM"
        " suspicion_decision WHERE suspicion_decision.suspicion_id = suspicion.id)"
    )
    # What a person decided about is kept.
    op.execute("UPDATE suspicion SET reason = 'suspended' WHERE reason = 'day_unknown'")
    _take_reasons((*REASONS, "day_unknown"), REASONS)


def _take_reasons(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Let a suspicion have other reasons.

    On SQLite the check is written anew in place: decisions refer to the table, so it cannot be
    made anew and dropped. No row is stored another way (sqlite.org/lang_altertable.html, part 7).
    """
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(CHECK), "suspicion", type_="check")
        op.create_check_constraint(op.f(CHECK), "suspicion", _among(after))
        return
    op.execute("PRAGMA writable_schema = ON")
    op.get_bind().execute(
        sa.text("UPDATE sqlite_schema SET sql = replace(sql, :before, :after) WHERE name = :name"),
        {"before": _among(before), "after": _among(after), "name": "suspicion"},
    )
    op.execute("PRAGMA writable_schema = RESET")


def _among(reasons: tuple[str, ...]) -> str:
    return f"reason IN ({', '.join(repr(one) for one in reasons)})"
