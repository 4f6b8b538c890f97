"""The lists of a .doc. Source: [MS-DOC] 2.9.147 (LSTF), 2.9.150 (LVLF), 2.9.131 (LFO)."""

import struct
from dataclasses import dataclass, field
from typing import Final

from directives.reading.formats.list_labels import MAX_LEVELS, Level, ListCounters
from directives.reading.formats.word97.doc_file import Place, WordFile

_LIST_BYTES: Final = 28
_LEVEL_BYTES: Final = 28
_OVERRIDE_BYTES: Final = 16
_FORMATS: Final = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter",
    22: "decimalZero", 23: "bullet", 255: "none",
}  # fmt: skip


@dataclass(slots=True)
class DocLists:
    """Writes the labels of automatic lists; paragraphs name a numbering from 1."""

    _counters: ListCounters = field(default_factory=ListCounters)
    _lists: list[str] = field(default_factory=list)  # numbering → list

    @classmethod
    def of(cls, file: WordFile) -> "DocLists":
        """Read the lists; a broken table gives no labels rather than wrong ones."""
        lists = cls()
        offset, length = file.places[Place.LISTS] if len(file.places) > Place.LISTS else (0, 0)
        try:
            if length:
                lists._learn_lists(file.table, offset)
                lists._learn_numberings(file.structure(Place.LIST_OVERRIDES))
        except (struct.error, IndexError):
            return cls()
        return lists

    def label(self, numbering: int, depth: int) -> str:
        """Count a paragraph and return its label with a space after it, "" without a list."""
        if not 0 < numbering <= len(self._lists):
            return ""
        name = self._lists[numbering - 1]
        return self._counters.label(name, depth, numbering=str(numbering))

    def _learn_lists(self, table: bytes, offset: int) -> None:
        """Read the list heads; all their levels follow the last head."""
        (count,) = struct.unpack_from("<H", table, offset)
        offset += 2
        levels = offset + _LIST_BYTES * count
        for number in range(count):
            head = offset + _LIST_BYTES * number
            (name,) = struct.unpack_from("<i", table, head)
            is_simple = table[head + 26] & 1
            for depth in range(1 if is_simple else MAX_LEVELS):
                level, levels = _level(table, levels)
                self._counters.levels[str(name), depth] = level

    def _learn_numberings(self, table: bytes) -> None:
        if not table:
            return
        (count,) = struct.unpack_from("<I", table)
        count = min(count, (len(table) - 4) // _OVERRIDE_BYTES)
        data = 4 + _OVERRIDE_BYTES * count
        for number in range(count):
            head = 4 + _OVERRIDE_BYTES * number
            (name,) = struct.unpack_from("<i", table, head)
            self._lists.append(str(name))
            data += 4
            for _ in range(table[head + 12]):
                (flags,) = struct.unpack_from("<I", table, data + 4)
                if flags & 0x10:
                    self._counters.restarts.add((str(number + 1), flags & 0xF))
                data += 8
                if flags & 0x20:
                    _, data = _level(table, data)


def _level(table: bytes, offset: int) -> tuple[Level, int]:
    """Return a level and the offset after it."""
    start, number_format = struct.unpack_from("<iB", table, offset)
    offset += _LEVEL_BYTES + table[offset + 24] + table[offset + 25]
    (length,) = struct.unpack_from("<H", table, offset)
    raw = table[offset + 2 : offset + 2 + 2 * length]
    pattern = "".join(
        f"%{ord(char) + 1}" if ord(char) < MAX_LEVELS else char
        for char in raw.decode("utf-16-le", "replace")
    )
    name = _FORMATS.get(number_format, "decimal")
    return Level(name, pattern, max(start, 0)), offset + 2 + 2 * length
