"""What keeps the index from being brought up to date, and when to try again."""

import errno
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic
from typing import Literal

FULL_BELOW = 8_000_000
"""Bytes left on the disk below which a failure to write is put down to the full disk."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_PROBE = 1_000_000
_LONGEST_PAUSE = 30.0  # seconds

TroubleKind = Literal["disk_full", "failed"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the last attempt failed."""

    kind: TroubleKind
    reason: str


def trouble_of(error: BaseException, folder: Path) -> Trouble:
    """Return what an error says; native code tells of a full disk in words only."""
    words = str(error) or type(error).__name__
    numbered = isinstance(error, OSError) and error.errno in _FULL
    told = any(f"os error {number}" in words for number in _FULL) or "No space left" in words
    if numbered or told or free_bytes(folder) < FULL_BELOW:
        return Trouble("disk_full", words)
    return Trouble("failed", words)


def free_bytes(folder: Path) -> int:
    """Return the room on the disk of a folder that may not exist yet."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def write_trouble(folder: Path) -> Trouble | None:
    """Try to write a megabyte where the index is; return why that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as file:
            file.write(bytes(_PROBE))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return trouble_of(error, folder)
    return None


class Pause:
    """Longer with every failure, so that what fails again and again costs little."""

    def __init__(self) -> None:
        self._seconds = 0.0
        self._until = 0.0

    def is_over(self) -> bool:
        """Tell whether it is time to try."""
        return monotonic() >= self._until

    def lengthen(self) -> None:
        """Wait from now: one second after the first failure, twice as long after each."""
        self._seconds = min(max(self._seconds * 2, 1.0), _LONGEST_PAUSE)
        self._until = monotonic() + self._seconds

    def end(self) -> None:
        """Try at once from now on."""
        self._seconds = self._until = 0.0
