"""Find who is late from indexes, without reading the promises."""

from alembic import op

revision = "c40b9e7715da"
down_revision = "c4e8a17f02b9"
branch_labels = None
depends_on = None

ADDED = {
    "ix_commitment_due": (
        "commitment",
        ["due_to", "id", "promised_on", "recorded_at", "lead_agency_id", "sector_id"],
    ),
    "ix_move_due": ("move", ["due_to", "commitment_id", "moved_on", "id", "recorded_at"]),
    "ix_move_of_commitment": ("move", ["commitment_id", "moved_on", "id", "recorded_at"]),
    "ix_commitment_event_of_commitment": (
        "commitment_event",
        ["commitment_id", "held_on", "recorded_at"],
    ),
}
REPLACED = {
    "ix_move_commitment_id": "move",
    "ix_commitment_event_commitment_id": "commitment_event",
}


def upgrade() -> None:
    for name, (table, columns) in ADDED.items():
        op.create_index(name, table, columns)
    for name, table in REPLACED.items():
        op.drop_index(name, table)


def downgrade() -> None:
    for name, table in REPLACED.items():
        op.create_index(name, table, ["commitment_id"])
    for name, (table, _columns) in ADDED.items():
        op.drop_index(name, table)
