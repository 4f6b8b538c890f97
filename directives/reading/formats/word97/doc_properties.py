"""Properties of characters and paragraphs of a .doc: sprms and the pages that hold them.

Source: [MS-DOC] 2.2.5 (Sprm), 2.6 (lists of sprms), 2.9.33 (ChpxFkp), 2.9.180 (PapxFkp).
"""

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

_PAGE: Final = 512
_OPERAND_BYTES: Final = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_TABLE_DEFINITION: Final = 0xD608
_TABS: Final = 0xC615
_UNKNOWN_LENGTH: Final = 255

Sprm = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class Runs:
    """Stretches of the text stream with their properties, by offset; gaps have none."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    properties: list[bytes] = field(default_factory=list)

    def at(self, offset: int) -> bytes:
        """Return the properties at a place of the stream."""
        index = bisect_right(self.starts, offset) - 1
        inside = index >= 0 and offset < self.ends[index]
        return self.properties[index] if inside else b""

    def between(self, start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
        """Yield the stretches that overlap `start` to `end`, cut to it."""
        index = max(bisect_right(self.starts, start) - 1, 0)
        while index < len(self.starts) and self.starts[index] < end:
            if self.ends[index] > start:
                yield (
                    max(self.starts[index], start),
                    min(self.ends[index], end),
                    self.properties[index],
                )
            index += 1


def sprms(properties: bytes) -> Iterator[Sprm]:
    """Yield each property as its number and its operand; a broken tail is left out."""
    offset = 0
    while offset + 2 < len(properties):
        (code,) = struct.unpack_from("<H", properties, offset)
        offset += 2
        length = _OPERAND_BYTES.get(code >> 13)
        if length is None:
            length = properties[offset]
            offset += 1
            if code == _TABLE_DEFINITION:
                length += (properties[offset] << 8) - 1 if offset < len(properties) else 0
                offset += 1
            elif code == _TABS and length == _UNKNOWN_LENGTH:
                return
        yield code, properties[offset : offset + length]
        offset += max(length, 0)


def character_runs(stream: bytes, index: bytes) -> Runs:
    """Return the runs of characters; `index` is the PlcBteChpx of the table stream."""
    return _runs(stream, index, 1, _character_properties)


def paragraph_runs(stream: bytes, index: bytes) -> Runs:
    """Return the paragraphs; the properties begin with two bytes, the number of the style."""
    return _runs(stream, index, 13, _paragraph_properties)


def _runs(stream: bytes, index: bytes, width: int, read: Callable[[bytes, int], bytes]) -> Runs:
    """Read the pages an index names, in order of their offsets; `width` is that of an entry."""
    runs = Runs()
    count = max((len(index) - 4) // 8, 0)
    numbers = struct.unpack_from(f"<{count}I", index, 4 * (count + 1)) if count else ()
    for number in numbers:
        start = (number & 0x3F_FFFF) * _PAGE
        page = stream[start : start + _PAGE]
        if len(page) < _PAGE:
            continue
        used = page[-1]
        if 4 * (used + 1) + width * used > _PAGE:
            continue
        offsets = struct.unpack_from(f"<{used + 1}I", page)
        for entry in range(used):
            begin, end = offsets[entry], offsets[entry + 1]
            if begin >= end or (runs.ends and begin < runs.ends[-1]):
                continue  # out of order: a broken page says nothing
            place = page[4 * (used + 1) + width * entry] * 2
            runs.starts.append(begin)
            runs.ends.append(end)
            runs.properties.append(read(page, place) if place else b"")
    return runs


def _character_properties(page: bytes, place: int) -> bytes:
    return page[place + 1 : place + 1 + page[place]]


def _paragraph_properties(page: bytes, place: int) -> bytes:
    words = page[place]
    if words:
        return page[place + 1 : place + 2 * words]
    return page[place + 2 : place + 2 + 2 * page[place + 1]]
