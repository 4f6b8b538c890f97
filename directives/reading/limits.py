"""How much a file may ask of us."""

from dataclasses import dataclass
from typing import Final

from directives.errors import FileEmpty, FileTooLarge

MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes; `max_ratio` is unpacked ÷ packed.

    The ratio counts only for parts over a megabyte: small XML packs very well honestly.
    """

    max_bytes: int = 50 * MEGABYTE
    max_unpacked_bytes: int = 200 * MEGABYTE
    max_entries: int = 5_000
    max_ratio: int = 300


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
