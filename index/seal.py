"""Sums of the finished files of a generation, so that damage is noticed before it is believed.

A damaged segment may open and answer wrongly. Finished files of both engines never change, so
their sums, taken when they were written, hold for as long as they are there.
"""

import json
import os
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.engine import IndexUnusable

_SEAL = "seal.json"
_BLOCK = 1 << 20
_WHOOSH_FILE = re.compile(r"MAIN_\w+\.seg|_MAIN_\d+\.toc")


@dataclass(frozen=True, slots=True)
class _Sums:
    """What was written: size and CRC-32 by file, and the CRC-32 of tantivy's list of segments."""

    files: dict[str, tuple[int, int]]
    segment_list: int


class Seal:
    """Checks the files of one generation against their sums; one for each opened index."""

    def __init__(self, engine_name: str, folder: Path) -> None:
        self._engine_name = engine_name
        self._folder = folder
        self._seal = str(folder / _SEAL)
        self._sums = _Sums({}, 0)
        self._written: tuple[int, int] | None = None  # of the seal that `_sums` was read from
        self._seen: dict[str, tuple[int, int]] = {}  # by path: size and time of change when checked

    def write(self) -> None:
        """Add what was finished since; call it where nobody else writes to the folder."""
        files = {}
        for name in self._finished():
            known = self._sums.files.get(name) or self._measured(name)
            if known:
                files[name] = known
        sums = _Sums(files, self._segment_list())
        if sums == self._sums:
            return
        temporary = self._folder / f"{_SEAL}.new"
        temporary.write_text(json.dumps([sums.files, sums.segment_list]), encoding="utf-8")
        temporary.replace(self._folder / _SEAL)
        self._read()

    def check(self) -> None:
        """Read every finished file and compare.

        Raises:
            IndexUnusable: a file is not what was written, or there is no seal.
        """
        self._read()
        for name, expected in self._sums.files.items():
            # One that is gone was merged into another; if it was needed, opening fails.
            if self._measured(name) not in {expected, None}:
                raise IndexUnusable(self._folder, f"{name} is damaged")
        if self._segment_list() != self._sums.segment_list and self._is_complete():
            raise IndexUnusable(self._folder, "the list of segments is damaged")

    def look(self) -> None:
        """Compare sizes and times of change only; cheap enough to do before searches.

        A file cut short under an open index would end the process that reads on.

        Raises:
            IndexUnusable: a finished file was changed.
        """
        if _stat(self._seal) != self._written:
            self._read()
        for path, (size, changed) in self._seen.items():
            found = _stat(path)
            if found and found != (size, changed):
                raise IndexUnusable(self._folder, f"{path} was changed")

    def _read(self) -> None:
        self._written = _stat(self._seal)
        try:
            files, segment_list = json.loads((self._folder / _SEAL).read_text(encoding="utf-8"))
            sums = {str(name): (int(size), int(crc)) for name, (size, crc) in files.items()}
            self._sums = _Sums(sums, int(segment_list))
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise IndexUnusable(
                self._folder, f"the sums of its files are missing ({error})"
            ) from error
        seen = {}
        for name, (size, _sum) in sums.items():
            path = str(self._folder / name)
            found = self._seen.get(path) or _stat(path)
            if found and found[0] != size:
                raise IndexUnusable(self._folder, f"{name} has not the size that was written")
            if found:
                seen[path] = found
        self._seen = seen

    def _measured(self, name: str) -> tuple[int, int] | None:
        """Return the size and the CRC-32 of a file; None when it is gone.

        Raises:
            IndexUnusable: the disk does not give it.
        """
        size = crc = 0
        try:
            with (self._folder / name).open("rb") as file:
                while block := file.read(_BLOCK):
                    size, crc = size + len(block), zlib.crc32(block, crc)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise IndexUnusable(self._folder, f"{name} cannot be read ({error})") from error
        return size, crc

    def _is_complete(self) -> bool:
        """Tell whether no commit came after the seal was written."""
        return set(self._finished()) == set(self._sums.files)

    def _finished(self) -> Iterator[str]:
        """Yield the files that are complete and in use."""
        names = sorted(path.name for path in self._folder.iterdir())
        if self._engine_name == "whoosh":
            yield from (name for name in names if _WHOOSH_FILE.fullmatch(name))
            return
        for segment in _segments(self._folder):
            stem = str(segment["segment_id"]).replace("-", "")
            deleted = segment["deletes"] and f"{stem}.{segment['deletes']['opstamp']}.del"
            yield from (
                name
                for name in names
                if name.startswith(stem) and (name == deleted or not name.endswith(".del"))
            )

    def _segment_list(self) -> int:
        measured = self._measured("meta.json") if self._engine_name == "tantivy" else None
        return measured[1] if measured else 0


def _stat(path: str) -> tuple[int, int] | None:
    # Plain text for paths: this runs for every file before a search.
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _segments(folder: Path) -> list[dict[str, Any]]:
    try:
        found: list[dict[str, Any]] = json.loads((folder / "meta.json").read_bytes())["segments"]
    except (OSError, ValueError, KeyError) as error:
        raise IndexUnusable(folder, f"the list of segments cannot be read ({error})") from error
    return found
