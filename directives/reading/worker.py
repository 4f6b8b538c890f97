"""The process that reads files: `python -m directives.reading.worker`.

Hostile bytes meet a parser only here. The process has no database, no network business and a
bounded memory; when it dies, one reading is lost. It speaks frames over its standard streams: four
bytes of length, then JSON or the bytes of a file.
"""

import json
import os
import resource
import struct
import sys
from dataclasses import dataclass
from datetime import date
from typing import IO, Any, Final

from pydantic import TypeAdapter

from directives.errors import DirectivesError, FileTooDemanding, FileUnreadable
from directives.reading.formats.limits import MEGABYTE, Limits
from directives.reading.reading import Reading, read_file
from directives.rules.working_days import Calendar

LENGTH: Final = struct.Struct(">I")
READING: Final = TypeAdapter(Reading)
_PAGE_BYTES: Final = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the process; the bytes of the file follow in a frame of their own."""

    name: str
    limits: Limits
    calendar: Calendar


REQUEST: Final = TypeAdapter(Request)


def write_frame(stream: IO[bytes], content: bytes) -> None:
    """Send one frame."""
    stream.write(LENGTH.pack(len(content)) + content)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Receive one frame; None when the other side has gone."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    content = stream.read(length)
    return content if len(content) == length else None


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until the other side closes: a JSON frame, then the file's bytes."""
    while (head := read_frame(requests)) is not None:
        content = read_frame(requests)
        if content is None:
            return
        request = REQUEST.validate_json(head)
        _bound_memory(request.limits.memory_bytes)
        write_frame(answers, _answer(request, content, answers))


def _answer(request: Request, content: bytes, answers: IO[bytes]) -> bytes:
    def note_scan(pages: int) -> None:
        write_frame(answers, json.dumps({"scanned_pages": pages}).encode())

    name, limits = request.name, request.limits
    try:
        reading = read_file(
            name, content, limits=limits, on_scan=note_scan, calendar=request.calendar
        )
        return b'{"reading":' + READING.dump_json(reading) + b"}"
    except DirectivesError as error:
        return _refusal(error)
    except MemoryError:
        return _refusal(FileTooDemanding(name=name, limit_mb=limits.memory_bytes // MEGABYTE))
    # The parsers' authors did not foresee this file; the process goes on, the file is refused.
    except Exception as error:  # noqa: BLE001
        sys.stderr.write(f"reading failed: {type(error).__name__}\n")
        return _refusal(FileUnreadable(name=name))


def _refusal(error: DirectivesError) -> bytes:
    values = {name: _plain(value) for name, value in error.values.items()}
    said = {"error": type(error).__name__, "field": error.field, "values": values}
    return json.dumps(said).encode()


def _plain(value: object) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _bound_memory(most: int) -> None:
    """Allow `most` bytes more than the idle process has; set once, programs it starts inherit."""
    if resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY:
        with open("/proc/self/statm", encoding="ascii") as usage:  # noqa: PTH123
            idle = int(usage.read().split()[0]) * _PAGE_BYTES
        resource.setrlimit(resource.RLIMIT_AS, (idle + most, idle + most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    own_output = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a parser's chatter is not an answer
    with os.fdopen(own_output, "wb") as output:
        serve(sys.stdin.buffer, output)
