"""Sums of the finished files of a generation, so that damage is noticed before it is believed.

A damaged segment may open and answer wrongly. Finished files of both engines never change, so
their sums, taken when they were written, hold for as long as they are there.
"""

import json
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
        self._sums = _Sums({}, 0)
        self._written: tuple[int, int] | None = None  # of the seal that `_sums` was read from
        self._seen: dict[str, tuple[int, int]] = {}  # size and time of change when checked

    def write(self) -> None:
        """Add what was finished since; call it where nobody else writes to the folder."""
        files = {}
        for name in self._finished():
            size = (self._folder / name).stat().st_size
            known = self._sums.files.get(name)
            files[name] = known or (size, _sum_of(self._folder / name))
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
        for name, (_size, expected) in self._sums.files.items():
            path = self._folder / name
            # One that is gone was merged into another; if it was needed, opening fails.
            if path.is_file() and _sum_of(path) != expected:
                raise IndexUnusable(self._folder, f"{name} is damaged")
        if self._segment_list() != self._sums.segment_list and self._is_complete():
            raise IndexUnusable(self._folder, "the list of segments is damaged")

    def look(self) -> None:
        """Compare sizes and times of change only; cheap enough to do before searches.

        A file cut short under an open index would end the process that reads on.

        Raises:
            IndexUnusable: a finished file was changed.
        """
        if self._stat(_SEAL) != self._written:
            self._read()
        for name, seen in self._seen.items():
            if self._stat(name) not in {seen, None}:
                raise IndexUnusable(self._folder, f"{name} was changed")

    def _read(self) -> None:
        self._written = self._stat(_SEAL)
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
            found = self._seen.get(name) or self._stat(name)
            if found and found[0] != size:
                raise IndexUnusable(self._folder, f"{name} has not the size that was written")
            if found:
                seen[name] = found
        self._seen = seen

    def _stat(self, name: str) -> tuple[int, int] | None:
        try:
            status = (self._folder / name).stat()
        except FileNotFoundError:
            return None
        return status.st_size, status.st_mtime_ns

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
        return _sum_of(self._folder / "meta.json") if self._engine_name == "tantivy" else 0


def _segments(folder: Path) -> list[dict[str, Any]]:
    try:
        found: list[dict[str, Any]] = json.loads((folder / "meta.json").read_bytes())["segments"]
    except (OSError, ValueError, KeyError) as error:
        raise IndexUnusable(folder, f"the list of segments cannot be read ({error})") from error
    return found


def _sum_of(path: Path) -> int:
    found = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found = zlib.crc32(block, found)
    return found
