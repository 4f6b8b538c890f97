"""Commands that run the service: serve, scheduler, recompute, doctor."""

from functools import partial

import click

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.help import TranslatedCommand
from api.cli.progress import progress_bars
from api.doctor import examine
from api.mailing import sending_hours
from api.scheduler import run_scheduler
from api.server import serve_application
from directives.services.recomputation import recompute as recompute_all
from directives.translation import N_
from directives.vocabulary import GapState


@click.command(cls=TranslatedCommand, help=N_("Chạy trang web và API."))
@click.option("--host", default="127.0.0.1", help=N_("Địa chỉ lắng nghe."))
@click.option("--port", default=8000, type=click.IntRange(1, 65535), help=N_("Cổng."))
@click.option("--workers", default=1, type=click.IntRange(1, 64), help=N_("Số tiến trình."))
@pass_workplace
def serve(workplace: Workplace, *, host: str, port: int, workers: int) -> None:
    """Serve pages, JSON and static files."""
    with workplace.reading():  # a missing database is said before the port is taken
        pass
    workplace.say(N_("Mở http://{host}:{port} trong trình duyệt."), host=host, port=port)
    serve_application(host=host, port=port, workers=workers)


@click.command(cls=TranslatedCommand, help=N_("Chạy các việc định kỳ (giữ tiến trình này mở)."))
@pass_workplace
def scheduler(workplace: Workplace) -> None:
    """Run the scheduled jobs in the foreground."""
    run_scheduler(workplace.engine, workplace.settings)


@click.command(
    cls=TranslatedCommand, help=N_("Kiểm tra cơ sở dữ liệu, chỉ mục, chỗ trống trên đĩa.")
)
@json_option
@pass_workplace
def doctor(workplace: Workplace, *, as_json: bool) -> int:
    """Say what is good and what is not; the exit code is 1 if anything is not."""
    findings = list(
        examine(
            workplace.engine,
            workplace.replica,
            workplace.settings.data_dir,
            now=workplace.now(),
            hours=sending_hours(workplace.settings),
        )
    )
    is_well = all(finding.is_good for finding in findings)
    if as_json:
        checks = [
            {
                "about": finding.about,
                "ok": finding.is_good,
                "state": finding.state,
                "message": workplace.translate(finding.sentence).format(**finding.values),
            }
            for finding in findings
        ]
        print_json({"ok": is_well, "checks": checks})
    else:
        for finding in findings:
            tell = workplace.say if finding.is_good else workplace.warn
            tell(finding.sentence, **finding.values)
            if finding.command:
                tell(N_("Xem “{command}”."), command=finding.command)
    return 0 if is_well else 1


@click.command(
    cls=TranslatedCommand,
    help=N_("Tính lại từ đầu mọi trạng thái cần xem lại; chạy lại không đổi gì."),
)
@json_option
@pass_workplace
def recompute(workplace: Workplace, *, as_json: bool) -> None:
    """Compute from scratch what should be suspect now, mend what differs, count the states."""
    bars = {"documents": N_("Văn bản"), "gaps": N_("Khoảng trống")}
    with (
        progress_bars({key: workplace.translate(name) for key, name in bars.items()}) as move,
        workplace.writing() as (session, actor),
    ):
        done = recompute_all(
            session,
            actor,
            now=workplace.now(),
            of_documents=partial(move, "documents"),
            of_gaps=partial(move, "gaps"),
        )
    said = {"raised": done.raised, "lapsed": done.lapsed, "documents": done.documents}
    states = {state.value: done.states.get(state, 0) for state in GapState}
    said["gaps"] = sum(states.values())
    if as_json:
        print_json({**said, "states": states})
        return
    workplace.say(N_("Đã xem {documents} văn bản, {gaps} khoảng trống."), **said)
    workplace.say(
        N_("Thêm {raised} việc cần xem lại, bỏ {lapsed} việc không còn nguyên nhân."), **said
    )


COMMANDS = (serve, scheduler, recompute, doctor)
