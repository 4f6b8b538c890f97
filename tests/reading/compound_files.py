"""A writer of minimal compound files (OLE2), for samples of old formats."""

import struct

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_LEAST = 4096  # bytes of a stream that needs no mini sectors


def compound_file(streams: dict[str, bytes]) -> bytes:
    """Return a compound file of these streams, each filled up with zeros to 4096 bytes."""
    contents = [content.ljust(_LEAST, b"\x00") for content in streams.values()]
    sizes = [-(-len(content) // _SECTOR) for content in contents]
    directory_sectors = -(-(len(contents) + 1) * 128 // _SECTOR)
    fat_sectors = 1
    while fat_sectors * 128 < fat_sectors + directory_sectors + sum(sizes):
        fat_sectors += 1
    fat = [_FAT] * fat_sectors + _chain(fat_sectors, directory_sectors)
    starts = []
    for size in sizes:
        starts.append(len(fat))
        fat += _chain(len(fat), size)
    fat += [_FREE] * (fat_sectors * 128 - len(fat))
    header = struct.pack(
        "<8s16x5H6x9I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E, 3, 0xFFFE, 9, 6,
        0, fat_sectors, fat_sectors, 0, _LEAST, _END, 0, _END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", *range(fat_sectors), *[_FREE] * (109 - fat_sectors))
    entries = _entry("Root Entry", 5, _END, 0, child=1 if streams else _FREE)
    for number, (name, content) in enumerate(zip(streams, contents, strict=True), 1):
        following = number + 1 if number < len(contents) else _FREE
        entries += _entry(name, 2, starts[number - 1], len(content), right=following)
    body = struct.pack(f"<{len(fat)}I", *fat) + entries.ljust(directory_sectors * _SECTOR, b"\x00")
    for content, size in zip(contents, sizes, strict=True):
        body += content.ljust(size * _SECTOR, b"\x00")
    return header + body


def _chain(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), _END]


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE
) -> bytes:
    written = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBB3I16x4x16xIII",
        written, len(written) + 2, kind, 1, _FREE, right, child, start, size, 0,
    )  # fmt: skip
