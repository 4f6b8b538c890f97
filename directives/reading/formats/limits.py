"""How much a file may ask of us."""

from dataclasses import dataclass
from typing import Final

from directives.errors import FileEmpty, FileTooLarge

MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes; `max_ratio` is unpacked ÷ packed.

    The ratio counts only for parts over a megabyte: small XML packs very well honestly.
    `seconds` and `memory_bytes` bound the reading process; each page that must be recognised gives
    it `page_seconds` more.
    """

    max_bytes: int = 50 * MEGABYTE
    max_unpacked_bytes: int = 200 * MEGABYTE
    max_entries: int = 5_000
    max_ratio: int = 300
    max_pages: int = 2_000
    max_scanned_pages: int = 60
    seconds: float = 60.0
    page_seconds: float = 60.0
    memory_bytes: int = 1024 * MEGABYTE


DEFAULT_LIMITS: Final = Limits()


def check_size(name: str, content: bytes, limits: Limits) -> None:
    """Return if there are bytes and no more than allowed; `name` is only for the message.

    Raises:
        FileEmpty: there is no byte.
        FileTooLarge: there are more than `limits` allow.
    """
    if not content:
        raise FileEmpty(name=name)
    if len(content) > limits.max_bytes:
        raise FileTooLarge(name=name, limit_mb=limits.max_bytes // MEGABYTE)
