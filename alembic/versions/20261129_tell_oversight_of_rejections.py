"""Tell oversight of promises that their bodies rejected."""

from alembic import op

revision = "b4d9027e61fa"
down_revision = "0c7d5e92ba14"
branch_labels = None
depends_on = None

BASES = ("due", "internal", "stage", "report", "pause")


def upgrade() -> None:
    _take_bases((*BASES, "rejection"))


def downgrade() -> None:
    op.execute("DELETE FROM notice WHERE basis = 'rejection'")
    _take_bases(BASES)


def _take_bases(bases: tuple[str, ...]) -> None:
    name = op.f("ck_notice_noticebasis")
    listed = ", ".join(f"'{one}'" for one in bases)
    with op.batch_alter_table("notice") as notice:
        notice.drop_constraint(name, type_="check")
        notice.create_check_constraint(name, f"basis IN ({listed})")
