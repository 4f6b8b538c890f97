"""A file as it comes in, by whatever way: named safely, measured, read before any transaction.

This is the only place where the ways in read files.
"""

import json
import re
from dataclasses import dataclass

from api.reading_json import reading_as_json
from directives.errors import Invalid
from directives.reading.reading import Reading, read_file
from directives.reading.sniff import MEGABYTE, Limits
from directives.rules.vietnamese import nfc
from directives.services.registration import Acceptance, NewRegistration

_FOLDERS = re.compile(r"^.*[/\\]", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Received:
    """The bytes of a file and what was read from them."""

    content: bytes
    reading: Reading

    @property
    def reading_json(self) -> str:
        """The reading as the contract shows it."""
        return json.dumps(reading_as_json(self.reading), ensure_ascii=False, default=str)

    def registration(
        self, acceptance: Acceptance, *, sector_codes: tuple[str, ...] = (), despite: str = ""
    ) -> NewRegistration:
        """Return what registers the file."""
        return NewRegistration(
            self.content,
            self.reading,
            self.reading_json,
            acceptance,
            sector_codes,
            despite=despite,
        )


def receive(name: str, content: bytes, *, most_mb: int) -> Received:
    """Read a file that came in.

    Raises:
        Invalid: the file is too large, broken, unsafe, secret or of a kind that is not read;
            `field` is "file".
    """
    try:
        return Received(content, read_file(name, content, limits=Limits(most_mb * MEGABYTE)))
    except Invalid as refused:
        refused.field = "file"
        raise


def shown_name(sent: str | None) -> str:
    """Return the name of a file without folders and control characters, of bounded length."""
    return _CONTROL.sub("", _FOLDERS.sub("", nfc(sent or "")))[-_LONGEST_NAME:]
