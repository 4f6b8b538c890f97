"""Commands that make and fill the catalogue: migrate, example, reindex."""

import click

from api.cli.context import Workplace, pass_workplace
from api.cli.help import TranslatedCommand
from api.cli.progress import progress_bar
from directives.errors import IndexNotWritten
from directives.services.example import load_example
from directives.services.reference_data import load_reference_data
from directives.store.migrations import upgrade
from directives.store.session import unit_of_work
from directives.translation import N_


@click.command(
    cls=TranslatedCommand, help=N_("Tạo hoặc nâng cấp cơ sở dữ liệu và nạp danh mục dùng chung.")
)
@pass_workplace
def migrate(workplace: Workplace) -> None:
    """Create or upgrade the database."""
    upgrade(workplace.engine)
    with unit_of_work(workplace.engine) as session:
        added = load_reference_data(session, now=workplace.now())
    workplace.say(N_("Cơ sở dữ liệu đã sẵn sàng; nạp thêm {added} mục danh mục."), added=added)


@click.command(cls=TranslatedCommand, help=N_("Nạp danh mục ví dụ; chạy lại không thêm gì."))
@pass_workplace
def example(workplace: Workplace) -> None:
    """Load the example catalogue."""
    with workplace.writing() as (session, actor):
        loaded = load_example(
            session, actor, workplace.files, now=workplace.now(), today=workplace.today()
        )
    workplace.replica.pull(workplace.engine, workplace.today())
    workplace.say(
        N_("Danh mục ví dụ: thêm {documents} văn bản, {gaps} khoảng trống, {promises} cam kết."),
        documents=loaded.documents,
        gaps=loaded.gaps,
        promises=loaded.promises,
    )
    for username, password in loaded.passwords.items():
        workplace.say(
            N_("Tài khoản {username}, mật khẩu {password} (chỉ hiện một lần)."),
            username=username,
            password=password,
        )


@click.command(cls=TranslatedCommand, help=N_("Dựng lại chỉ mục tìm kiếm từ cơ sở dữ liệu."))
@click.option("--resume", is_flag=True, help=N_("Làm tiếp lần dựng bị ngắt."))
@pass_workplace
def reindex(workplace: Workplace, *, resume: bool) -> None:
    """Rebuild the search index; the old one serves meanwhile."""
    with workplace.reading():  # a missing database is said before anything is built
        pass
    try:
        with progress_bar(workplace.translate(N_("Dựng chỉ mục"))) as advance:
            taken = workplace.replica.rebuild(
                workplace.engine, workplace.today(), resume=resume, progress=advance
            )
    except (OSError, ValueError) as error:  # what both engines say of a disk
        raise IndexNotWritten(reason=str(error)) from error
    workplace.say(N_("Đã đưa {taken} văn bản vào chỉ mục."), taken=taken)


COMMANDS = (migrate, example, reindex)
