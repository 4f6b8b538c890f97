"""A letter that the mail server may have taken goes again as it was, to the last byte."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from aiosmtpd.smtp import Envelope

from api.mailing import Post, Round, write_and_deliver_by_hand
from directives.mail import SmtpMailer, SmtpServer
from directives.models.base import saved_id
from directives.services.accounts import system_actor
from directives.services.commitments import withdraw
from directives.services.notices import queue_due_notices
from directives.store.session import unit_of_work
from tests.chaos.processes import Kind, start
from tests.chaos.shown_time import ShownTime
from tests.factories import NOW, TODAY, make_actor, make_commitment, make_contact
from tests.mail_server import MailBox, free_port, serving_mail

DUE = date(2025, 10, 14)  # a Tuesday
A_DAY = timedelta(days=1)
PAGES = "http://127.0.0.1:8000"
ADDRESS, SENDER = "a@bo.example", "nhac@bo.example"


@dataclass
class KeepingBox(MailBox):
    """Keeps each letter to the byte, and then does what it is told instead of answering."""

    kept: list[bytes] = field(default_factory=list)
    then: Callable[[Any], str] | None = None
    is_hanging: bool = False

    async def handle_DATA(self, server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        """Keep a letter, and answer or not."""
        assert isinstance(envelope.content, bytes)
        self.kept.append(envelope.content)
        if self.is_hanging:
            await asyncio.Event().wait()  # which nobody sets
        return self.then(server) if self.then else "250 OK"


Attempt = Callable[[sa.Engine, KeepingBox, Path], None]


def hang_up(server: Any) -> str:
    server.transport.abort()
    return "250 OK"


def post_to(database: sa.Engine, port: int, *, patience: float = 30) -> Post:
    server = SmtpServer("127.0.0.1", port, "none", SENDER, patience_seconds=patience)
    return Post(database, SmtpMailer(server), base_url=PAGES, language="vi")


def find(database: sa.Engine, day: date) -> None:
    with unit_of_work(database) as session:
        actor = system_actor(session, "system:cli")
        queue_due_notices(session, actor, today=day, now=NOW)


def promise(database: sa.Engine) -> int:
    with unit_of_work(database) as session:
        return saved_id(make_commitment(session))


@dataclass
class Tried:
    """Three promises: one ended after the first attempt with the letter, one was made after it."""

    kept: int
    ended: int
    new: int


def try_once(database: sa.Engine, attempt: Callable[[], object]) -> Tried:
    with unit_of_work(database) as session:
        make_contact(session, email=ADDRESS)
    kept, ended = promise(database), promise(database)
    find(database, DUE)
    attempt()
    with unit_of_work(database) as session:
        withdraw(session, make_actor(session), ended, held_on=TODAY, reason="thôi", now=NOW)
    new = promise(database)
    find(database, DUE + A_DAY)
    return Tried(kept, ended, new)


def names(letter: bytes, key: int) -> bool:
    body = message_from_bytes(letter, policy=policy.default).get_body(("plain",))
    assert body is not None
    return f"{PAGES}/cam-ket/{key}" in body.get_content().split()


def hangs(database: sa.Engine, box: KeepingBox, _folder: Path) -> None:
    box.is_hanging = True
    went = write_and_deliver_by_hand(post_to(database, box.port, patience=0.3), DUE)
    assert went == Round(postponed=1)
    box.is_hanging = False


def hangs_up(database: sa.Engine, box: KeepingBox, _folder: Path) -> None:
    answer(database, box, hang_up)


def says_neither_yes_nor_no(database: sa.Engine, box: KeepingBox, _folder: Path) -> None:
    answer(database, box, lambda _server: "354 go on")


def takes_it_and_the_deliverer_dies(database: sa.Engine, box: KeepingBox, folder: Path) -> None:
    """Let a real process hand the letter over and be killed before it can say so."""
    now = ShownTime(folder / "clock.txt")
    now.show(DUE)
    environment = {
        "DIRECTIVES_DATABASE_URL": database.url.render_as_string(hide_password=False),
        "DIRECTIVES_DATA_DIR": str(folder),
        "DIRECTIVES_SMTP_HOST": "127.0.0.1",
        "DIRECTIVES_SMTP_PORT": str(box.port),
        "DIRECTIVES_SMTP_SECURITY": "none",
        "DIRECTIVES_MAIL_FROM": SENDER,
    }
    box.is_hanging = True
    said = folder / "said.txt"
    deliverer = start(Kind.DELIVERER, 0, DUE, environment, said, now=now, state=0)
    while not box.kept and not deliverer.has_ended:
        deliverer.process.join(0.05)
    deliverer.kill()
    assert deliverer.trouble() == "", said.read_text(encoding="utf-8")
    box.is_hanging = False


def refuses_the_text(database: sa.Engine, box: KeepingBox, _folder: Path) -> None:
    answer(database, box, lambda _server: "451 busy")


def refuses_the_reader(database: sa.Engine, box: KeepingBox, _folder: Path) -> None:
    box.refusals = {ADDRESS: "452 full"}
    answer(database, box, None)
    box.refusals = {}


def is_away(database: sa.Engine, _box: KeepingBox, _folder: Path) -> None:
    assert write_and_deliver_by_hand(post_to(database, free_port()), DUE) == Round(postponed=1)


def answer(database: sa.Engine, box: KeepingBox, then: Callable[[Any], str] | None) -> None:
    box.then = then
    assert write_and_deliver_by_hand(post_to(database, box.port), DUE) == Round(postponed=1)
    box.then = None


@pytest.fixture
def box() -> Iterator[KeepingBox]:
    with serving_mail(box=(opened := KeepingBox())):
        yield opened


@pytest.mark.parametrize(
    "attempt", [hangs, hangs_up, says_neither_yes_nor_no, takes_it_and_the_deliverer_dies]
)
def test_what_may_have_been_taken_goes_again_just_as_it_was(
    database: sa.Engine, box: KeepingBox, tmp_path: Path, attempt: Attempt
) -> None:
    made = try_once(database, lambda: attempt(database, box, tmp_path))
    assert len(box.kept) == 1

    went = [
        write_and_deliver_by_hand(post_to(database, box.port), DUE + days * A_DAY)
        for days in (1, 1, 2)
    ]

    assert went == [Round(sent=1), Round(), Round(sent=1)], "what is new waits for the next day"
    first, again, following = box.kept
    assert again == first
    assert names(first, made.kept)
    assert names(first, made.ended)
    assert names(following, made.new)
    assert not names(following, made.kept), "it was told"


@pytest.mark.parametrize("attempt", [refuses_the_text, refuses_the_reader, is_away])
def test_what_was_surely_refused_says_what_holds_by_then(
    database: sa.Engine, box: KeepingBox, tmp_path: Path, attempt: Attempt
) -> None:
    made = try_once(database, lambda: attempt(database, box, tmp_path))

    went = write_and_deliver_by_hand(post_to(database, box.port), DUE + A_DAY)

    assert went == Round(sent=1)
    letter = box.kept[-1]
    assert [names(letter, key) for key in (made.kept, made.ended, made.new)] == [True, False, True]


def test_a_refusal_does_not_unsay_what_an_earlier_attempt_left_open(
    database: sa.Engine, box: KeepingBox, tmp_path: Path
) -> None:
    def both() -> None:
        hangs_up(database, box, tmp_path)
        refuses_the_reader(database, box, tmp_path)

    try_once(database, both)
    write_and_deliver_by_hand(post_to(database, box.port), DUE + A_DAY)

    first, again = box.kept
    assert again == first
