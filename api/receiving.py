"""A file as it comes in, by whatever way: named safely, measured, read before any transaction.

This is the only place where the ways in read files.
"""

import json
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Self, TypeVar

from api.reading_json import reading_as_json
from directives.errors import Invalid
from directives.reading.formats.limits import MEGABYTE, Limits
from directives.reading.formats.pages.paged import ScanNoted
from directives.reading.pool import ReadingPool
from directives.reading.reading import Reading
from directives.rules.vietnamese import nfc
from directives.rules.working_days import Calendar
from directives.services.registration import Acceptance, NewRegistration
from directives.settings import Settings

_FOLDERS = re.compile(r"^.*[/\\]", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST_NAME = 255

File = TypeVar("File")
Found = TypeVar("Found")


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


class Reception:
    """Where files come in: the processes that read them, the calendar of their deadlines."""

    def __init__(self, pool: ReadingPool, calendar: Callable[[], Calendar]) -> None:
        self._pool = pool
        self._calendar = calendar

    @classmethod
    def of(cls, settings: Settings, calendar: Callable[[], Calendar]) -> Self:
        """Return a reception within the limits that the operator set."""
        limits = Limits(
            max_bytes=settings.max_upload_mb * MEGABYTE,
            max_unpacked_bytes=settings.max_unpacked_mb * MEGABYTE,
            max_ratio=settings.max_unpack_ratio,
            max_pages=settings.max_pages,
            max_scanned_pages=settings.max_scanned_pages,
            seconds=settings.reading_seconds,
            page_seconds=settings.recognition_seconds,
            memory_bytes=settings.reading_memory_mb * MEGABYTE,
        )
        return cls(ReadingPool(workers=settings.reading_processes, limits=limits), calendar)

    def receive(
        self, name: str, content: bytes, *, on_scan: ScanNoted = lambda _: None
    ) -> Received:
        """Read a file that came in; `on_scan` is told how many pages must be recognised.

        Raises:
            Invalid: the file is too large, broken, unsafe, secret or of a kind that is not read;
                `field` is "file".
        """
        try:
            calendar = self._calendar()
            return Received(
                content, self._pool.read(name, content, calendar=calendar, on_scan=on_scan)
            )
        except Invalid as refused:
            refused.field = "file"
            raise

    def close(self) -> None:
        """Stop the processes."""
        self._pool.close()


def read_ahead(
    read: Callable[[File], Found], files: Iterable[File]
) -> Iterator[tuple[File, "Future[Found]"]]:
    """Yield each file and what `read` finds in it, while the next file is being read.

    What `read` raises comes out of `result()` of its own file.
    """
    with ThreadPoolExecutor(max_workers=1) as reader:
        waiting: deque[tuple[File, Future[Found]]] = deque()
        for file in files:
            waiting.append((file, reader.submit(read, file)))
            if len(waiting) > 1:
                yield waiting.popleft()
        yield from waiting


def shown_name(sent: str | None) -> str:
    """Return the name of a file without folders and control characters, of bounded length."""
    return _CONTROL.sub("", _FOLDERS.sub("", nfc(sent or "")))[-_LONGEST_NAME:]
