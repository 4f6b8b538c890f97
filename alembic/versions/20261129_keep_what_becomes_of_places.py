"""Keep what becomes of places: how each was called when, and who took its territory over."""

import sqlalchemy as sa
from alembic import op

revision = "e3a95c0f7b24"
down_revision = "c40b9e7715da"
branch_labels = None
depends_on = None

TABLE = "place_succession"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place_code", sa.String(), nullable=False),
        sa.Column("successor_code", sa.String(), nullable=False),
        sa.Column("succeeds_on", sa.Date(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("place_code <> successor_code", name=op.f(f"ck_{TABLE}_not_itself")),
        sa.ForeignKeyConstraint(
            ["place_code"], ["place.code"], name=op.f(f"fk_{TABLE}_place_code_place")
        ),
        sa.ForeignKeyConstraint(
            ["successor_code"], ["place.code"], name=op.f(f"fk_{TABLE}_successor_code_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint(
            "place_code",
            "successor_code",
            "succeeds_on",
            name=op.f(f"uq_{TABLE}_place_code_successor_code_succeeds_on"),
        ),
    )
    op.create_index(op.f(f"ix_{TABLE}_place_code"), TABLE, ["place_code"])
    op.create_index(op.f(f"ix_{TABLE}_successor_code"), TABLE, ["successor_code"])
    _take_over_successors()
    _refuse_changes()
    _create_periods()


def _take_over_successors() -> None:
    """Copy the mergers that are known; they took effect on the day after the last one."""
    place = sa.table("place", *map(sa.column, ("code", "successor_code", "valid_to")))
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    day_after = (
        sa.func.date(place.c.valid_to, "+1 day") if is_sqlite else place.c.valid_to + sa.text("1")
    )
    merged = sa.select(place.c.code, place.c.successor_code, day_after, sa.literal("")).where(
        place.c.successor_code.is_not(None), place.c.valid_to.is_not(None)
    )
    names = ("place_code", "successor_code", "succeeds_on", "scope")
    op.execute(sa.insert(sa.table(TABLE, *map(sa.column, names))).from_select(names, merged))


def _refuse_changes() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {TABLE}_refuse_{verb.lower()} BEFORE {verb} ON {TABLE}"
            f" BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
        )


def _create_periods() -> None:
    op.create_table(
        "place_period",
        sa.Column("place_code", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_folded", sa.String(), nullable=False),
        sa.Column("province_code", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["place_code"], ["place.code"], name=op.f("fk_place_period_place_code_place")
        ),
        sa.ForeignKeyConstraint(
            ["province_code"], ["place.code"], name=op.f("fk_place_period_province_code_place")
        ),
        sa.PrimaryKeyConstraint("place_code", "valid_from", name=op.f("pk_place_period")),
    )
    op.execute(
        "INSERT INTO place_period"
        " SELECT k.place_code, k.valid_from, k.valid_to, k.kind, p.name, p.name_folded,"
        " p.province_code FROM place_kind k JOIN place p ON p.code = k.place_code"
    )
    op.create_index(op.f("ix_place_period_name_folded"), "place_period", ["name_folded"])
    op.drop_table("place_kind")


def downgrade() -> None:
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
    op.execute(
        "INSERT INTO place_kind (place_code, valid_from, valid_to, kind)"
        " SELECT place_code, valid_from, valid_to, kind FROM place_period"
    )
    op.drop_table("place_period")
    op.drop_table(TABLE)
