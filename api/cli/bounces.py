"""The command that reads letters that came back."""

import mailbox
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.help import TranslatedCommand
from directives.mail import LARGEST_BOUNCE, read_bounces
from directives.services.bounces import BounceOutcome, record_bounce
from directives.translation import N_


@click.command(
    cls=TranslatedCommand,
    help=N_("Đọc thư báo không gửi được (một thư hoặc mbox; “-” là đầu vào chuẩn)."),
)
@click.argument("files", nargs=-1, type=click.File("rb"))
@click.option(
    "--maildir",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help=N_("Thư mục Maildir nhận các thư đó."),
)
@json_option
@pass_workplace
def bounces(
    workplace: Workplace, *, files: tuple[BinaryIO, ...], maildir: Path | None, as_json: bool
) -> None:
    """Mark as broken the addresses whose letters came back for good."""
    outcomes: Counter[str] = Counter()
    read = 0
    for raw in _messages(files, maildir):
        read += 1
        with workplace.writing() as (session, actor):
            for bounce in read_bounces(raw):
                outcome = record_bounce(session, actor, bounce, now=workplace.now())
                outcomes[outcome.value] += 1
    said: dict[str, object] = {"read": read}
    said |= {outcome.value: outcomes[outcome.value] for outcome in BounceOutcome}
    if as_json:
        print_json(said)
    else:
        workplace.say(
            N_(
                "Đã đọc {read} thư: {broken} địa chỉ hỏng, {known} thư đã biết, {passing} lỗi tạm"
                " thời, {strange} không phải thư của ta."
            ),
            **said,
        )


def _messages(files: tuple[BinaryIO, ...], maildir: Path | None) -> Iterator[bytes]:
    for file in files:
        yield from _of_file(file.read())
    if maildir is not None:
        box = mailbox.Maildir(maildir, create=False)
        for key in box.keys():  # noqa: SIM118 - a mailbox gives its messages, not their keys
            yield box.get_bytes(key)[:LARGEST_BOUNCE]


def _of_file(raw: bytes) -> Iterator[bytes]:
    """Give the messages of an mbox, or the one message that it is."""
    if not raw.startswith(b"From "):
        yield raw
        return
    with tempfile.NamedTemporaryFile() as kept:
        kept.write(raw)
        kept.flush()
        box = mailbox.mbox(kept.name, create=False)
        for key in box.keys():  # noqa: SIM118 - the same
            yield box.get_bytes(key)
        box.close()


COMMANDS = (bounces,)
