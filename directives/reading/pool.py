"""Read files in processes of their own, so that a parser's crash is an error and not an outage.

A process is started when first needed, kept warm, and replaced when it dies, overruns its time or
has read many files (parsers leak).
"""

import json
import os
import queue
import select
import signal
import subprocess
import sys
import threading
import time
import weakref
from contextlib import suppress
from types import TracebackType
from typing import Any, Final, Self

import directives.errors
from directives.errors import DirectivesError, FileCrashedReader, FileTooSlow
from directives.reading.formats.limits import DEFAULT_LIMITS, Limits
from directives.reading.formats.pages.paged import ScanNoted
from directives.reading.reading import Reading
from directives.reading.worker import LENGTH, READING, REQUEST, Request, write_frame
from directives.rules.working_days import Calendar, shipped_calendar

_FILES_PER_PROCESS: Final = 200
_CHUNK: Final = 1 << 16


class ReadingPool:
    """Up to `workers` reading processes, for use from any thread; close it when done."""

    def __init__(self, *, workers: int = 2, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._free: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(workers):
            self._free.put(None)
        self._lock = threading.Lock()
        self._running: set[_Worker] = set()
        weakref.finalize(self, _stop_all, self._running)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(
        self,
        name: str,
        content: bytes,
        *,
        calendar: Calendar | None = None,
        on_scan: ScanNoted = lambda _: None,
    ) -> Reading:
        """Return what `reading.read_file` returns for the same arguments, from another process.

        Raises:
            FileTooSlow: it took longer than the limits allow.
            FileTooDemanding: it needed more memory than the limits allow.
            FileCrashedReader: the process died on this file.
            Invalid: as `read_file` says.
        """
        worker = self._free.get()
        try:
            if worker is None or not worker.is_fit():
                self._forget(worker)
                worker = self._start()
            request = Request(name, self._limits, calendar or shipped_calendar())
            return worker.read(request, content, on_scan)
        finally:
            if worker is not None and not worker.is_fit():
                self._forget(worker)
                worker = None
            self._free.put(worker)

    def close(self) -> None:
        """Stop every process."""
        with self._lock:
            _stop_all(self._running)

    def _start(self) -> "_Worker":
        worker = _Worker()
        with self._lock:
            self._running.add(worker)
        return worker

    def _forget(self, worker: "_Worker | None") -> None:
        if worker is not None:
            worker.stop()
            with self._lock:
                self._running.discard(worker)


def _stop_all(running: "set[_Worker]") -> None:
    while running:
        running.pop().stop()


class _Worker:
    """One reading process; used by one thread at a time."""

    def __init__(self) -> None:
        self._files = 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "directives.reading.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # so that what it started is stopped with it
        )

    def is_fit(self) -> bool:
        """Tell whether the process lives and has not read too many files."""
        return self._process.poll() is None and self._files < _FILES_PER_PROCESS

    def stop(self) -> None:
        """Stop the process and everything it started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()
        self._process.wait()

    def read(self, request: Request, content: bytes, on_scan: ScanNoted) -> Reading:
        """Send a request and wait for its answer, no longer than its limits allow."""
        self._files += 1
        assert self._process.stdin is not None
        name, limits = request.name, request.limits
        try:
            write_frame(self._process.stdin, REQUEST.dump_json(request))
            write_frame(self._process.stdin, content)
        except BrokenPipeError as error:
            self.stop()
            raise FileCrashedReader(name=name) from error
        seconds = limits.seconds
        while True:
            answer = self._receive(name, seconds)
            if "scanned_pages" not in answer:
                return _reading(answer)
            on_scan(answer["scanned_pages"])
            seconds = limits.seconds + limits.page_seconds * answer["scanned_pages"]

    def _receive(self, name: str, seconds: float) -> dict[str, Any]:
        until = time.monotonic() + seconds
        frame = self._take(LENGTH.size, until)
        if frame is not None:
            frame = self._take(LENGTH.unpack(frame)[0], until)
        if frame is None:
            ran_out = self._process.poll() is None
            self.stop()
            if ran_out:
                raise FileTooSlow(name=name, seconds=round(seconds))
            raise FileCrashedReader(name=name)
        return dict(json.loads(frame))

    def _take(self, length: int, until: float) -> bytes | None:
        """Return `length` bytes; None when the process died or the time has run out."""
        assert self._process.stdout is not None
        source = self._process.stdout.fileno()
        poller = select.poll()
        poller.register(source, select.POLLIN)
        pieces = bytearray()
        while len(pieces) < length:
            left = until - time.monotonic()
            if left <= 0 or not poller.poll(left * 1000):
                return None
            piece = os.read(source, min(_CHUNK, length - len(pieces)))
            if not piece:
                self._process.wait()
                return None
            pieces += piece
        return bytes(pieces)


def _reading(answer: dict[str, Any]) -> Reading:
    if "error" in answer:
        kind = getattr(directives.errors, answer["error"])
        assert issubclass(kind, DirectivesError)
        raise kind(field=answer["field"], **answer["values"])
    return READING.validate_python(answer["reading"])
