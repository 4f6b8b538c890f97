"""Tell oversight of reports that wait to be confirmed."""

from alembic import op

revision = "e82b40d7a1c5"
down_revision = "e6a0d92b4f13"
branch_labels = None
depends_on = None

BASES = ("due", "internal", "stage")


def upgrade() -> None:
    _take_bases((*BASES, "report"))


def downgrade() -> None:
    op.execute("DELETE FROM notice WHERE basis = 'report'")
    _take_bases(BASES)


def _take_bases(bases: tuple[str, ...]) -> None:
    name = op.f("ck_notice_noticebasis")
    listed = ", ".join(f"'{one}'" for one in bases)
    with op.batch_alter_table("notice") as notice:
        notice.drop_constraint(name, type_="check")
        notice.create_check_constraint(name, f"basis IN ({listed})")
