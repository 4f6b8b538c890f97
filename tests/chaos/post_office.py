"""A real mail server that notes who handed over what, is slow, and now and then busy or silent."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from email import message_from_bytes, policy
from random import Random
from typing import Any

from aiosmtpd.smtp import Envelope

from directives.clock import current_time
from directives.rules.two_times import ha_noi_date
from tests.mail_server import MailBox


@dataclass(frozen=True)
class Handed:
    """One letter as it came: to whom, its identity, which process brought it, and on which day."""

    to: str
    identity: str
    by: str
    process: int
    day: date
    text: str
    content: str
    """All of the letter but its sender, by which the processes are told apart."""


@dataclass
class PostOffice(MailBox):
    """Keeps each letter before it answers, so a process may die between the two.

    `now` is the clock on its wall.
    """

    now: Callable[[], datetime] = current_time
    chance: Random = field(default_factory=lambda: Random(0))
    busy_share: float = 0.1
    silent_share: float = 0.1
    handed: list[Handed] = field(default_factory=list)
    pauses: int = 0
    silences: int = 0

    async def handle_DATA(self, server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        """Keep a letter, wait a moment, answer, or hang up without an answer."""
        if self.chance.random() < self.busy_share:
            self.pauses += 1
            return "451 busy, come again"
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=policy.default)
        body = letter.get_body(("plain",))
        assert body is not None
        del letter["From"]
        by, _, number = str(envelope.mail_from).partition("@")[0].partition("-")
        self.handed.append(
            Handed(
                to=str(letter["To"]),
                identity=str(letter["Message-ID"]),
                by=by,
                process=int(number),
                day=ha_noi_date(self.now()),
                text=body.get_content(),
                content=letter.as_string(),
            )
        )
        await asyncio.sleep(self.chance.uniform(0, 0.1))
        # The first letter of all, too: then even a short storm has one.
        if not self.silences or self.chance.random() < self.silent_share:
            self.silences += 1
            server.transport.abort()
        return "250 OK"
