"""Ways to damage a PDF by its own grammar: objects, streams, references, the cross-references."""

import re
import zlib
from random import Random
from typing import Final

from tests.fuzz.bytes_mutators import ANY_BYTES, Mutator

_OBJECT: Final = re.compile(rb"\d+ \d+ obj(.*?)endobj", re.DOTALL)
_STREAM: Final = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_REFERENCE: Final = re.compile(rb"\b(\d+) 0 R\b")
_OFFSET: Final = re.compile(rb"\b\d{10}(?= \d{5} [nf])")
_NAME: Final = re.compile(rb"/[A-Za-z0-9]+")
_OPERAND: Final = re.compile(rb"<[0-9A-F]+>|-?\d+\.?\d*")
_DEEP: Final = 3_000


def _swap_objects(content: bytes, random: Random) -> bytes:
    return _swap(content, _OBJECT, 1, random)


def _swap_streams(content: bytes, random: Random) -> bytes:
    return _swap(content, _STREAM, 1, random)


def _swap_names(content: bytes, random: Random) -> bytes:
    return _swap(content, _NAME, 0, random)


def _swap_offsets(content: bytes, random: Random) -> bytes:
    return _swap(content, _OFFSET, 0, random)


def _swap(content: bytes, pattern: re.Pattern[bytes], group: int, random: Random) -> bytes:
    found = list(pattern.finditer(content))
    if len(found) < 2:
        return content
    first, second = sorted(random.sample(found, 2), key=lambda one: one.start(group))
    return b"".join(
        (
            content[: first.start(group)],
            second[group],
            content[first.end(group) : second.start(group)],
            first[group],
            content[second.end(group) :],
        )
    )


def _redirect(content: bytes, random: Random) -> bytes:
    """Let a reference name another object, mostly one that leads round in a circle."""
    references = list(_REFERENCE.finditer(content))
    if not references:
        return content
    chosen = random.choice(references)
    target = random.choice((random.choice(references)[1], b"0", b"999999"))
    return content[: chosen.start(1)] + target + content[chosen.end(1) :]


def _mutate_stream(content: bytes, random: Random) -> bytes:
    """Damage what is inside a stream, unpacked where that is possible, and pack it again."""
    streams = list(_STREAM.finditer(content))
    if not streams:
        return content
    chosen = random.choice(streams)
    try:
        unpacked = zlib.decompress(chosen[1])
    except zlib.error:
        damaged = random.choice(ANY_BYTES)(chosen[1], random)
    else:
        damage = random.choice((*ANY_BYTES, _change_operand, _change_operand, _repeat))
        damaged = zlib.compress(damage(unpacked, random))
    return content[: chosen.start(1)] + damaged + content[chosen.end(1) :]


def _change_operand(content: bytes, random: Random) -> bytes:
    operands = list(_OPERAND.finditer(content))
    if not operands:
        return content
    chosen = random.choice(operands)
    value = random.choice(
        (b"<FFFF>", b"<00", b"1e30", b"-99999999", b"0", b"<" + b"0041" * 5000 + b">")
    )
    return content[: chosen.start()] + value + content[chosen.end() :]


def _repeat(content: bytes, random: Random) -> bytes:
    return content * random.randint(2, 200)


def _nest(content: bytes, random: Random) -> bytes:
    """Open arrays or dictionaries without end in an object."""
    objects = list(_OBJECT.finditer(content))
    if not objects:
        return content
    chosen = random.choice(objects)
    opened = random.choice((b"[", b"<< /A ", b"(")) * random.randint(2, _DEEP)
    return content[: chosen.start(1)] + b" " + opened + content[chosen.start(1) :]


def _bomb(content: bytes, random: Random) -> bytes:
    """Put a stream that unpacks to many megabytes in place of one."""
    streams = list(_STREAM.finditer(content))
    if not streams:
        return content
    chosen = random.choice(streams)
    words = random.choice((b" ", b"BT /F1 9 Tf <0001> Tj ET\n", b"q "))
    packed = zlib.compress(words * (4_000_000 // len(words)))
    return content[: chosen.start(1)] + packed + content[chosen.end(1) :]


_MUTATORS: Final[tuple[Mutator, ...]] = (
    *(_swap_objects, _swap_streams, _swap_names, _swap_offsets, _redirect) * 2,
    *(_mutate_stream,) * 5,
    *(_nest, _bomb),
)


def mutate_pdf(content: bytes, random: Random) -> bytes:
    """Damage one element of the file."""
    return random.choice(_MUTATORS)(content, random)
