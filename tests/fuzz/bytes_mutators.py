"""Ways to damage any bytes. Each takes bytes and a seeded generator and returns other bytes."""

import re
from collections.abc import Callable
from random import Random
from typing import Final

Mutator = Callable[[bytes, Random], bytes]

_NUMBER: Final = re.compile(rb"\d+")
_MONSTROUS: Final = (b"0", b"-1", b"65536", b"2147483648", b"99999999999999999999", b"1e99")
_LONGEST: Final = 2_000  # bytes of a damaged range


def flip_bits(content: bytes, random: Random) -> bytes:
    """Flip up to 16 bits."""
    damaged = bytearray(content)
    for _ in range(random.randint(1, 16)):
        if damaged:
            damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
    return bytes(damaged)


def overwrite_range(content: bytes, random: Random) -> bytes:
    """Put noise, or one byte again and again, in place of a range."""
    start, end = _range(content, random)
    noise = random.randbytes(end - start)
    return (
        content[:start]
        + (noise if random.random() < 0.5 else noise[:1] * (end - start))
        + (content[end:])
    )


def truncate(content: bytes, random: Random) -> bytes:
    """Cut off the end, more often near it, or the beginning."""
    if random.random() < 0.2:
        return content[random.randint(0, min(64, len(content))) :]
    kept = random.random() ** 0.3
    return content[: int(len(content) * kept)]


def delete_range(content: bytes, random: Random) -> bytes:
    """Take a range out."""
    start, end = _range(content, random)
    return content[:start] + content[end:]


def swap_blocks(content: bytes, random: Random) -> bytes:
    """Exchange two ranges."""
    start, end = _range(content, random)
    head, block, tail = content[:start], content[start:end], content[end:]
    place = random.randint(0, len(tail))
    return (
        head
        + tail[place : place + len(block)]
        + tail[:place]
        + block
        + (tail[place + len(block) :])
    )


def duplicate_block(content: bytes, random: Random) -> bytes:
    """Repeat a range up to 50 times."""
    start, end = _range(content, random)
    return content[:end] + content[start:end] * random.randint(1, 50) + content[end:]


def insert_noise(content: bytes, random: Random) -> bytes:
    """Put noise between two bytes."""
    place = random.randint(0, len(content))
    return content[:place] + random.randbytes(random.randint(1, 64)) + content[place:]


def blow_up_number(content: bytes, random: Random) -> bytes:
    """Write another number, mostly far too large, in place of up to 4 printed ones."""
    for _ in range(random.randint(1, 4)):
        numbers = list(_NUMBER.finditer(content))
        if not numbers:
            return content
        chosen = random.choice(numbers)
        content = content[: chosen.start()] + random.choice(_MONSTROUS) + content[chosen.end() :]
    return content


ANY_BYTES: Final[tuple[Mutator, ...]] = (
    flip_bits,
    overwrite_range,
    truncate,
    delete_range,
    swap_blocks,
    duplicate_block,
    insert_noise,
    blow_up_number,
)


def _range(content: bytes, random: Random) -> tuple[int, int]:
    start = random.randint(0, len(content))
    return start, min(len(content), start + random.randint(1, _LONGEST))
