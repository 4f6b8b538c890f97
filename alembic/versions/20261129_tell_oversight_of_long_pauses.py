"""Tell oversight of promises that have been paused for long."""

from alembic import op

revision = "c4f7120e9ab6"
down_revision = "c4d81f3b6e20"
branch_labels = None
depends_on = None

BASES = ("due", "internal", "stage", "report")


def upgrade() -> None:
    _take_bases((*BASES, "pause"))


def downgrade() -> None:
    op.execute("DELETE FROM notice WHERE basis = 'pause'")
    _take_bases(BASES)


def _take_bases(bases: tuple[str, ...]) -> None:
    name = op.f("ck_notice_noticebasis")
    listed = ", ".join(f"'{one}'" for one in bases)
    with op.batch_alter_table("notice") as notice:
        notice.drop_constraint(name, type_="check")
        notice.create_check_constraint(name, f"basis IN ({listed})")
